namespace Evenkeel.MeanField;

/// <summary>What becomes of a second moment that is a little off a fixed point.</summary>
public enum Stability
{
    /// <summary>It comes back from both sides.</summary>
    Stable,

    /// <summary>It moves away on both sides.</summary>
    Unstable,

    /// <summary>It comes back from one side and moves away on the other: the variance map touches the diagonal, χ_q = 1.</summary>
    HalfStable,

    /// <summary>It stays: every second moment is a fixed point, as for ReLU at σw² = 2.</summary>
    Neutral,
}
