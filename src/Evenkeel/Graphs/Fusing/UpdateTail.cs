using Evenkeel.Numerics;

namespace Evenkeel.Graphs.Fusing;

/// <summary>Hands each part of a weight's gradient to the update as soon as it is complete, so that the gradient is kept nowhere.</summary>
/// <param name="plan">The plan whose backward pass computes it.</param>
/// <param name="parameter">The weight, of two axes.</param>
internal sealed class UpdateTail(Plan plan, ParameterId parameter) : IProductFinish
{
    private readonly int width = plan.Graph.Parameters[parameter.Index].Shape.Axes[1];

    public void Do(in ProductStrip strip)
    {
        Span<float> values = plan.Parameters[parameter];
        if (strip.Columns == width && strip.All is { IsEmpty: false } all)
        {
            int first = strip.Row * width;
            plan.Update!.Apply(parameter, first, values.Slice(first, all.Length), all);
            return;
        }

        for (int row = 0; row < strip.Rows; row++)
        {
            int start = (strip.Row + row) * width + strip.Column;
            plan.Update!.Apply(parameter, start, values.Slice(start, strip.Columns), strip.SumsOf(row));
        }
    }
}
