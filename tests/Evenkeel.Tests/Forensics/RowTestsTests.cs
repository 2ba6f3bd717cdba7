using Evenkeel.Forensics;
using Evenkeel.Numerics;

namespace Evenkeel.Tests.Forensics;

public class RowTestsTests
{
    private const int Draws = 2000;

    /// <summary>Kolmogorov's limit for one distance in 10⁵, of some sixty.</summary>
    private const double Limit = 2.47;

    [Theory]
    [InlineData("he-normal", 10, 300)]
    [InlineData("he-normal", 64, 27)]
    [InlineData("glorot-uniform", 10, 300)]
    [InlineData("glorot-uniform", 64, 27)]
    [InlineData("keras:he_normal", 10, 300)]
    [InlineData("keras:he_normal", 64, 27)]
    public void PValues_OfFreshDrawsAreUniform(string scheme, int outputs, int inputs)
    {
        Dictionary<string, List<double>> all = NullDraws.PValues(scheme, outputs, inputs, Draws, (matrix, statistics, shape) =>
            RowTests.Of(matrix, 0, statistics.Variance, shape, false).Concat(Spectra.Of(matrix, 0, statistics.Variance, shape.Fourth, int.MaxValue, true, out _)));

        all.Count.ShouldBe(13);
        foreach ((string name, List<double> values) in all)
        {
            values.Count.ShouldBe(Draws);

            // The furthest of many short lines is the end of a law with shorter tails than a normal one, or none: that errs to the safe side alone.
            bool isSafe = name.Contains("extreme", StringComparison.Ordinal) || name.Contains("longest", StringComparison.Ordinal) || name.StartsWith("largest", StringComparison.Ordinal);
            (isSafe ? NullDraws.Excess(values) : NullDraws.Distance(values)).ShouldBeLessThan(Limit, name);
        }
    }

    [Fact]
    public void Norms_OfRowsThatGrewShow()
    {
        (TensorStatistics statistics, MatrixStatistics matrix) = Changed((weights, i, _) => weights * (1 + 0.2f * (i % 5)));

        EvidenceTest test = Find(RowTests.Of(matrix, 0, statistics.Variance, EvidenceShape.Normal, false), "row norms");

        test.PValue.ShouldBeLessThan(1e-30);
        test.Meaning.ShouldStartWith("rows differ in length far more than draws do (chi2 = ");
        test.Meaning.ShouldEndWith("for 63 degrees of freedom, p < 1e-30)");
    }

    /// <summary>Rows of one length, as orthogonal and normalized ones are.</summary>
    [Fact]
    public void Norms_OfRowsThatAreTooAlikeShow()
    {
        (TensorStatistics statistics, MatrixStatistics matrix) = Changed((weight, _, norm) => (float)(weight / norm));

        EvidenceTest test = Find(RowTests.Of(matrix, 0, statistics.Variance, EvidenceShape.Normal, false), "row norms");

        test.PValue.ShouldBeLessThan(1e-30);
        test.Meaning.ShouldStartWith("rows are more alike in length than draws are");
    }

    [Fact]
    public void Sums_OfColumnsThatMovedTogetherShow()
    {
        (TensorStatistics statistics, MatrixStatistics matrix) = Changed((weight, i, _) => weight + (i % 2 == 0 ? 0.5f : -0.5f));

        Find(RowTests.Of(matrix, 0, statistics.Variance, EvidenceShape.Normal, false), "row sums").PValue.ShouldBeLessThan(1e-30);
        Find(RowTests.Of(matrix, 0, statistics.Variance, EvidenceShape.Normal, false), "column sums").PValue.ShouldBeGreaterThan(1e-4);
    }

    [Fact]
    public void OneRow_ThatIsLongShows()
    {
        (TensorStatistics statistics, MatrixStatistics matrix) = Changed((weight, i, _) => i == 7 ? 2 * weight : weight);

        EvidenceTest test = Find(RowTests.Of(matrix, 0, statistics.Variance, EvidenceShape.Normal, false), "longest or shortest row");

        test.PValue.ShouldBeLessThan(1e-12);
        test.Meaning.ShouldStartWith("one row is far longer or shorter than any of so many draws is");
    }

    [Fact]
    public void RowForPadding_IsLeftOut()
    {
        (TensorStatistics statistics, MatrixStatistics matrix) = Changed((weight, i, _) => i == 0 ? 0 : weight);

        Find(RowTests.Of(matrix, 0, statistics.Variance, EvidenceShape.Normal, skipsOneZeroRow: true), "longest or shortest row").PValue.ShouldBeGreaterThan(1e-4);
        Find(RowTests.Of(matrix, 0, statistics.Variance, EvidenceShape.Normal, skipsOneZeroRow: false), "longest or shortest row").PValue.ShouldBeLessThan(1e-9);
    }

    [Fact]
    public void FewOrShortLines_AreNotTested()
    {
        float[] draw = new float[7 * 50];
        Draw.Normal(draw, 1, 0, 1);

        RowTests.Of(StatisticsPass.Of(draw, 7).Matrix!, 0, 1, EvidenceShape.Normal, false).ShouldBeEmpty();
    }

    private static EvidenceTest Find(IEnumerable<EvidenceTest> tests, string name) => tests.Single(test => test.Name == name);

    /// <summary>64×100 normal numbers, each changed by a function of itself, its row and the row's norm.</summary>
    private static (TensorStatistics Statistics, MatrixStatistics Matrix) Changed(Func<float, int, double, float> change)
    {
        const int Rows = 64, Columns = 100;
        float[] draw = new float[Rows * Columns];
        Draw.Normal(draw, 4, 0, 1);
        for (int i = 0; i < Rows; i++)
        {
            Span<float> row = draw.AsSpan(i * Columns, Columns);
            double square = 0;
            foreach (float weight in row) square += (double)weight * weight;
            foreach (ref float weight in row) weight = change(weight, i, Math.Sqrt(square));
        }

        TensorStatistics statistics = StatisticsPass.Of(draw, Rows);
        return (statistics, statistics.Matrix!);
    }
}
