using System.Collections.Immutable;
using Evenkeel.Numerics;

namespace Evenkeel.Forensics;

/// <summary>Tests whether a block of a matrix has the singular values of independent draws, and whether neighbours in it are independent.</summary>
/// <remarks>
/// With λ the eigenvalues of XXᵀ, [p, n] with p ≤ n and entries of mean 0 and kurtosis 3 + β, whatever their variance:
/// <para><c>Uᵣ = pʳ·Σλʳ/(Σλ)ʳ</c> is normal in the limit. Its mean is that of normal entries, exact at every size, plus what β adds:
/// <c>p²(n + p + β + 1)/(pn + β + 2)</c> for r = 2; <c>p³(p² + n² + 3pn + 3p + 3n + 4)/((pn + 2)(pn + 4)) + 3β·y(1 + y)</c> for r = 3, y = p/n.
/// Its variance is <c>4y²</c> and <c>36y²(1 + y)² + 6y³</c>: Bai and Silverstein, "CLT for linear spectral statistics of large-dimensional sample
/// covariance matrices", 2004, https://doi.org/10.1214/aop/1078415845, with the part of β that Wang and Yao, "On the sphericity test with
/// large-dimensional observations", 2013, https://doi.org/10.1214/13-EJS842 found to be one of scale alone, so that it is gone here. What is left
/// at small p, a few percent of variance and a skewness of <c>4/p + 4/n</c> and <c>4.5/p + 9.5/n</c>, is fitted to draws
/// (<c>tests/oracle/spectrum-null</c>).</para>
/// <para>The largest eigenvalue against Tracy and Widom's law, with the centre and scale of Johnstone, "On the distribution of the largest
/// eigenvalue in principal components analysis", 2001, https://doi.org/10.1214/aos/1009210544 in the form of Ma, "Accuracy of the Tracy-Widom
/// limits for the extreme eigenvalues in white Wishart matrices", 2012, https://doi.org/10.3150/10-BEJ334; β moves the edge by
/// <c>β(1 + √y)²/√y</c> to first order, and dividing by the trace takes <c>2μ²/(pnσ²)</c> from the variance.</para>
/// </remarks>
internal static class Spectra
{
    /// <summary>The fewest rows or columns of a block with a spectrum to speak of.</summary>
    public const int Least = 8;

    /// <summary>The fewest elements.</summary>
    public const int LeastElements = 256;

    /// <summary>The fewest pairs of neighbours whose sum of products is close to normal.</summary>
    private const int LeastPairs = 512;

    /// <summary>Tests the block that a pass kept, or the part of it that is looked at.</summary>
    /// <param name="matrix">What the pass kept.</param>
    /// <param name="mean">The mean of an element.</param>
    /// <param name="variance">The variance of an element; &gt; 0.</param>
    /// <param name="kurtosis">The kurtosis of an element's law.</param>
    /// <param name="most">The most elements that are looked at.</param>
    /// <param name="isWhole">Whether all are looked at.</param>
    /// <param name="values">Receives the singular values, largest first; empty where the block is too small.</param>
    public static IReadOnlyList<EvidenceTest> Of(MatrixStatistics matrix, double mean, double variance, double kurtosis, int most, bool isWhole, out ImmutableArray<double> values)
    {
        (int rows, int columns) = (matrix.BlockRows, matrix.BlockColumns);
        values = [];
        if (matrix.Block.Length != rows * columns || rows == 0) return [];
        (int kept, int across) = Looked(matrix, most, isWhole);
        if (kept == rows && across == columns) return Of(matrix.Block.AsSpan(), rows, columns, mean, variance, kurtosis, out values);

        float[] part = new float[kept * across];
        for (int i = 0; i < kept; i++) matrix.Block.AsSpan(i * columns, across).CopyTo(part.AsSpan(i * across));
        return Of(part, kept, across, mean, variance, kurtosis, out values);
    }

    /// <summary>How many first rows and columns are looked at: of a given number of elements, the nearest to a square tells most.</summary>
    /// <param name="matrix">What the pass kept.</param>
    /// <param name="most">The most elements that are looked at.</param>
    /// <param name="isWhole">Whether all are looked at.</param>
    public static (int Rows, int Columns) Looked(MatrixStatistics matrix, int most, bool isWhole)
    {
        (int rows, int columns) = (matrix.BlockRows, matrix.BlockColumns);
        if (isWhole || (long)rows * columns <= most) return (rows, columns);
        int kept = Math.Min(rows, Math.Max((int)Math.Sqrt(most), most / columns));
        return (kept, Math.Min(columns, most / kept));
    }

    /// <summary>Tests a block.</summary>
    /// <param name="block">Row-major [rows, columns]; finite.</param>
    /// <param name="rows">Its rows.</param>
    /// <param name="columns">Its columns.</param>
    /// <param name="mean">The mean of an element.</param>
    /// <param name="variance">The variance of an element; &gt; 0.</param>
    /// <param name="kurtosis">The kurtosis of an element's law.</param>
    /// <param name="values">Receives the singular values, largest first; empty where the block is too small.</param>
    public static IReadOnlyList<EvidenceTest> Of(ReadOnlySpan<float> block, int rows, int columns, double mean, double variance, double kurtosis, out ImmutableArray<double> values)
    {
        List<EvidenceTest> tests = [];
        values = [];
        if (Math.Min(rows, columns) < Least || (long)rows * columns < LeastElements) return tests;

        double[] centred = new double[rows * columns];
        for (int i = 0; i < centred.Length; i++) centred[i] = block[i] - mean;
        AddNeighbours(tests, centred, rows, columns, variance);

        double[] singular = SingularValues.Of(centred, rows, columns);
        values = [.. singular];
        AddSpectrum(tests, singular, Math.Min(rows, columns), Math.Max(rows, columns), kurtosis - 3);
        return tests;
    }

