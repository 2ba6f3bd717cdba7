using System.Collections.Immutable;
using Evenkeel.Numerics;

namespace Evenkeel.Forensics;

/// <summary>Tests whether the rows of a matrix, or its columns, are as alike as those of independent draws are.</summary>
/// <remarks>
/// <para>Lengths: the sum of squares Q of n elements about their mean, to the power <c>h = 1 − κ₁κ₃/(3κ₂²)</c> of its cumulants, is close to
/// normal with relative variance <c>h²(m₄ − 1)/n</c> (Jensen and Solomon, "A Gaussian approximation to the distribution of a definite
/// quadratic form", 1972, https://doi.org/10.1080/01621459.1972.10481305; a cube root for normal elements, by Wilson and Hilferty). Their
/// spread is then χ² with one degree of freedom less than there are rows, and the most extreme one is that of so many normal numbers.</para>
/// <para>Sums: of n elements each, of variance nσ²; what they share of the whole sum of squares has the variance of a beta law's where
/// elements are normal, corrected for their fourth moment otherwise, and a χ² of that mean and variance stands for it.</para>
/// <para>A matrix's own variance sets the scale, so that these tests and those of the scale are independent.</para>
/// </remarks>
internal static class RowTests
{
    /// <summary>Fewer rows than this have no spread worth testing, and shorter ones no law close enough to its limit.</summary>
    public const int Least = 8;

    /// <summary>Tests rows and columns, where there are enough of them.</summary>
    /// <param name="matrix">What one pass kept.</param>
    /// <param name="mean">The mean of an element.</param>
    /// <param name="variance">The measured variance of an element; &gt; 0.</param>
    /// <param name="shape">The shape of an element's law.</param>
    /// <param name="skipsOneZeroRow">Whether one row of zeros is meant, as an embedding's for padding is.</param>
    public static IEnumerable<EvidenceTest> Of(MatrixStatistics matrix, double mean, double variance, EvidenceShape shape, bool skipsOneZeroRow)
    {
        (ImmutableArray<double> sums, ImmutableArray<double> squares) = (matrix.RowSums, matrix.RowSquares);
        if (skipsOneZeroRow && squares.Count(square => square == 0) == 1)
        {
            int zero = squares.IndexOf(0);
            (sums, squares) = (sums.RemoveAt(zero), squares.RemoveAt(zero));
        }

        return OfLines("row", sums, squares, matrix.Columns, mean, variance, shape)
            .Concat(OfLines("column", matrix.ColumnSums, matrix.ColumnSquares, matrix.Rows, mean, variance, shape));
    }

    private static IEnumerable<EvidenceTest> OfLines(string what, ImmutableArray<double> sums, ImmutableArray<double> squares, int length, double mean, double variance, EvidenceShape shape)
    {
        if (sums.Length < Least || length < Least || squares.Length != sums.Length) yield break;
        yield return Lengths(what, sums, squares, length, mean, variance, shape, out EvidenceTest extreme);
        yield return extreme;
        yield return Sums(what, sums, length, mean, variance, shape, out extreme);
        yield return extreme;
    }

    private static EvidenceTest Lengths(
        string what, ImmutableArray<double> sums, ImmutableArray<double> squares, int length, double mean, double variance, EvidenceShape shape, out EvidenceTest extreme)
    {
        double spread = shape.Fourth - 1, power = Math.Clamp(1 - (shape.Sixth - 3 * shape.Fourth + 2) / (3 * spread * spread), 0.2, 1);
        double[] transformed = new double[sums.Length];
        double centre = 0;
        for (int i = 0; i < transformed.Length; i++)
        {
            double about = Math.Max(0, squares[i] - 2 * mean * sums[i] + length * mean * mean) / (length * variance);
            transformed[i] = Elementary.Pow(about, power);
            centre += transformed[i];
        }

        centre /= transformed.Length;
        double deviation = power * Math.Sqrt(spread / length), statistic = 0, furthest = 0;
        foreach (double value in transformed)
        {
            double z = (value - centre) / deviation;
            statistic += z * z;
            furthest = Math.Max(furthest, Math.Abs(z));
        }

        int freedom = transformed.Length - 1;
        double p = EvidenceTails.ChiSquareTwoSided(statistic, freedom);

        // About their own mean, the furthest of r normal numbers has the variance 1 − 1/r.
        double z1 = furthest / Math.Sqrt(1 - 1.0 / transformed.Length), extremeP = EvidenceTails.OfMost(EvidenceTails.NormalTwoSided(z1), transformed.Length);
        string than = EvidenceMeaning.Compare(p, statistic > freedom, $"{what}s differ in length far more than draws do", $"{what}s are more alike in length than draws are", $"{what}s differ in length as draws do");
        extreme = new($"longest or shortest {what}", z1, extremeP, EvidenceMeaning.With(
            extremeP < EvidenceMeaning.Notable ? $"one {what} is far longer or shorter than any of so many draws is" : $"no {what} is longer or shorter than draws are", $"z = {EvidenceText.Number(z1)}", extremeP));
        return new($"{what} norms", statistic, p, EvidenceMeaning.With(than, $"chi2 = {EvidenceText.Number(statistic)} for {freedom} degrees of freedom", p));
    }

    private static EvidenceTest Sums(string what, ImmutableArray<double> sums, int length, double mean, double variance, EvidenceShape shape, out EvidenceTest extreme)
    {
        double between = 0, centre = 0, furthest = 0, scale = Math.Sqrt(length * variance);
        foreach (double sum in sums) centre += (sum - length * mean) / scale;
        centre /= sums.Length;
        foreach (double sum in sums)
        {
            double z = (sum - length * mean) / scale - centre;
            between += z * z;
            furthest = Math.Max(furthest, Math.Abs(z));
        }

        double freedom = sums.Length - 1;
        double fluctuation = (2 * freedom + sums.Length * (shape.Fourth - 3) / length) * (1 - 1.0 / length);
        double matched = 2 * freedom * freedom / fluctuation;
        double p = EvidenceTails.ChiSquareTwoSided(between * matched / freedom, matched);
        double z1 = furthest / Math.Sqrt(1 - 1.0 / sums.Length), extremeP = EvidenceTails.OfMost(EvidenceTails.NormalTwoSided(z1), sums.Length);
        string than = EvidenceMeaning.Compare(p, between > freedom, $"{what} sums differ far more than those of draws do", $"{what} sums are more alike than those of draws are", $"{what} sums differ as those of draws do");
        extreme = new($"most extreme {what} sum", z1, extremeP, EvidenceMeaning.With(
            extremeP < EvidenceMeaning.Notable ? $"one {what}'s sum is further out than any of so many draws is" : $"no {what}'s sum is further out than those of draws", $"z = {EvidenceText.Number(z1)}", extremeP));
        return new($"{what} sums", between, p, EvidenceMeaning.With(than, $"chi2 = {EvidenceText.Number(between)} for {EvidenceText.Number(freedom)} degrees of freedom", p));
    }
}
