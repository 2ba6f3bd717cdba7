namespace Evenkeel.MeanField;

/// <summary>A point of the edge of chaos: variances at which a layer keeps both q and the second moment of gradients.</summary>
/// <remarks>A critical point helps only where χ_q does not exceed 1: beyond it, the smallest error in q takes the signal away from it.</remarks>
public sealed record CriticalPoint
{
    /// <summary>q, the second moment that is kept; ≥ 0. 1, as an example, where <see cref="IsAtEveryQ"/>.</summary>
    public required double Q { get; init; }

    /// <summary>σw², <c>1/E φ′²</c>: fan-in times the variance of a weight.</summary>
    public required double SigmaW2 { get; init; }

    /// <summary>σb², <c>q − σw²·E φ²</c>; null where that is negative, so that no bias makes q critical.</summary>
    public required double? SigmaB2 { get; init; }

    /// <summary>χ_q, the slope of the variance map there; the point attracts below 1.</summary>
    public required double ChiQ { get; init; }

    /// <summary>Whether these variances are critical at every q, as relu's without bias.</summary>
    public bool IsAtEveryQ { get; init; }

    /// <summary>Whether q = 0 is left by signals beside it, though χ_q is 1 at it.</summary>
    internal bool IsLeft { get; init; }

    /// <summary>σw.</summary>
    public double SigmaW => Math.Sqrt(SigmaW2);

    /// <summary>σb; null where <see cref="SigmaB2"/> is.</summary>
    public double? SigmaB => SigmaB2 is { } variance ? Math.Sqrt(variance) : null;

    /// <summary>What becomes of a q close by, as far as χ_q tells: half-stable within 10⁻⁶ of 1.</summary>
    public Stability Stability => IsAtEveryQ ? Stability.Neutral
        : IsLeft ? Stability.Unstable
        : Math.Abs(Math.Abs(ChiQ) - 1) <= 1e-6 && Q > 0 ? Stability.HalfStable
        : Math.Abs(ChiQ) <= 1 + 1e-9 ? Stability.Stable : Stability.Unstable;
}
