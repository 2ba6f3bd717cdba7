namespace Evenkeel.Numerics;

/// <summary>The mean of some numbers and the sums of the powers of their distances from it; two of these join into that of all numbers.</summary>
/// <remarks>Pébay, Formulas for robust, one-pass parallel computation of covariances and arbitrary-order statistical moments, 2008, https://doi.org/10.2172/1028931, equations 2.1 and 3.1.</remarks>
/// <param name="Count">How many numbers there are.</param>
/// <param name="Mean">Their mean; 0 of none.</param>
/// <param name="Second">The sum of the distances' squares.</param>
/// <param name="Third">The sum of the distances' cubes.</param>
/// <param name="Fourth">The sum of the distances' fourth powers.</param>
internal readonly record struct CentralMoments(long Count, double Mean, double Second, double Third, double Fourth)
{
    /// <summary>Takes sums about a centre to the mean.</summary>
    /// <param name="sums">The sums.</param>
    /// <param name="centre">Their centre.</param>
    public static CentralMoments Of(in PowerSums sums, double centre)
    {
        if (sums.Count == 0) return default;
        double n = sums.Count, mean = sums.First / n, square = mean * mean;
        return new(
            sums.Count, centre + mean, Math.Max(0, sums.Second - n * square), sums.Third - 3 * mean * sums.Second + 2 * n * square * mean,
            Math.Max(0, sums.Fourth - 4 * mean * sums.Third + 6 * square * sums.Second - 3 * n * square * square));
    }

    /// <summary>Joins two sets of numbers.</summary>
    public static CentralMoments operator +(CentralMoments left, CentralMoments right)
    {
        if (left.Count == 0) return right;
        if (right.Count == 0) return left;
        double a = left.Count, b = right.Count, n = a + b, delta = right.Mean - left.Mean, step = delta / n, product = a * b;
        return new(
            left.Count + right.Count,
            left.Mean + b * step,
            left.Second + right.Second + product * delta * step,
            left.Third + right.Third + product * (a - b) * delta * step * step + 3 * step * (a * right.Second - b * left.Second),
            left.Fourth + right.Fourth + product * (a * a - product + b * b) * delta * step * step * step
                + 6 * step * step * (a * a * right.Second + b * b * left.Second) + 4 * step * (a * right.Third - b * left.Third));
    }
}
