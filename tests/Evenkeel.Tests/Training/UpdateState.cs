using Evenkeel.Tests.Graphs;

namespace Evenkeel.Tests.Training;

/// <summary>Weights, their gradients, and what an optimizer may remember of them.</summary>
internal sealed record UpdateState(float[] Weights, float[] Gradients, float[] OfGradients, float[] OfSquares)
{
    /// <summary>Numbers of usual size; what is squared is not negative, and no gradient is 0.</summary>
    public UpdateState(int count, int salt)
        : this(
            Numbers.Spread(count, salt),
            [.. Numbers.Spread(count, salt + 1).Select(number => number == 0 ? 1 : number)],
            Numbers.Spread(count, salt + 2),
            [.. Numbers.Spread(count, salt + 3).Select(number => number * number)])
    {
    }

    public UpdateState Copy() => new([.. Weights], [.. Gradients], [.. OfGradients], [.. OfSquares]);
}
