using Evenkeel.Numerics;
using Evenkeel.Shapes;

namespace Evenkeel.Graphs.Operations;

/// <summary>A dense layer: <c>z = x·W + b</c>.</summary>
/// <remarks>
/// Input [in]; parameters W [in, out] and, if there is a bias, b [out]; output [out].
/// Backward: <c>∂W = xᵀ·∂z</c>, <c>∂b = Σ ∂z</c> over the samples, <c>∂x = ∂z·Wᵀ</c>.
/// Each sum starts from the bias and adds the products in ascending order of the input.
/// </remarks>
public sealed class Dense : Operation
{
    /// <inheritdoc/>
    public override string Kind => "dense";

    /// <inheritdoc/>
    public override BackwardReads BackwardReads => BackwardReads.Inputs;

    /// <inheritdoc/>
    public override Shape OutputShape(ReadOnlySpan<Shape> inputs, ReadOnlySpan<Shape> parameters)
    {
        Arity.Check(Kind, inputs, 1);
        if (parameters.Length is not (1 or 2) || parameters[0].Rank != 2)
        {
            throw new ArgumentException("A dense layer needs a weight of shape [in, out] and may have a bias of shape [out].");
        }

        (int fanIn, int fanOut) = (parameters[0].Axes[0], parameters[0].Axes[1]);
        if (inputs[0].Count != fanIn)
        {
            throw new ArgumentException($"A dense layer with weights {parameters[0]} needs {fanIn} inputs but gets shape {inputs[0]}, which is {inputs[0].Count}.");
        }

        if (parameters.Length == 2 && parameters[1].Count != fanOut)
        {
            throw new ArgumentException($"A dense layer with weights {parameters[0]} needs a bias of {fanOut} values but gets {parameters[1].Count}.");
        }

        return new(fanOut);
    }

    /// <inheritdoc/>
    internal override bool HandsOn => true;

    /// <inheritdoc/>
    public override void Forward(NodeRun run) => LayerProduct.Forward(
        run.Input(0), run.Parameter(0), HasBias(run) ? run.Parameter(1) : [], run.Output, run.Rows, run.OutputFinish, run.Workers);

    /// <inheritdoc/>
    public override void Backward(NodeRun run)
    {
        ReadOnlySpan<float> dz = run.OutputGradient;
        if (HasBias(run)) Reduction.SumColumns(dz, run.ParameterGradient(1), run.ParameterAccumulates(1));
        LayerProduct.Backward(run.Input(0), run.Parameter(0), dz, run.Rows, run.InputTarget(0), run.ParameterTarget(0), run.ReadNext, run.Workers);
    }

    private static bool HasBias(NodeRun run) => run.ParameterCount == 2;
}
