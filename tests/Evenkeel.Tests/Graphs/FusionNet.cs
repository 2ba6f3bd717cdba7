using Evenkeel.Functions;
using Evenkeel.Graphs;
using Evenkeel.Graphs.Operations;
using Evenkeel.Numerics;
using Evenkeel.Shapes;
using Evenkeel.Training;

namespace Evenkeel.Tests.Graphs;

/// <summary>A graph to train under any options: what it computes is written down, so that two runs can be held against each other.</summary>
internal sealed class FusionNet
{
    private const int Steps = 5;

    private readonly GraphBuilder builder = new();
    private readonly Activation function;
    private readonly int inputs;
    private readonly int batch;
    private ValueId x;
    private ValueId target;
    private int classes;
    private int layers;

    private FusionNet(string activation, int inputs, int batch)
    {
        (function, this.inputs, this.batch) = (Activations.Parse(activation), inputs, batch);
        x = builder.Input("x", new(inputs));
    }

    public Graph Graph { get; private set; } = null!;

    /// <summary>All values that nodes compute.</summary>
    public ValueId[] Computed => [.. Graph.Nodes.Select(node => node.Output)];

    /// <summary>Whether all weights start from 0.</summary>
    public bool StartsFromZero { get; init; }

    /// <summary>Whether four in five inputs are 0, as the paper of a digit is.</summary>
    public bool IsMostlyZero { get; init; }

    /// <summary>Dense layers with an activation after each but the last; several outputs are classes, a single one is a logit.</summary>
    public static FusionNet Stack(string activation, int batch, int[] widths, bool bias = true, bool zeroWeights = false, bool zeroInputs = false)
    {
        FusionNet net = new(activation, widths[0], batch) { StartsFromZero = zeroWeights, IsMostlyZero = zeroInputs };
        ValueId signal = net.x;
        for (int i = 1; i < widths.Length; i++)
        {
            signal = net.Layer(signal, widths[i - 1], widths[i], bias);
            if (i + 1 < widths.Length) signal = net.Activated(signal);
        }

        return net.Classify(signal, widths[^1]);
    }

    /// <summary>An activation that the following layer and a sum read.</summary>
    public static FusionNet Branching(string activation, int batch, int width)
    {
        FusionNet net = new(activation, width, batch);
        ValueId a = net.Activated(net.Layer(net.x, width, width));
        ValueId aside = net.Activated(net.Layer(a, width, width));
        return net.Classify(net.Layer(net.builder.Add("sum", new Add(), [a, aside]), width, 3), 3);
    }

    /// <summary>Residual branches of two layers each: every sum is read by the next branch and by the next sum.</summary>
    public static FusionNet Residual(string activation, int batch, int width, int branches)
    {
        FusionNet net = new(activation, width, batch);
        ValueId stream = net.Activated(net.Layer(net.x, width, width));
        for (int i = 0; i < branches; i++)
        {
            ValueId branch = net.Layer(net.Activated(net.Layer(stream, width, width)), width, width);
            stream = net.builder.Add($"{i}.sum", new Add(), [stream, branch]);
        }

        return net.Classify(net.Layer(stream, width, 3), 3);
    }

    /// <summary>A pre-activation that its activation and a sum read.</summary>
    public static FusionNet ReadBeforeItsActivation(string activation, int batch, int width)
    {
        FusionNet net = new(activation, width, batch);
        ValueId z = net.Layer(net.x, width, width);
        ValueId a = net.Activated(net.Layer(net.Activated(z), width, width));
        return net.Classify(net.Layer(net.builder.Add("sum", new Add(), [z, a]), width, 3), 3);
    }

    /// <summary>A weight that two layers share.</summary>
    public static FusionNet Sharing(string activation, int batch, int width)
    {
        FusionNet net = new(activation, width, batch);
        ParameterId[] shared = net.Parameters(width, width, bias: true);
        ValueId once = net.Activated(net.builder.Add("once", new Dense(), [net.x], shared));
        ValueId twice = net.Activated(net.builder.Add("twice", new Dense(), [once], shared));
        return net.Classify(net.Layer(twice, width, 3), 3);
    }

