using Evenkeel.Numerics;

namespace Evenkeel.Tests.Numerics;

public class QuantilesTests
{
    // numpy 1.24.2: numpy.quantile of the same 1000 numbers, which are exact in float32.
    [Fact]
    public void Of_GivesWhatNumpyGives()
    {
        float[] values = [.. Enumerable.Range(0, 1000).Select(k => ((k * 7919 % 2003) - 1001) / 1024f)];

        double[] found = [.. Quantiles.Of(values, [0, 0.02, 0.25, 0.5, 0.75, 0.98, 0.999, 1])];

        double[] expected = [-0.9775390625, -0.93751953125, -0.483642578125, 0.00634765625, 0.494384765625, 0.94044921875, 0.9765634765625, 0.9775390625];

        // Levels are rounded to 2⁻⁵⁴, which moves a place among 1000 by 1e-13.
        for (int i = 0; i < found.Length; i++) found[i].ShouldBe(expected[i], 1e-13);
    }

    [Fact]
    public void Of_GivesTheElementsOfTheSortedNumbers()
    {
        for (int length = 1; length <= 257; length++)
        {
            float[] values = Numbers(length);
            float[] sorted = [.. values.Order()];

            for (int rank = 0; rank < length; rank += Math.Max(1, length / 7))
            {
                double level = length == 1 ? 0 : (double)rank / (length - 1);
                double found = Quantiles.Of(values, [level])[0];

                // The level may round to just beside the rank.
                double beside = Math.Max(Math.Abs(sorted[rank]), Math.Max(Math.Abs(sorted[Math.Max(0, rank - 1)]), Math.Abs(sorted[Math.Min(length - 1, rank + 1)])));
                found.ShouldBe(sorted[rank], 1e-12 * beside, $"rank {rank} of {length}");
            }
        }
    }

    [Fact]
    public void Of_FindsNeighboursThatDifferInTheirLastBit()
    {
        float next = MathF.BitIncrement(1);

        Quantiles.Of([next, 1, next, 1, next], [0, 0.25, 0.5, 1]).ShouldBe([1, 1, next, next]);
    }

    [Fact]
    public void Of_TakesLevelsInAnyOrder() => Quantiles.Of([3, 1, 2], [1, 0, 0.5, 0.25]).ShouldBe([3, 1, 2, 1.5]);

    [Fact]
    public void Of_TakesInfinities()
    {
        Quantiles.Of([float.NegativeInfinity, 0, float.PositiveInfinity], [0, 0.5, 1]).ShouldBe([double.NegativeInfinity, 0, double.PositiveInfinity]);
        Quantiles.Of([float.PositiveInfinity, float.PositiveInfinity], [0.3]).ShouldBe([double.PositiveInfinity]);
    }

    [Fact]
    public void Of_LeavesTheNumbersAsTheyAre()
    {
        float[] values = Numbers(100), before = [.. values];

        Quantiles.Of(values, [0.5]);

        values.ShouldBe(before);
    }

    [Fact]
    public void Of_GivesNoNumberForNotANumberOrNothing()
    {
        Quantiles.Of([1, float.NaN, 2], [0, 1]).ShouldBe([double.NaN, double.NaN]);
        Quantiles.Of([1, -float.NaN, 2], [0.5]).ShouldBe([double.NaN]);
        Quantiles.Of([], [0.5]).ShouldBe([double.NaN]);
    }

    [Theory]
    [InlineData(-0.1)]
    [InlineData(1.1)]
    [InlineData(double.NaN)]
    public void Of_RejectsOtherLevels(double level) =>
        Should.Throw<ArgumentOutOfRangeException>(() => Quantiles.Of([1f], [level])).Message.ShouldContain("but a quantile needs one from 0 to 1");

    /// <summary>Many sizes and both signs, with ties.</summary>
    private static float[] Numbers(int count) =>
        [.. Enumerable.Range(0, count).Select(i => ((i * 7919 % 211) - 105) * MathF.ScaleB(1, i * 31 % 40 - 20))];
}
