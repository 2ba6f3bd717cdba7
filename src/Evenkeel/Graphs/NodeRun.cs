using Evenkeel.Numerics;
using Evenkeel.Shapes;

namespace Evenkeel.Graphs;

/// <summary>The numbers of one node in one run of a plan: row-major, one row a sample.</summary>
public readonly ref struct NodeRun
{
    private readonly Plan plan;
    private readonly Node node;
    private readonly int index;

    internal NodeRun(Plan plan, int index)
    {
        (this.plan, this.index, node) = (plan, index, plan.Graph.Nodes[index]);
    }

    /// <summary>How many samples there are.</summary>
    public int Rows => plan.Rows;

    /// <summary>Who shares the work.</summary>
    public Workers Workers => plan.Workers;

    /// <summary>The output, [rows, output].</summary>
    public Span<float> Output => plan.ValueSpan(node.Output);

    /// <summary>The gradient of the loss with respect to the output, [rows, output].</summary>
    public ReadOnlySpan<float> OutputGradient => plan.GradientSpan(node.Output);

    /// <summary>An input.</summary>
    /// <param name="i">Which, from 0.</param>
    /// <returns>[rows, input].</returns>
    public ReadOnlySpan<float> Input(int i) => plan.ValueSpan(node.Inputs[i]);

    /// <summary>One sample's shape of an input.</summary>
    /// <param name="i">Which, from 0.</param>
    /// <returns>The shape without the batch axis.</returns>
    public Shape InputShape(int i) => plan.Graph.Values[node.Inputs[i].Index].Shape;

    /// <summary>Whether the gradient of an input is wanted.</summary>
    /// <param name="i">Which, from 0.</param>
    /// <returns>False for what no parameter stands behind, such as the data, and for what the operation takes as given.</returns>
    public bool Wants(int i) => plan.WantsGradient(node.Inputs[i]) && node.Operation.PassesGradient(i);

    /// <summary>Whether the gradient of an input holds another consumer's part already, to which this one's is added.</summary>
    /// <param name="i">Which, from 0.</param>
    /// <returns>True where it must be added to.</returns>
    public bool Accumulates(int i) => plan.InputAccumulates(index, i);

    /// <summary>The gradient of an input.</summary>
    /// <param name="i">Which, from 0; it must be wanted.</param>
    /// <returns>[rows, input].</returns>
    public Span<float> InputGradient(int i) => plan.GradientSpan(node.Inputs[i]);

    /// <summary>How many parameters the node reads.</summary>
    public int ParameterCount => node.Parameters.Length;

    /// <summary>A parameter.</summary>
    /// <param name="i">Which, from 0.</param>
    /// <returns>Its values, in the order of its shape.</returns>
    public ReadOnlySpan<float> Parameter(int i) => plan.Parameters[node.Parameters[i]];

    /// <summary>The gradient of a parameter.</summary>
    /// <param name="i">Which, from 0.</param>
    /// <returns>Its values, in the order of its shape.</returns>
    public Span<float> ParameterGradient(int i) => plan.ParameterGradient(node.Parameters[i]);

    /// <summary>Whether the gradient of a parameter holds another node's part already, to which this one's is added.</summary>
    /// <param name="i">Which, from 0.</param>
    /// <returns>True where it must be added to.</returns>
    public bool ParameterAccumulates(int i) => plan.ParameterAccumulates(index, i);

    /// <summary>What becomes of complete parts of the output, for an operation that hands them on; null for nothing.</summary>
    internal IProductFinish? OutputFinish => plan.OutputFinish(index);

    /// <summary>Where the gradient of an input goes, for an operation that hands on its parts; nowhere if it is not wanted.</summary>
    internal GradientTarget InputTarget(int i) => Wants(i)
        ? new() { Values = InputGradient(i), IsAddedTo = Accumulates(i), Finish = i == 0 ? plan.InputFinish(index) : null }
        : default;

    /// <summary>Where the gradient of a parameter goes, for an operation that hands on its parts.</summary>
    internal GradientTarget ParameterTarget(int i) => plan.ParameterFinish(node.Parameters[i]) is { } finish
        ? new() { Finish = finish }
        : new() { Values = ParameterGradient(i), IsAddedTo = ParameterAccumulates(i) };

    /// <summary>The weights that the backward pass reads after this node; empty for none.</summary>
    internal ReadOnlySpan<float> ReadNext => plan.ReadNext(index);

    /// <summary>What a loss works on: predictions [rows, outputs], targets [rows, target] and losses [rows].</summary>
    internal LossOperands LossOperands() => new() { Predictions = Input(0), Targets = Input(1), Losses = Output };
}
