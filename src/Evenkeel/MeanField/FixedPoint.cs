using Evenkeel.Numerics;

namespace Evenkeel.MeanField;

/// <summary>A second moment of the pre-activations that a layer keeps, and what depth does at it.</summary>
/// <remarks>
/// Poole, Lahiri, Raghu, Sohl-Dickstein and Ganguli 2016, https://arxiv.org/abs/1606.05340; Schoenholz, Gilmer, Ganguli and Sohl-Dickstein
/// 2017, https://arxiv.org/abs/1611.01232. Depth scales are in layers: a distance falls (or grows) by e over one of them.
/// </remarks>
public sealed record FixedPoint
{
    /// <summary>q*, ≥ 0; 1, as an example, where every q is a fixed point.</summary>
    public required double Q { get; init; }

    /// <summary>χ_q, the slope of the variance map; ≤ 1 in size where q* attracts. At q* = 0, the limit.</summary>
    public required double ChiQ { get; init; }

    /// <summary>χ₁, by how much one layer multiplies the second moment of gradients: <c>σw²·E φ′²</c>; ≥ 0.</summary>
    public required double Chi1 { get; init; }

    /// <summary>What becomes of a q close by.</summary>
    public required Stability Stability { get; init; }

    /// <summary>c*, the correlation that two inputs end at, 0…1: 1 unless the phase is chaotic; null at q* = 0, where there is no signal left to correlate.</summary>
    public required double? Correlation { get; init; }

    /// <summary>χ_c, the slope of the correlation map at c*; null where that is.</summary>
    public required double? ChiC { get; init; }

    /// <summary>Order, chaos, or the edge between them.</summary>
    public required Phase Phase { get; init; }

    /// <summary>ξ_q, the depth over which q comes to q*: <c>1/|ln |χ_q||</c>; infinite at 1.</summary>
    public double XiQ => DepthScale(ChiQ);

    /// <summary>ξ_c, the depth over which the correlation of two inputs comes to c*: <c>1/|ln χ_c|</c>; infinite at the edge, null where c* is. Nets deeper than about 6 of it seldom train.</summary>
    public double? XiC => ChiC is { } slope ? Phase == Phase.Critical ? double.PositiveInfinity : DepthScale(slope) : null;

    /// <summary>ξ_∇, the depth over which gradients fall or grow by e in second moment: <c>1/|ln χ₁|</c>; infinite where χ₁ counts as 1.</summary>
    public double XiGradient => Math.Abs(Chi1 - 1) <= CriticalWidth ? double.PositiveInfinity : DepthScale(Chi1);

    /// <summary>How far from 1 χ₁ still counts as 1: what six printed digits of σw² leave open.</summary>
    internal const double CriticalWidth = 1e-6;

    /// <summary>What rounding leaves of a slope of 1 is no depth.</summary>
    private static double DepthScale(double slope) => slope == 0 ? 0
        : Math.Abs(Math.Abs(slope) - 1) <= 1e-14 ? double.PositiveInfinity
        : 1 / Math.Abs(Elementary.Log(Math.Abs(slope)));
}
