using System.Collections.Immutable;
using System.Globalization;
using Evenkeel.Data;
using Evenkeel.Functions;
using Evenkeel.Graphs;
using Evenkeel.Graphs.Operations;
using Evenkeel.Initialization;
using Evenkeel.Numerics;
using Evenkeel.Randomness;
using Evenkeel.Shapes;

namespace Evenkeel.Networks;

/// <summary>A specification made into a graph, with names for its parts; it holds no parameters.</summary>
public sealed partial class Network
{
    private Network(NetworkSpec spec, Shape inputShape, int classes, int targetSize)
    {
        (Spec, InputShape, Classes) = (spec, inputShape, classes);
        CheckWidths(spec);
        Function = Activations.Parse(spec.Activation);
        Outputs = OutputsFor(spec, classes, targetSize);
        GraphBuilder builder = new();
        Input = builder.Input("x", inputShape);
        Target = builder.Input("target", new(targetSize));

        ImmutableArray<NetworkLayer>.Builder layers = ImmutableArray.CreateBuilder<NetworkLayer>();
        (ValueId signal, ValueId stream) = (Input, Input);
        int width = inputShape.Count;
        foreach (int units in spec.Hidden.Add(Outputs))
        {
            (int branch, int place) = PlaceOf(spec, layers.Count);
            stream = place == 1 ? signal : stream;
            layers.Add(AddLayer(builder, signal, width, units, new(layers.Count + 1, branch, place, place > 0 && place == spec.Branch ? stream : null)));
            (signal, width) = (layers[^1].Activation, units);
        }

        Layers = layers.ToImmutable();
        Output = signal;
        Graph = builder.Build(AddLoss(builder));
    }

    /// <summary>What it was made from.</summary>
    public NetworkSpec Spec { get; }

    /// <summary>The operations.</summary>
    public Graph Graph { get; }

    /// <summary>The shape of one sample's input.</summary>
    public Shape InputShape { get; }

    /// <summary>The number of classes it tells apart; 0 for a regression.</summary>
    public int Classes { get; }

    /// <summary>The number of outputs.</summary>
    public int Outputs { get; }

    /// <summary>The hidden layers' activation.</summary>
    public Activation Function { get; }

    /// <summary>All layers with weights, the output layer last.</summary>
    public ImmutableArray<NetworkLayer> Layers { get; }

    /// <summary>The hidden layers.</summary>
    public ReadOnlySpan<NetworkLayer> HiddenLayers => Layers.AsSpan()[..^1];

    /// <summary>The data that goes in.</summary>
    public ValueId Input { get; }

    /// <summary>What should come out.</summary>
    public ValueId Target { get; }

    /// <summary>What comes out: logits or scores [outputs].</summary>
    public ValueId Output { get; }

    /// <summary>The loss that a classifier without knowledge has, which gives each class the same probability: ln C; null where there is no such number.</summary>
    public double? ChanceLoss => Classes > 1 && Spec.Loss == LossKind.CrossEntropy ? Elementary.Log(Classes) : null;

    /// <summary>Makes the network that a specification describes for a data set.</summary>
    /// <param name="spec">The layers.</param>
    /// <param name="data">Gives the shape of inputs and outputs.</param>
    /// <returns>The network.</returns>
    /// <exception cref="ArgumentException">A width is below 1, or the loss or the number of outputs does not fit the data.</exception>
    /// <exception cref="FormatException">The activation is unknown.</exception>
    public static Network For(NetworkSpec spec, IDataSet data)
    {
        ArgumentNullException.ThrowIfNull(spec);
        ArgumentNullException.ThrowIfNull(data);
        return new(spec, data.InputShape, data.Classes.Count, data.TargetSize);
    }

    /// <summary>Says why an initializer cannot make the weights of this network.</summary>
    /// <param name="initializer">The rule.</param>
    /// <returns>One sentence about the first layer that it cannot serve; null where it serves all.</returns>
    public string? Refusal(IInitializer initializer)
    {
        ArgumentNullException.ThrowIfNull(initializer);
        return Refusal(_ => initializer);
    }

