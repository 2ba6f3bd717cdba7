namespace Evenkeel.Numerics;

/// <summary>A mean over repeats and where the true one lies with 95 % confidence.</summary>
/// <param name="Mean">The mean; NaN where there was nothing to average.</param>
/// <param name="Low">The lower end; null with fewer than two repeats.</param>
/// <param name="High">The upper end; null with fewer than two repeats.</param>
public readonly record struct MeanInterval(double Mean, double? Low, double? High)
{
    /// <summary>The 97.5 % quantiles of Student's t for 1 to 30 degrees of freedom.</summary>
    private static readonly double[] Quantiles =
    [
        12.7062, 4.3027, 3.1824, 2.7764, 2.5706, 2.4469, 2.3646, 2.3060, 2.2622, 2.2281,
        2.2010, 2.1788, 2.1604, 2.1448, 2.1314, 2.1199, 2.1098, 2.1009, 2.0930, 2.0860,
        2.0796, 2.0739, 2.0687, 2.0639, 2.0595, 2.0555, 2.0518, 2.0484, 2.0452, 2.0423,
    ];

    /// <summary>Averages repeats.</summary>
    /// <param name="values">One value a repeat; an infinite or missing one makes the ends null.</param>
    /// <param name="low">The lowest value that makes sense, to which the lower end is cut.</param>
    /// <param name="high">The highest value that makes sense, to which the upper end is cut.</param>
    /// <returns>The mean and the interval <c>mean ± t·s/√n</c>, t of Student's distribution with n − 1 degrees of freedom.</returns>
    public static MeanInterval Of(ReadOnlySpan<double> values, double low = double.NegativeInfinity, double high = double.PositiveInfinity)
    {
        double mean = 0;
        foreach (double value in values)
        {
            mean += value / values.Length;
        }

        if (values.Length < 2 || !double.IsFinite(mean))
        {
            return new(values.Length == 0 ? double.NaN : mean, null, null);
        }

        double squares = 0;
        foreach (double value in values)
        {
            squares += (value - mean) * (value - mean);
        }

        int freedom = values.Length - 1;
        double half = Quantile(freedom) * Math.Sqrt(squares / freedom / values.Length);
        return new(mean, Math.Max(low, mean - half), Math.Min(high, mean + half));
    }

    /// <summary>Beyond the table, Fisher's expansion of the quantile in 1/freedom, right to 4 digits there.</summary>
    private static double Quantile(int freedom)
    {
        const double normal = 1.959964;
        return freedom <= Quantiles.Length
            ? Quantiles[freedom - 1]
            : normal + (normal * normal * normal + normal) / (4 * freedom)
                + (5 * normal * normal * normal * normal * normal + 16 * normal * normal * normal + 3 * normal) / (96.0 * freedom * freedom);
    }
}
