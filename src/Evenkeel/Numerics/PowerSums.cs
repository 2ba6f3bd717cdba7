namespace Evenkeel.Numerics;

/// <summary>Sums of the powers of some numbers' distances from a centre, and the numbers' range.</summary>
internal struct PowerSums
{
    /// <summary>How many numbers there are.</summary>
    public long Count;

    /// <summary>How many of them are 0.</summary>
    public long Zeros;

    /// <summary>Σ(x − c).</summary>
    public double First;

    /// <summary>Σ(x − c)².</summary>
    public double Second;

    /// <summary>Σ(x − c)³.</summary>
    public double Third;

    /// <summary>Σ(x − c)⁴.</summary>
    public double Fourth;

    /// <summary>The smallest number; ∞ where there is none.</summary>
    public float Minimum;

    /// <summary>The largest number; −∞ where there is none.</summary>
    public float Maximum;
}