    /// <summary>Says why the initializers of layers cannot make their weights.</summary>
    /// <param name="rule">The rule of each layer.</param>
    internal string? Refusal(Func<NetworkLayer, IInitializer> rule) =>
        Layers.Select(layer => rule(layer).Refusal(Graph.Parameters[layer.Weight.Index].Weights!)).FirstOrDefault(refusal => refusal is not null);

    /// <summary>Makes the first parameters, with Evenkeel's own generator.</summary>
    /// <param name="initializer">The rule for weights and biases.</param>
    /// <param name="seed">Decides the parameters; each by its own name, so another layer changes none of them.</param>
    /// <returns>New parameters.</returns>
    /// <exception cref="ArgumentException">The rule cannot serve a layer.</exception>
    public ParameterStore Initialize(IInitializer initializer, Seed seed) => Initialize(initializer, new NativeGenerator(seed));

    /// <summary>Makes the first parameters.</summary>
    /// <param name="initializer">The rule for weights and biases.</param>
    /// <param name="generator">Where the numbers come from. One that cannot fork draws them layer by layer, weights before biases, as PyTorch's modules do.</param>
    /// <returns>New parameters.</returns>
    /// <exception cref="ArgumentException">The rule cannot serve a layer.</exception>
    public ParameterStore Initialize(IInitializer initializer, Generator generator)
    {
        ArgumentNullException.ThrowIfNull(initializer);
        return Initialize(_ => initializer, generator);
    }

    /// <summary>Makes the first parameters, each layer's by a rule of its own.</summary>
    /// <param name="rule">The rule for a layer's weights and biases.</param>
    /// <param name="generator">Where the numbers come from.</param>
    internal ParameterStore Initialize(Func<NetworkLayer, IInitializer> rule, Generator generator)
    {
        ArgumentNullException.ThrowIfNull(generator);
        ParameterStore parameters = new(Graph);
        foreach (NetworkLayer layer in Layers)
        {
            IInitializer initializer = rule(layer);
            ParameterInfo info = Graph.Parameters[layer.Weight.Index];
            float[] weights = new float[info.Shape.Count];
            initializer.Fill(weights, info.Weights!, generator.Fork(info.Name));
            DenseLayout.ToInputMajor(weights, parameters[layer.Weight], info.Weights!.Axes.Axes[0], info.Shape.Axes[0]);
            if (layer.Bias is { } bias)
            {
                initializer.FillBias(parameters[bias], info.Weights!, generator.Fork(Graph.Parameters[bias.Index].Name));
            }
        }

        return parameters;
    }

    /// <summary>The class that outputs stand for.</summary>
    /// <param name="outputs">One sample's outputs.</param>
    /// <returns>The class's index; −1 where an output is not a number, or for a regression.</returns>
    public int Classify(ReadOnlySpan<float> outputs)
    {
        if (Classes == 0)
        {
            return -1;
        }

        if (outputs.Length == 1)
        {
            return float.IsNaN(outputs[0]) ? -1 : outputs[0] > Boundary ? 1 : 0;
        }

        int best = 0;
        for (int i = 0; i < outputs.Length; i++)
        {
            if (float.IsNaN(outputs[i]))
            {
                return -1;
            }

            best = outputs[i] > outputs[best] ? i : best;
        }

        return best;
    }

    /// <summary>Counts the samples of a plan's last forward pass whose class the network names.</summary>
    /// <param name="plan">A plan of this network's graph that retains <see cref="Output"/>.</param>
    /// <returns>0 … the plan's rows; 0 for a regression.</returns>
    public int CountCorrect(Plan plan)
    {
        ArgumentNullException.ThrowIfNull(plan);
        ReadOnlySpan<float> outputs = plan.Value(Output);
        ReadOnlySpan<float> targets = plan.Value(Target);
        if (Classes == 0)
        {
            return 0;
        }

        return Outputs == 1 ? NamedClasses.CountSides(outputs, targets, Boundary) : NamedClasses.CountHits(outputs, targets, Outputs);
    }

    /// <summary>Above it, a single output stands for class 1.</summary>
    private float Boundary => Spec.Loss == LossKind.MeanSquaredError ? 0.5f : 0;

