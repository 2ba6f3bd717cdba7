using System.Collections.Immutable;

namespace Evenkeel.Experiments.Demonstrations;

/// <summary>Two units at one moment of their training.</summary>
/// <param name="Step">Updates so far.</param>
/// <param name="Cost">The cost at this moment.</param>
/// <param name="First">The first unit's two weights, bias and outgoing weight.</param>
/// <param name="Second">The second unit's.</param>
public sealed record SymmetryStep(int Step, double Cost, ImmutableArray<float> First, ImmutableArray<float> Second)
{
    /// <summary>Whether the units are the same to the last bit.</summary>
    public bool AreEqual => First.Zip(Second, (one, two) => BitConverter.SingleToInt32Bits(one) == BitConverter.SingleToInt32Bits(two)).All(same => same);

    /// <summary>The largest difference between their parameters.</summary>
    public double Distance => First.Zip(Second, (one, two) => Math.Abs((double)one - two)).Max();
}