    /// <summary>Activations where no layer stands before or after them: on the data, after another, and before a loss.</summary>
    public static FusionNet Activating(string activation, int batch, int width)
    {
        FusionNet net = new(activation, width, batch);
        ValueId a = net.Activated(net.Activated(net.Layer(net.Activated(net.x), width, width)));
        ValueId output = net.Activated(net.Layer(a, width, 3));
        net.target = net.builder.Input("target", new(3));
        net.Graph = net.builder.Build(net.builder.Add("loss", new MeanSquaredError(), [output, net.target]));
        return net;
    }

    /// <summary>Trains some steps on batches of two sizes, from the same parameters each time.</summary>
    public FusionTrace Train(PlanOptions options, string optimizer = "sgd", double decay = 0.01)
    {
        ParameterStore parameters = Start();
        Plan plan = new(Graph, parameters, options with { BatchSize = batch });
        Optimizer update = Optimizers.Create(optimizer, Graph);
        FusionTrace trace = new(plan);
        for (int step = 0; step < Steps; step++)
        {
            plan.Begin(step % 2 == 0 ? batch : (batch + 1) / 2);
            WriteBatch(plan, step);
            plan.Forward();
            trace.AddLoss();
            update.Begin(rate: 0.05, decay);
            plan.Backward(update);
        }

        trace.AddWhatIsLeft();
        return trace;
    }

    /// <summary>Writes the samples of a step into a plan that has begun its run.</summary>
    public void WriteBatch(Plan plan, int step)
    {
        Samples(plan.Rows, step).CopyTo(plan.Input(x));
        Targets(plan, step).CopyTo(plan.Input(target));
    }

    /// <summary>The parameters before the first step.</summary>
    public ParameterStore Start()
    {
        ParameterStore parameters = new(Graph);
        for (int i = 0; i < parameters.Count; i++)
        {
            Span<float> values = parameters[new(i)];
            Shape shape = Graph.Parameters[i].Shape;
            float size = shape.Rank == 2 ? MathF.Sqrt(3f / shape.Axes[0]) : 0.1f;
            if (!StartsFromZero) Numbers.Spread(values.Length, 11 + i, size).CopyTo(values);
        }

        return parameters;
    }

    private float[] Samples(int rows, int step)
    {
        float[] samples = Numbers.Spread(rows * inputs, 3 + step, 1.5f);
        for (int i = 0; IsMostlyZero && i < samples.Length; i++)
        {
            if ((i * 31 + step) % 5 != 0) samples[i] = 0;
        }

        return samples;
    }

    private float[] Targets(Plan plan, int step) =>
        classes == 0 ? Numbers.Spread(plan.Rows * 3, 7 + step) : Numbers.Labels(plan.Rows, classes, 7 + step);

    private FusionNet Classify(ValueId output, int outputs)
    {
        target = builder.Input("target", new(1));
        classes = Math.Max(2, outputs);
        Operation loss = outputs == 1 ? new SigmoidCrossEntropy() : new SoftmaxCrossEntropy();
        Graph = builder.Build(builder.Add("loss", loss, [output, target]));
        return this;
    }

    private ValueId Layer(ValueId input, int fanIn, int fanOut, bool bias = true) =>
        builder.Add($"{layers + 1}.z", new Dense(), [input], Parameters(fanIn, fanOut, bias));

    private ParameterId[] Parameters(int fanIn, int fanOut, bool bias)
    {
        layers++;
        ParameterId weight = builder.Parameter($"{layers}.weight", new(fanIn, fanOut), WeightShape.Dense(fanIn, fanOut));
        return bias ? [weight, builder.Parameter($"{layers}.bias", new(fanOut))] : [weight];
    }

    private ValueId Activated(ValueId z) => builder.Add($"{z.Index}.a", new Activate(function), [z]);
}
