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

    /// <summary>Writes the widths from input to output.</summary>
    /// <returns>For example <c>784-300-300-10</c>; with residual branches the layers of one, and how many there are: <c>2-64-(64-64)×1000-4</c>.</returns>
    public override string ToString() => Spec.Branches > 0
        ? string.Create(CultureInfo.InvariantCulture, $"{InputShape.Count}-{Layers[0].Width}-({string.Join('-', Enumerable.Repeat(Layers[0].Width, Spec.Branch))})×{Spec.Branches}-{Outputs}")
        : string.Join('-', Layers.Select(layer => layer.Width).Prepend(InputShape.Count).Select(width => width.ToString(CultureInfo.InvariantCulture)));
}
