using System.Collections.Immutable;
using Evenkeel.Forensics;
using Evenkeel.Numerics;

namespace Evenkeel.Tests.Forensics;

public class SpectraTests
{
    /// <summary>Johnstone 2001, table 1: 5, 10 and 100 by 4 times as many; here from Ma's form, whose centre differs by less than a tenth of a scale.</summary>
    [Theory]
    [InlineData(100, 400, 899.5, 16.78)]
    [InlineData(200, 200, 798.0, 14.70)]
    public void Edge_HasJohnstonesCentreAndScale(int p, int n, double centre, double scale)
    {
        // The trace's variance stretches the law about its own mean.
        double atMean = centre + scale * TracyWidom.Mean;

        Spectra.EdgeOf(atMean, p, n, 0).ShouldBe(TracyWidom.Mean, 0.15);
        (Spectra.EdgeOf(atMean + scale, p, n, 0) - Spectra.EdgeOf(atMean, p, n, 0)).ShouldBe(1, 0.15);
    }

    /// <summary>One direction above Baik, Ben Arous and Péché's threshold stands out, one far below it cannot.</summary>
    [Theory]
    [InlineData(2.0, true)]
    [InlineData(0.4, false)]
    public void Direction_ShowsAboveTheThreshold(double timesThreshold, bool shows)
    {
        const int Rows = 150, Columns = 200;
        float[] draw = new float[Rows * Columns];
        Draw.Normal(draw, 11, 0, 1);
        double size = timesThreshold * Math.Sqrt(Math.Sqrt(Rows * Columns));
        for (int i = 0; i < Rows; i++)
        {
            for (int j = 0; j < Columns; j++) draw[i * Columns + j] += (float)(size * (i % 2 == 0 ? 1 : -1) * (j % 3 == 0 ? 1 : -1) / Math.Sqrt(Rows * Columns));
        }

        IReadOnlyList<EvidenceTest> tests = Spectra.Of(draw, Rows, Columns, 0, 1, 3, out ImmutableArray<double> values);

        values.Length.ShouldBe(Rows);
        EvidenceTest edge = tests.Single(test => test.Name == "largest singular value");
        if (shows) edge.PValue.ShouldBeLessThan(1e-9);
        else edge.PValue.ShouldBeGreaterThan(0.01);
    }

    [Fact]
    public void Neighbours_ThatAreAlikeShow()
    {
        const int Rows = 60, Columns = 80;
        float[] draw = new float[Rows * Columns];
        Draw.Normal(draw, 2, 0, 1);
        for (int k = 1; k < draw.Length; k++) draw[k] = 0.3f * draw[k - 1] + 0.95f * draw[k];

        IReadOnlyList<EvidenceTest> tests = Spectra.Of(draw, Rows, Columns, 0, 1, 3, out _);

        // A correlation of 0.3 over 4,740 pairs is 20 of its standard errors.
        EvidenceTest columns = tests.Single(test => test.Name == "neighbouring columns");
        columns.Statistic.ShouldBeInRange(15, 27);
        columns.Meaning.ShouldStartWith("neighbouring columns are alike as draws never are (z = ");
        tests.Single(test => test.Name == "neighbouring rows").PValue.ShouldBeGreaterThan(1e-4);
    }

    [Fact]
    public void OrthogonalRows_AreMoreAlikeThanDraws()
    {
        double[] matrix = new double[40 * 50];
        float[] draw = new float[40 * 50];
        Draw.Normal(draw, 3, 0, 1);
        for (int k = 0; k < draw.Length; k++) matrix[k] = draw[k];
        OrthogonalFactor.Replace(matrix, 50, 40);
        float[] rows = [.. matrix.Select(value => (float)value)];

        EvidenceTest second = Spectra.Of(rows, 40, 50, 0, 1.0 / 50, 3, out _).Single(test => test.Name == "spectrum, second moment");

        second.PValue.ShouldBeLessThan(1e-30);
        second.Meaning.ShouldStartWith("singular values are more alike than those of draws");
    }

    [Theory]
    [InlineData(7, 100)]
    [InlineData(15, 16)]
    public void SmallBlocks_HaveNoSpectrumToSpeakOf(int rows, int columns)
    {
        Spectra.Of(new float[rows * columns], rows, columns, 0, 1, 3, out ImmutableArray<double> values).ShouldBeEmpty();

        values.ShouldBeEmpty();
    }

    [Fact]
    public void LargeBlocks_AreCutToTheElementsAskedFor()
    {
        float[] draw = new float[100 * 300];
        Draw.Normal(draw, 3, 0, 1);
        MatrixStatistics matrix = StatisticsPass.Of(draw, 100).Matrix!;

        Spectra.Of(matrix, 0, 1, 3, 2500, false, out ImmutableArray<double> part);
        Spectra.Of(matrix, 0, 1, 3, 2500, true, out ImmutableArray<double> whole);

        part.Length.ShouldBe(50);
        whole.Length.ShouldBe(100);
        float[] corner = [.. Enumerable.Range(0, 2500).Select(k => draw[k / 50 * 300 + k % 50])];
        part.ShouldBe(SingularValues.Of(corner, 50, 50));
    }
}