    /// <summary>Writes the widths from input to output.</summary>
    /// <returns>For example <c>784-300-300-10</c>; with residual branches the layers of one, and how many there are: <c>2-64-(64-64)×1000-4</c>.</returns>
    public override string ToString() => Spec.Branches > 0
        ? string.Create(CultureInfo.InvariantCulture, $"{InputShape.Count}-{Layers[0].Width}-({string.Join('-', Enumerable.Repeat(Layers[0].Width, Spec.Branch))})×{Spec.Branches}-{Outputs}")
        : string.Join('-', Layers.Select(layer => layer.Width).Prepend(InputShape.Count).Select(width => width.ToString(CultureInfo.InvariantCulture)));

    private static void CheckWidths(NetworkSpec spec)
    {
        foreach (int width in spec.Hidden)
        {
            if (width < 1)
            {
                throw new ArgumentException($"A hidden layer needs 1 unit or more, but got {width}.", nameof(spec));
            }
        }

        if (spec.BranchRefusal is { } refusal)
        {
            throw new ArgumentException(refusal, nameof(spec));
        }
    }

    /// <summary>The residual branch and the place in it, both from 1, of a layer with so many before it; 0 outside of branches.</summary>
    private static (int Branch, int Place) PlaceOf(NetworkSpec spec, int before) => spec.Branch == 0 || before == 0 || before == spec.Hidden.Length
        ? (0, 0)
        : ((before - 1) / spec.Branch + 1, (before - 1) % spec.Branch + 1);

    private static int OutputsFor(NetworkSpec spec, int classes, int targetSize)
    {
        if (classes == 1)
        {
            throw new ArgumentException("The data has one class only; there is nothing to tell apart.", nameof(spec));
        }

        if (classes == 0 && spec.Loss != LossKind.MeanSquaredError)
        {
            throw new ArgumentException("The data's target is a number, so the loss must be mse.", nameof(spec));
        }

        int natural = classes switch { 0 => targetSize, 2 => 1, _ => classes };
        int outputs = spec.Outputs == 0 ? natural : spec.Outputs;
        return outputs == natural || outputs == classes
            ? outputs
            : throw new ArgumentException($"The network has {outputs} outputs but the data needs {natural}.", nameof(spec));
    }

    private NetworkLayer AddLayer(GraphBuilder builder, ValueId input, int fanIn, int fanOut, LayerPlace place)
    {
        int number = place.Number;
        ParameterId weight = builder.Parameter($"layers.{number}.weight", new(fanIn, fanOut), WeightShape.Dense(fanIn, fanOut));
        ParameterId? bias = Spec.Bias ? builder.Parameter($"layers.{number}.bias", new(fanOut)) : null;
        ValueId z = builder.Add($"layers.{number}.z", new Dense(), [input], bias is { } b ? [weight, b] : [weight]);
        ValueId a = number > Spec.Hidden.Length ? z
            : place.Skip is { } skip ? builder.Add($"layers.{number}.a", new Add(), [skip, z])
            : builder.Add($"layers.{number}.a", new Activate(Function), [z]);
        return new(number, fanOut, z, a, weight, bias) { Branch = place.Branch, Place = place.Place, Skip = place.Skip };
    }

    private ValueId AddLoss(GraphBuilder builder)
    {
        bool single = Outputs == 1;
        ValueId Vector() => Classes > 0 && !single ? builder.Add("target.vector", new OneHot(Classes), [Target]) : Target;
        return Spec.Loss switch
        {
            LossKind.CrossEntropy when single => builder.Add("loss", new SigmoidCrossEntropy(), [Output, Target]),
            LossKind.CrossEntropy => builder.Add("loss", new SoftmaxCrossEntropy(), [Output, Target]),
            LossKind.Hinge => builder.Add("loss", new Hinge(), [Output, Target]),
            _ => builder.Add("loss", new MeanSquaredError(), [Output, Vector()]),
        };
    }

    /// <summary>Where a layer stands: its number, its branch and place in it, both 0 outside of branches, and the value that its z is added to.</summary>
    private readonly record struct LayerPlace(int Number, int Branch, int Place, ValueId? Skip);
}
