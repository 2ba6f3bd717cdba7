using System.Globalization;
using Evenkeel.Data;
using Evenkeel.Functions;
using Evenkeel.Graphs;
using Evenkeel.Initialization;
using Evenkeel.Initialization.Laws;
using Evenkeel.Initialization.Recipes;
using Evenkeel.MeanField;
using Evenkeel.Networks;
using Evenkeel.Numerics;
using Evenkeel.Shapes;

namespace Evenkeel.Tests.MeanField;

/// <summary>A random stack made into a real network with ten outputs under softmax cross-entropy, whose statistics are measured on real passes.</summary>
internal sealed class WidthStack
{
    private const int Classes = 10;

    private readonly IInitializer initializer;
    private readonly Network network;
    private readonly ParameterStore parameters;
    private readonly Plan plan;
    private readonly float[] inputs;

    private WidthStack(IInitializer initializer, Activation activation, int[] widths, double secondMoment, int rows)
    {
        this.initializer = initializer;
        string[] classes = [.. Enumerable.Range(0, Classes).Select(index => index.ToString(CultureInfo.InvariantCulture))];
        ArrayDataSet data = new("one", new(widths[0]), classes, new float[widths[0]], [0]);
        network = Network.For(new() { Hidden = [.. widths[1..]], Activation = activation.Name }, data);
        parameters = new(network.Graph);
        plan = new(network.Graph, parameters, new()
        {
            BatchSize = rows, Retain = [.. network.HiddenLayers.ToArray().Select(layer => layer.PreActivation)],
        });
        inputs = new float[rows * widths[0]];
        Draw.Normal(inputs, Seed.FromInt64(widths.Sum()), 0, Math.Sqrt(secondMoment));
        double factor = Math.Sqrt(secondMoment / Moments.Of(inputs).SecondMoment);
        foreach (ref float x in inputs.AsSpan())
        {
            x *= (float)factor;
        }

        Input = rows == 1 ? SignalInput.One(secondMoment) : SignalInput.Of(inputs, rows, widths[0]);
        Path = network.SignalPath(initializer);
    }

    /// <summary>What theory sees.</summary>
    public SignalPath Path { get; }

    /// <summary>What theory is told of the inputs: normal numbers of a given mean square, the same for every network.</summary>
    public SignalInput Input { get; }

    /// <summary>Draws a stack: any activation of the library, 2 to 50 hidden layers, 64 to 300 units in each, weights near or far from what keeps the signal, biases in half of them.</summary>
    public static WidthStack Random(ref RandomSequence sequence, int rows = 1)
    {
        IReadOnlyList<Activation> all = Activations.All;
        Activation activation = all[(int)sequence.NextUniform(0, all.Count)];
        activation = activation.Name == "leaky-relu" ? Activations.LeakyRelu(sequence.NextUniform(0, 0.5)) : activation;
        int depth = (int)Math.Round(2 * Math.Pow(25, sequence.NextDouble()));
        bool isNear = sequence.NextDouble() < 0.5;
        double scale = isNear ? Gains.Of(activation).SecondMoment * sequence.NextUniform(0.8, 1.3) : 0.5 * Math.Pow(6, sequence.NextDouble());
        double bias = sequence.NextDouble() < 0.5 ? 0 : sequence.NextDouble();
        double secondMoment = Math.Exp(sequence.NextUniform(-1.5, 1.5));
        int most = sequence.NextDouble() < 0.5 ? 128 : 300;
        int[] widths = new int[depth + 1];
        for (int l = 0; l <= depth; l++)
        {
            widths[l] = (int)sequence.NextUniform(64, most + 1);
        }

        IInitializer initializer = new IndependentInitializer("test", "", shape => new NormalLaw(0, scale / Math.Sqrt(shape.Fan.In))) { Bias = _ => new NormalLaw(0, bias) };
        return new(initializer, activation, widths, secondMoment, rows);
    }

    /// <summary>Makes a stack of given widths, the input's first.</summary>
    public static WidthStack Of(IInitializer initializer, Activation activation, int[] widths, double secondMoment = 1, int rows = 1) => new(initializer, activation, widths, secondMoment, rows);

    /// <summary>Draws a network and labels, and measures mean z² of each hidden layer and its mean (∂C/∂z)² over that of the last.</summary>
    public (double[] Forward, double[] Backward) Measure(Seed seed)
    {
        parameters.CopyFrom(network.Initialize(initializer, seed));
        plan.Begin(plan.BatchSize);
        inputs.CopyTo(plan.Input(network.Input));
        Draw.Uniform(plan.Input(network.Target), seed.For("label"), 0, Classes);
        foreach (ref float label in plan.Input(network.Target))
        {
            label = Math.Min(MathF.Floor(label), Classes - 1);
        }

        plan.Forward();
        plan.Backward();
        double[] forward = new double[network.HiddenLayers.Length];
        double[] backward = new double[forward.Length];
        for (int l = 0; l < forward.Length; l++)
        {
            forward[l] = Moments.Of(plan.Value(network.Layers[l].PreActivation)).SecondMoment;
            backward[l] = Moments.Of(plan.Gradient(network.Layers[l].PreActivation)).SecondMoment;
        }

        double last = backward[^1];
        return (forward, [.. backward.Select(square => square / last)]);
    }
}
