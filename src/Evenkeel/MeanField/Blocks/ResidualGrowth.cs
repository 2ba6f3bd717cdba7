using System.Collections.Immutable;

namespace Evenkeel.MeanField.Blocks;

/// <summary>Signal and gradient through a stack of residual blocks.</summary>
/// <param name="Signal">The second moment of x before each block and behind the last; one more than blocks.</param>
/// <param name="BackwardByBlock">By how much each block multiplies the second moment of a gradient on its way back.</param>
public sealed record ResidualGrowth(ImmutableArray<double> Signal, ImmutableArray<double> BackwardByBlock)
{
    /// <summary>The growth of the signal's second moment over all blocks.</summary>
    public double Forward => Signal[^1] / Signal[0];

    /// <summary>The growth of the gradient's second moment over all blocks, from the last to the first.</summary>
    public double Backward => BackwardByBlock.Aggregate(1.0, (product, growth) => product * growth);
}
