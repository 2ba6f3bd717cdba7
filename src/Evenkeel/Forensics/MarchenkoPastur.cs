using Evenkeel.Numerics;

namespace Evenkeel.Forensics;

/// <summary>How the eigenvalues of <c>XXᵀ/n</c> are spread where X is large, [p, n], of independent entries with mean 0.</summary>
/// <remarks>
/// Marčenko and Pastur, "Distribution of eigenvalues for some sets of random matrices", 1967,
/// https://doi.org/10.1070/SM1967v001n04ABEH001994. With <c>λ = σ²(1 + y + 2√y·cos θ)</c> the density over θ in [0, π] is
/// <c>2σ² sin²θ/(πλ)</c>, whose integral has a closed form for every ratio, the square one included.
/// </remarks>
public readonly record struct MarchenkoPastur
{
    private readonly double root;

    /// <summary>Makes the law.</summary>
    /// <param name="ratio">y = p/n, rows over columns; &gt; 0 and finite.</param>
    /// <param name="variance">σ² of one entry; &gt; 0 and finite.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number is not above 0 or not finite.</exception>
    public MarchenkoPastur(double ratio, double variance = 1)
    {
        Require(ratio, nameof(ratio));
        Require(variance, nameof(variance));
        (Ratio, Variance, root) = (ratio, variance, Math.Sqrt(ratio));
    }

    /// <summary>y = p/n, rows over columns.</summary>
    public double Ratio { get; }

    /// <summary>σ² of one entry.</summary>
    public double Variance { get; }

    /// <summary>The lower edge of the bulk, σ²(1 − √y)².</summary>
    public double Lower => Variance * (1 - root) * (1 - root);

    /// <summary>The upper edge of the bulk, σ²(1 + √y)².</summary>
    public double Upper => Variance * (1 + root) * (1 + root);

    /// <summary>The share of eigenvalues that are exactly 0: 1 − 1/y where there are more rows than columns.</summary>
    public double AtZero => Ratio > 1 ? 1 - 1 / Ratio : 0;

    /// <summary>The density of the bulk.</summary>
    /// <param name="x">Any number.</param>
    /// <returns>√((b − x)(x − a))/(2πσ²yx) between the edges a and b, else 0; the share at 0 is left out.</returns>
    public double Density(double x) =>
        x <= Lower || x >= Upper ? 0 : Math.Sqrt((Upper - x) * (x - Lower)) / (2 * Math.PI * Variance * Ratio * x);

    /// <summary>The share of eigenvalues that are at most x.</summary>
    /// <param name="x">Any number.</param>
    /// <returns>In [0, 1], within 10⁻¹⁶/y or 10⁻¹⁴, whichever is more; it jumps by <see cref="AtZero"/> at 0.</returns>
    public double Cdf(double x)
    {
        if (x < 0) return 0;
        if (x <= Lower) return AtZero;
        if (x >= Upper) return 1;

        double cos = Math.Clamp((x / Variance - 1 - Ratio) / (2 * root), -1, 1);
        double theta = Elementary.Acos(cos), sin = Math.Sqrt(1 - cos * cos), square = 4 * Ratio;
        double arc = Elementary.Atan2(Math.Abs(1 - root) * sin, (1 + root) * (1 + cos));
        double above = 2 / Math.PI * ((1 + Ratio) * theta / square - sin / (2 * root) - 2 * Math.Abs(1 - Ratio) / square * arc);
        return Math.Clamp(1 - above, AtZero, 1);
    }

    /// <summary>The furthest that the share of some eigenvalues ever is from the law's.</summary>
    /// <param name="eigenvalues">In any order; ≥ 0.</param>
    /// <returns>The Kolmogorov distance, in [0, 1]; NaN where there are none.</returns>
    public double Distance(ReadOnlySpan<double> eigenvalues)
    {
        if (eigenvalues.IsEmpty) return double.NaN;
        double[] sorted = eigenvalues.ToArray();
        Array.Sort(sorted);
        double distance = 0;
        for (int i = 0; i < sorted.Length; i++)
        {
            double expected = Cdf(sorted[i]);
            distance = Math.Max(distance, Math.Max(expected - (double)i / sorted.Length, (i + 1.0) / sorted.Length - expected));
        }

        return distance;
    }

    private static void Require(double value, string name)
    {
        if (value > 0 && double.IsFinite(value)) return;
        throw new ArgumentOutOfRangeException(name, FormattableString.Invariant($"The {name} of a Marčenko-Pastur law is {value} but must be a finite number above 0."));
    }
}