    private static void AddSpectrum(List<EvidenceTest> tests, double[] singular, double p, double n, double beta)
    {
        double trace = 0, second = 0, third = 0;
        foreach (double value in singular)
        {
            double eigenvalue = value * value;
            trace += eigenvalue;
            second += eigenvalue * eigenvalue;
            third += eigenvalue * eigenvalue * eigenvalue;
        }

        if (!(trace > 0)) return;
        double y = p / n, all = p * n;
        second *= p * p / (trace * trace);
        third *= p * p * p / (trace * trace * trace);
        double mean2 = p * p * (n + p + beta + 1) / (all + beta + 2), sigma2 = 2 * y * Math.Sqrt(1 + (1 + 1.5 * beta) / p);
        double mean3 = p * p * p * (p * p + n * n + 3 * all + 3 * p + 3 * n + 4) / ((all + 2) * (all + 4)) + 3 * beta * y * (1 + y);
        double sigma3 = y * Math.Sqrt((36 * (1 + y) * (1 + y) + 6 * y) * (1 + (1.5 + 2.5 * beta) / p));
        Add(tests, "spectrum, second moment", (second - mean2) / sigma2, 4 / p + 4 / n);
        Add(tests, "spectrum, third moment", (third - mean3) / sigma3, 4.5 / p + 9.5 / n);

        double edge = EdgeOf(singular[0] * singular[0] * all / trace, p, n, beta), edgeP = TracyWidom.Upper(edge);
        string finding = edgeP < EvidenceMeaning.Notable ? "the largest singular value stands out of those of draws" : "the largest singular value is one of draws";
        tests.Add(new("largest singular value", edge, edgeP, EvidenceMeaning.With(finding, $"Tracy-Widom s = {EvidenceText.Number(edge)}", edgeP)));
    }

    /// <summary>Where the largest eigenvalue of entries of variance 1 is in the law of Tracy and Widom.</summary>
    internal static double EdgeOf(double largest, double p, double n, double beta)
    {
        double a = Math.Sqrt(n - 0.5), b = Math.Sqrt(p - 0.5), centre = (a + b) * (a + b);
        double inverse = 1 / a + 1 / b, scale = (a + b) * Elementary.Pow(inverse, 1.0 / 3), root = Math.Sqrt(p / n);

        // The second order of the shift, and so its sign for large ones, is fitted to draws.
        double shift = beta * (1 + root) * (1 + root) / root / scale;
        shift *= Math.Max(0.3, 1 - 0.7 * Math.Abs(shift));
        double lost = Math.Min(0.6 * TracyWidom.Variance, 2 * centre * centre / (p * n * scale * scale));
        double s = (largest - centre) / scale - shift;
        return TracyWidom.Mean + (s - TracyWidom.Mean) * Math.Sqrt(TracyWidom.Variance / (TracyWidom.Variance - lost));
    }

    private static void AddNeighbours(List<EvidenceTest> tests, double[] centred, int rows, int columns, double variance)
    {
        double across = 0, down = 0;
        for (int i = 0; i < rows; i++)
        {
            ReadOnlySpan<double> row = centred.AsSpan(i * columns, columns);
            for (int j = 1; j < columns; j++) across += row[j] * row[j - 1];
            if (i == 0) continue;
            ReadOnlySpan<double> before = centred.AsSpan((i - 1) * columns, columns);
            for (int j = 0; j < columns; j++) down += row[j] * before[j];
        }

        Neighbours("neighbouring columns", across, (long)rows * (columns - 1));
        Neighbours("neighbouring rows", down, (long)(rows - 1) * columns);

        void Neighbours(string what, double products, long pairs)
        {
            if (pairs < LeastPairs) return;
            double z = products / (variance * Math.Sqrt(pairs)), p = EvidenceTails.NormalTwoSided(z);
            string finding = EvidenceMeaning.Compare(p, z > 0, $"{what} are alike as draws never are", $"{what} are opposed as draws never are", $"{what} have no more to do with each other than draws");
            tests.Add(new(what, z, p, EvidenceMeaning.With(finding, $"z = {EvidenceText.Number(z)}", p)));
        }
    }

    private static void Add(List<EvidenceTest> tests, string name, double z, double skewness)
    {
        double p = EvidenceTails.SkewedTwoSided(z, skewness);
        string finding = EvidenceMeaning.Compare(p, z > 0, "singular values are spread wider than those of draws", "singular values are more alike than those of draws", "singular values are spread as those of draws");
        tests.Add(new(name, z, p, EvidenceMeaning.With(finding, $"z = {EvidenceText.Number(z)}", p)));
    }
}
