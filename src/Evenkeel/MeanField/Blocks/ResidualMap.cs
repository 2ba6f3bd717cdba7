using System.Collections.Immutable;
using Evenkeel.MeanField.Integrals;

namespace Evenkeel.MeanField.Blocks;

/// <summary>What a residual block <c>x + α·branch(x)</c> makes of signal, gradient and correlation, in the limit of infinite width.</summary>
/// <remarks>
/// With h the second moment of x, F(h) that of the branch and G(h) the factor on a gradient that goes back through it,
/// <code>
/// h′ = h + α²·F(h)        E g² = (1 + α²·G(h))·E g′²        c′ = (h·c + α²·K(h, c)) / (h + α²·F(h))
/// </code>
/// since the last weights of the branch have mean 0 and are independent of x, which leaves no mixed term. Normalized before, the branch
/// sees h = 1 and its gradient is divided by h; normalized after, the sum is divided by its second moment. Yang and Schoenholz, "Mean field
/// residual networks", 2017, https://arxiv.org/abs/1712.08969.
/// </remarks>
public sealed class ResidualMap
{
    private readonly double square;
    private readonly ActivationPanels panels;

    /// <summary>Makes the map of a block.</summary>
    /// <param name="branch">The branch.</param>
    /// <param name="scale">α, the factor on the branch: 1, <c>1/√L</c> for L blocks, or 0 as SkipInit starts; finite.</param>
    /// <param name="normalization">Where the block normalizes.</param>
    /// <exception cref="ArgumentException">The branch has no layer, or its ends differ in width.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The scale is not finite.</exception>
    public ResidualMap(ResidualBranch branch, double scale = 1, BlockNormalization normalization = BlockNormalization.None)
    {
        ArgumentNullException.ThrowIfNull(branch);
        if (branch.Layers.IsDefaultOrEmpty || branch.Layers[0].FanIn != branch.Layers[^1].FanOut)
        {
            throw new ArgumentException(
                branch.Layers.IsDefaultOrEmpty ? "The branch has no layer; it needs one at least." : $"The branch takes {branch.Layers[0].FanIn} inputs and has {branch.Layers[^1].FanOut} outputs; to be added to its input it needs as many.", nameof(branch));
        }

        if (!double.IsFinite(scale))
        {
            throw new ArgumentOutOfRangeException(nameof(scale), FormattableString.Invariant($"The branch is scaled by {scale}; the factor must be finite."));
        }

        (Branch, Scale, Normalization, square, panels) = (branch, scale, normalization, scale * scale, new(branch.Activation));
    }

    /// <summary>The branch.</summary>
    public ResidualBranch Branch { get; }

    /// <summary>α.</summary>
    public double Scale { get; }

    /// <summary>Where the block normalizes.</summary>
    public BlockNormalization Normalization { get; }

    /// <summary>The second moment behind the block.</summary>
    /// <param name="h">The second moment before it; &gt; 0.</param>
    /// <returns>h′; 1 where the block normalizes after.</returns>
    public double Next(double h) => Normalization == BlockNormalization.After ? 1 : Sum(h);

    /// <summary>By how much the second moment of the signal grows in the block.</summary>
    /// <param name="h">The second moment before it; &gt; 0.</param>
    /// <returns>h′/h.</returns>
    public double Forward(double h) => Next(h) / h;

    /// <summary>By how much the second moment of ∂C/∂x grows on its way back through the block.</summary>
    /// <param name="h">The second moment before the block; &gt; 0.</param>
    /// <returns>The growth, ≥ 1 without normalization.</returns>
    public double Backward(double h) => Normalization switch
    {
        BlockNormalization.Before => 1 + square * Branch.Backward(1, panels) / h,
        BlockNormalization.After => (1 + square * Branch.Backward(h, panels)) / Sum(h),
        _ => 1 + square * Branch.Backward(h, panels),
    };

    /// <summary>The correlation of two samples behind the block.</summary>
    /// <param name="h">The second moment of either before it; &gt; 0.</param>
    /// <param name="c">Their correlation before it, −1 … 1.</param>
    /// <returns>c′, −1 … 1.</returns>
    public double NextCorrelation(double h, double c)
    {
        double shared = Branch.Covariance(Normalization == BlockNormalization.Before ? 1 : h, c, panels);
        return (h * c + square * shared) / Sum(h);
    }

    /// <summary>Follows a stack of equal blocks.</summary>
    /// <param name="h">The second moment before the first; &gt; 0.</param>
    /// <param name="blocks">How many; ≥ 0.</param>
    /// <returns>Signal and gradient by block.</returns>
    /// <exception cref="ArgumentOutOfRangeException">h is not positive and finite, or the number of blocks is negative.</exception>
    public ResidualGrowth Follow(double h, int blocks)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(blocks);
        if (!(h > 0 && double.IsFinite(h)))
        {
            throw new ArgumentOutOfRangeException(nameof(h), FormattableString.Invariant($"The second moment before the first block is {h}; it must be positive and finite."));
        }

        ImmutableArray<double>.Builder signal = ImmutableArray.CreateBuilder<double>(blocks + 1);
        ImmutableArray<double>.Builder backward = ImmutableArray.CreateBuilder<double>(blocks);
        signal.Add(h);
        for (int i = 0; i < blocks; i++)
        {
            bool goesOn = double.IsFinite(signal[i]);
            backward.Add(goesOn ? Backward(signal[i]) : double.NaN);
            signal.Add(goesOn ? Next(signal[i]) : double.PositiveInfinity);
        }

        return new(signal.MoveToImmutable(), backward.MoveToImmutable());
    }

    private double Sum(double h) => h + square * Branch.Forward(Normalization == BlockNormalization.Before ? 1 : h, panels);
}
