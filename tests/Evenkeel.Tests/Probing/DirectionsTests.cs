using Evenkeel.Numerics;
using Evenkeel.Probing;

namespace Evenkeel.Tests.Probing;

public class DirectionsTests
{
    [Theory]
    [InlineData(1f)]
    [InlineData(1e-30f)]
    [InlineData(1e30f)]
    public void NearTwins_CountsColumnsWithinAnAngle(float scale)
    {
        // cos 8° = 0.9903, cos 8.2° = 0.9898. Column 1 is within the limit of column 0, column 2 of none, and column 3 points against column 4.
        const int Rows = 16;
        float[] values = new float[Rows * 5];
        Set(0, 1, 0);
        Set(1, Math.Cos(8 * Math.PI / 180), Math.Sin(8 * Math.PI / 180));
        Set(2, Math.Cos(-8.2 * Math.PI / 180), Math.Sin(-8.2 * Math.PI / 180));
        Set(3, 0, 5);
        Set(4, 0, -0.01);

        Directions.NearTwins(values, 5, 0.99).ShouldBe(4.0 / 5);

        void Set(int column, double x, double y) => (values[column], values[5 + column]) = ((float)x * scale, (float)y * scale);
    }

    [Fact]
    public void NearTwins_TakesZerosForAlike()
    {
        float[] values = new float[16 * 3];
        values[2] = 1;

        Directions.NearTwins(values, 3, 0.99).ShouldBe(2.0 / 3);
    }

    [Fact]
    public void NearTwins_SaysNothingOfFewSamples() => Directions.NearTwins(new float[15 * 3], 3, 0.99).ShouldBeNull();

    [Theory]
    [InlineData(40, 7)]
    [InlineData(7, 40)]
    public void EffectiveRank_OfEqualDirectionsIsTheirNumber(int rows, int width)
    {
        float[] values = new float[rows * width];
        for (int i = 0; i < 7; i++) values[i * width + i] = 3e20f;

        Directions.EffectiveRank(values, width).ShouldBe(7, 1e-6);
    }

    [Theory]
    [InlineData(40, 7)]
    [InlineData(7, 40)]
    public void EffectiveRank_OfOneDirectionIsOne(int rows, int width)
    {
        float[] values = [.. Enumerable.Range(0, rows * width).Select(k => (1 + k / width) * (float)(k % width - 3))];

        // Sums of up to 40 products of small integers are exact.
        Directions.EffectiveRank(values, width).ShouldBe(1, 1e-6);
    }

    [Fact]
    public void EffectiveRank_FollowsItsFormula()
    {
        // Eigenvalues 4 and 1: 25 / 17.
        Directions.EffectiveRank([2, 0, 0, 1], 2).ShouldBe(25.0 / 17, 1e-12);
    }

    [Fact]
    public void EffectiveRank_IsNoNumberWhereThereIsNoDirection()
    {
        Directions.EffectiveRank(new float[12], 3).ShouldBe(double.NaN);
        Directions.EffectiveRank([1, float.NaN, 2, 3], 2).ShouldBe(double.NaN);
        Directions.EffectiveRank([1, float.PositiveInfinity, 2, 3], 2).ShouldBe(double.NaN);
    }

    [Theory]
    [InlineData(2, 1)]
    [InlineData(5, 3)]
    [InlineData(30, 41)]
    public void Correlation_IsTheMeanOverPairs(int rows, int width)
    {
        float[] values = new float[rows * width];
        Draw.Normal(values, 3, 0.2f, 1);
        double sum = 0;
        for (int i = 0; i < rows; i++)
        {
            for (int j = 0; j < rows; j++) sum += i == j ? 0 : Cosine(values.AsSpan(i * width, width), values.AsSpan(j * width, width));
        }

        Directions.Correlation(values, width).ShouldBe(sum / (rows * (rows - 1)), 1e-13);
    }

    [Fact]
    public void Correlation_LeavesZeroRowsOut()
    {
        Directions.Correlation([1, 0, 0, 0, 1, 1], 2).ShouldBe(Math.Sqrt(0.5), 1e-15);
        Directions.Correlation([1, 0, 0, 0], 2).ShouldBe(double.NaN);
        Directions.Correlation([1, float.NaN, 1, 2], 2).ShouldBe(double.NaN);
    }

    [Fact]
    public void Correlation_IsExactlyMinusOneForOpposites() => Directions.Correlation([3e30f, 0, -1e-30f, 0], 2).ShouldBe(-1, 1e-15);

    private static double Cosine(ReadOnlySpan<float> left, ReadOnlySpan<float> right)
    {
        (double product, double l, double r) = (0, 0, 0);
        for (int i = 0; i < left.Length; i++)
        {
            product += (double)left[i] * right[i];
            l += (double)left[i] * left[i];
            r += (double)right[i] * right[i];
        }

        return product / Math.Sqrt(l * r);
    }
}
