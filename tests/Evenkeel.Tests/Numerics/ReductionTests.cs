using Evenkeel.Numerics;

namespace Evenkeel.Tests.Numerics;

[Collection("kernel width")]
public class ReductionTests
{
    [Fact]
    public void Sum_AddsInSixteenLanesAndJoinsThemInHalves()
    {
        for (int length = 0; length <= 257; length++)
        {
            float[] values = Values(length);

            Reduction.Sum(values).ShouldBe(InLanes(values, x => x), $"{length} values");
            Reduction.SumOfSquares(values).ShouldBe(InLanes(values, x => x * x), $"{length} values");
            Reduction.SumOfSquaredDistances(values, 0.3).ShouldBe(InLanes(values, x => (x - 0.3) * (x - 0.3)), $"{length} values");
        }
    }

    [Theory]
    [InlineData(float.NaN)]
    [InlineData(float.NegativeInfinity)]
    [InlineData(0.25f)]
    public void Summary_IsWhatSingleReductionsGive(float strange)
    {
        for (int length = 0; length <= 257; length++)
        {
            float[] values = Values(length);
            if (length > 0) values[length * 5 / 7] = strange;

            Reduction.Summary(values).ShouldBe((Reduction.Sum(values), Reduction.SumOfSquares(values), Reduction.Range(values).Minimum, Reduction.Range(values).Maximum), $"{length} values");
        }
    }

    [Theory]
    [InlineData(float.NaN, 1f, double.NaN)]
    [InlineData(float.PositiveInfinity, 1f, double.PositiveInfinity)]
    [InlineData(float.PositiveInfinity, float.NegativeInfinity, double.NaN)]
    public void Sum_LetsNotANumberAndInfinityThrough(float first, float second, double expected)
    {
        for (int at = 0; at < 40; at++)
        {
            float[] values = Values(41);
            (values[at], values[at + 1]) = (first, second);

            Reduction.Sum(values).ShouldBe(expected);
        }
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void SumColumns_GivesTheBitsOfAScalarLoopAtEveryWidth(bool accumulate)
    {
        foreach (int lanes in WidthScope.All)
        {
            using WidthScope scope = new(lanes);
            foreach (int m in (int[])[0, 1, 2, 7, 100])
            {
                for (int n = 0; n <= 150; n = n < 20 ? n + 1 : n + 13)
                {
                    float[] rows = Values(m * n), sums = Values(n), expected = [.. sums];
                    if (!accumulate) Array.Clear(expected);
                    for (int i = 0; i < rows.Length; i++) expected[i % n] += rows[i];

                    Reduction.SumColumns(rows, sums, accumulate);

                    sums.ShouldBe(expected, $"{m}×{n}, {lanes} lanes");
                }
            }
        }
    }

    [Theory]
    [InlineData(7, 3, "A matrix of 7 values cannot have rows of 3; it needs a multiple of that. (Parameter 'rows')")]
    [InlineData(1, 0, "A matrix of 1 values cannot have rows of 0; it needs a multiple of that. (Parameter 'rows')")]
    public void SumColumns_RejectsABrokenRow(int count, int columns, string message)
    {
        ArgumentException thrown = Should.Throw<ArgumentException>(() => Reduction.SumColumns(new float[count], new float[columns], false));

        thrown.Message.ShouldBe(message);
    }

    [Fact]
    public void Range_FindsBothEndsWhereverTheyAre()
    {
        for (int length = 1; length < 60; length++)
        {
            for (int at = 0; at < length; at++)
            {
                float[] values = Values(length);
                (values[at], values[(at + length / 2) % length]) = (-5, length > 1 ? 7 : -5);

                Reduction.Range(values).ShouldBe((-5, length > 1 ? 7 : -5));
            }
        }
    }

    [Fact]
    public void Range_IsNotANumberWhereverOneIs()
    {
        for (int at = 0; at < 37; at++)
        {
            float[] values = Values(37);
            values[at] = float.NaN;

            Reduction.Range(values).ShouldBe((float.NaN, float.NaN));
        }
    }

    private static double InLanes(float[] values, Func<double, double> term)
    {
        double[] lanes = new double[16];
        for (int i = 0; i < values.Length; i++) lanes[i % 16] += term(values[i]);
        for (int half = 8; half > 0; half /= 2)
        {
            for (int lane = 0; lane < half; lane++) lanes[lane] += lanes[lane + half];
        }

        return lanes[0];
    }

    private static float[] Values(int count)
    {
        float[] values = new float[count];
        for (int i = 0; i < count; i++) values[i] = (i * 7919 % 2003 - 1001) / 1003f;
        return values;
    }
}
