using System.Numerics;
using Evenkeel.Forensics;
using Evenkeel.Numerics;
using Evenkeel.Shapes;

namespace Evenkeel.Tests.Forensics;

public class StatisticsPassTests
{
    [Theory]
    [InlineData(1, 1)]
    [InlineData(1, 7)]
    [InlineData(1, 70_001)]
    [InlineData(7, 5)]
    [InlineData(9, 8)]
    [InlineData(130, 27)]
    [InlineData(64, 576)]
    [InlineData(3, 20_000)]
    public void Of_GivesWhatExactSumsGive(int rows, int columns)
    {
        float[] values = Values(rows * columns);

        TensorStatistics statistics = StatisticsPass.Of(values, rows);

        (double mean, double variance, double skewness, double kurtosis) = Exact(values);
        statistics.Count.ShouldBe(values.Length);
        statistics.Mean.ShouldBe(mean, Rounding(values.Length));
        statistics.Variance.ShouldBe(variance, Rounding(values.Length));
        if (values.Length > 1)
        {
            // Third and fourth powers of numbers below 4 take 4³ and 4⁴ of the rounding of one.
            statistics.Skewness.ShouldBe(skewness, 100 * Rounding(values.Length));
            statistics.Kurtosis.ShouldBe(kurtosis, 1000 * Rounding(values.Length));
        }

        statistics.Minimum.ShouldBe(values.Min());
        statistics.Maximum.ShouldBe(values.Max());
        statistics.Zeros.ShouldBe(values.Count(value => value == 0));
        statistics.UsedBits.ShouldBe(values.Aggregate(0u, (bits, value) => bits | BitConverter.SingleToUInt32Bits(value)));
        statistics.Counts.ShouldBe(Halves(values));
    }

    [Theory]
    [InlineData(7, 5)]
    [InlineData(9, 8)]
    [InlineData(130, 27)]
    [InlineData(64, 576)]
    [InlineData(6, 20_000)]
    public void Of_KeepsEachRowAndColumn(int rows, int columns)
    {
        float[] values = Values(rows * columns);

        MatrixStatistics matrix = StatisticsPass.Of(values, rows).Matrix.ShouldNotBeNull();

        double Sum(IEnumerable<int> places, Func<int, double> term) => places.Sum(term);
        double bound = 16 * Rounding(Math.Max(rows, columns)) * Math.Max(rows, columns);
        for (int i = 0; i < rows; i++)
        {
            int row = i;
            matrix.RowSums[i].ShouldBe(Sum(Enumerable.Range(0, columns), j => values[row * columns + j]), bound);
            matrix.RowSquares[i].ShouldBe(Sum(Enumerable.Range(0, columns), j => (double)values[row * columns + j] * values[row * columns + j]), bound);
        }

        for (int j = 0; j < columns; j++)
        {
            int column = j;
            matrix.ColumnSums[j].ShouldBe(Sum(Enumerable.Range(0, rows), i => values[i * columns + column]), bound);
            matrix.ColumnSquares[j].ShouldBe(Sum(Enumerable.Range(0, rows), i => (double)values[i * columns + column] * values[i * columns + column]), bound);
        }

        matrix.RowProducts.Length.ShouldBe(rows / 4 * 2);
        for (int i = 0; i < matrix.RowProducts.Length; i++)
        {
            int row = 2 * i;
            matrix.RowProducts[i].ShouldBe(Sum(Enumerable.Range(0, columns), j => (double)values[row * columns + j] * values[(row + 1) * columns + j]), bound);
        }

        matrix.ColumnProducts.Length.ShouldBe(columns / 2);
        for (int j = 0; j < matrix.ColumnProducts.Length; j++)
        {
            int column = 2 * j;
            matrix.ColumnProducts[j].ShouldBe(Sum(Enumerable.Range(0, rows), i => (double)values[i * columns + column] * values[i * columns + column + 1]), bound);
        }

        (matrix.BlockRows, matrix.BlockColumns).ShouldBe((Math.Min(rows, 512), Math.Min(columns, 512)));
        matrix.Block[^1].ShouldBe(values[(matrix.BlockRows - 1) * columns + matrix.BlockColumns - 1]);
    }

    [Theory]
    [InlineData(1, 3_000_001)]
    [InlineData(2_000, 1_501)]
    [InlineData(5, 600_000)]
    public void Statistics_AreTheSameBitsForAnyThreadsAndParts(int rows, int columns)
    {
        float[] values = Values(rows * columns);
        TensorStatistics expected = StatisticsPass.Of(values, rows);
        using Workers three = new(3);
        StatisticsPass parts = new(values.Length, rows), backwards = new(values.Length, rows);

        TensorStatistics shared = StatisticsPass.Of(values, rows, workers: three);
        for (int start = 0, length = 1; start < values.Length; start += length, length = Math.Min(values.Length - start, 3 * length + 1)) parts.Add(values.AsSpan(start, Math.Min(length, values.Length - start)));
        for (int segment = backwards.Segments - 1; segment >= 0; segment--) backwards.AddSegment(segment, values.AsSpan((int)backwards.StartOf(segment), backwards.LengthOf(segment)));

        backwards.Segments.ShouldBeGreaterThan(1);
        foreach (TensorStatistics other in (TensorStatistics[])[shared, parts.Finish(), backwards.Finish()]) Bits(other).ShouldBe(Bits(expected));
    }

    [Fact]
    public void Sums_DoNotOverflowWhereValuesAreGarbage()
    {
        float[] values = [.. Enumerable.Range(0, 4096).Select(i => i % 2 == 0 ? 1e37f : -1e37f)];

        TensorStatistics statistics = StatisticsPass.Of(values, 64);

        statistics.Mean.ShouldBe(0);
        double square = (double)1e37f * 1e37f;
        statistics.Variance.ShouldBe(square, square * 1e-13);
        statistics.Kurtosis.ShouldBe(1, 1e-13);
        statistics.Matrix!.RowSquares[0].ShouldBe(64 * square, 64 * square * 1e-14);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(20)]
    public void WhatIsNotFinite_IsCountedAndLeftOut(int rows)
    {
        float[] values = Values(20_000), finite = [.. values];
        (values[3], values[9_000], values[^1], values[12]) = (float.NaN, float.PositiveInfinity, float.NegativeInfinity, float.NaN);
        float[] rest = [.. values.Where(float.IsFinite)];
        for (int i = 0; i < values.Length; i++) finite[i] = float.IsFinite(values[i]) ? values[i] : 0;

        TensorStatistics statistics = StatisticsPass.Of(values, rows);

        (statistics.NotNumbers, statistics.Infinite, statistics.Count).ShouldBe((2, 2, 20_000));
        statistics.Mean.ShouldBe(Exact(rest).Mean, Rounding(rest.Length));
        statistics.Variance.ShouldBe(Exact(rest).Variance, Rounding(rest.Length));
        statistics.Maximum.ShouldBe(rest.Max());
        statistics.Matrix?.RowSums[0].ShouldBe(StatisticsPass.Of(finite, rows).Matrix!.RowSums[0]);
    }

    [Fact]
    public void Moments_AreThoseOfSmallSpreadsFarFromZero()
    {
        // 1 ± 2⁻²⁰ alternating: variance 2⁻⁴⁰ and kurtosis 1, which powers about 0 would lose altogether.
        float[] values = [.. Enumerable.Range(0, 5000).Select(i => 1 + (i % 2 == 0 ? 1 : -1) * MathF.ScaleB(1, -20))];

        TensorStatistics statistics = StatisticsPass.Of(values);

        statistics.Variance.ShouldBe(Math.ScaleB(1, -40), 1e-9 * Math.ScaleB(1, -40));
        statistics.Kurtosis.ShouldBe(1, 1e-9);
    }

    [Fact]
    public void Constant_HasNoVarianceAndNoShape()
    {
        TensorStatistics statistics = StatisticsPass.Of(Enumerable.Repeat(0.1f, 3000).ToArray(), 30);

        (statistics.Mean, statistics.Variance, statistics.Kurtosis).ShouldBe((0.1f, 0, double.NaN));
        (statistics.Matrix!.RepeatedRows, statistics.Matrix.RepeatedColumns).ShouldBe((29, 99));
    }

    [Fact]
    public void RepeatedLines_AreThoseOfTheSameBitsInTheSamePlaces()
    {
        float[] identity = new float[100 * 100], values = Values(100 * 90);
        for (int i = 0; i < 100; i++) identity[i * 101] = 1;
        values.AsSpan(0, 90).CopyTo(values.AsSpan(57 * 90));
        for (int i = 0; i < 100; i++) values[i * 90 + 88] = values[i * 90 + 3];

        MatrixStatistics unit = StatisticsPass.Of(identity, 100).Matrix!, some = StatisticsPass.Of(values, 100).Matrix!;

        (unit.RepeatedRows, unit.RepeatedColumns).ShouldBe((0, 0));
        (some.RepeatedRows, some.RepeatedColumns).ShouldBe((1, 1));
    }

    [Fact]
    public void Fingerprint_ChangesWithAnyBitAndOrder()
    {
        float[] values = Values(40_000);
        UInt128 expected = StatisticsPass.Of(values).Fingerprint;
        HashSet<UInt128> seen = [expected];

        foreach (int place in (int[])[0, 1, 15, 16, 31, 8191, 8192, 39_999])
        {
            foreach (uint flip in (uint[])[1, 1u << 31, 1u << 15])
            {
                float[] changed = [.. values];
                changed[place] = BitConverter.UInt32BitsToSingle(BitConverter.SingleToUInt32Bits(changed[place]) ^ flip);
                seen.Add(StatisticsPass.Of(changed).Fingerprint).ShouldBeTrue($"{place}, {flip:x}");

                // A second sign in the same lane must not make up for the first.
                changed[(place + 16) % values.Length] *= -1;
                seen.Add(StatisticsPass.Of(changed).Fingerprint).ShouldBeTrue($"{place}, {flip:x}, two");
            }
        }

        (values[0], values[16]) = (values[16], values[0]);
        seen.Add(StatisticsPass.Of(values).Fingerprint).ShouldBeTrue();
        StatisticsPass.Of([.. values]).Fingerprint.ShouldBe(StatisticsPass.Of(values).Fingerprint);
    }

    [Fact]
    public void Empty_HasNothing()
    {
        TensorStatistics statistics = StatisticsPass.Of([]);

        (statistics.Count, statistics.Mean, statistics.Minimum, statistics.Variance).ShouldBe((0, double.NaN, double.NaN, double.NaN));
        statistics.Matrix.ShouldBeNull();
    }

    [Fact]
    public void RowsOf_JoinsTheAxesThatAreNotUnits()
    {
        StatisticsPass.RowsOf([64, 3, 7, 7]).ShouldBe(64);
        StatisticsPass.RowsOf([7, 7, 3, 64], WeightShape.Convolution(3, 64, [7, 7], layout: WeightLayout.InOut)).ShouldBe(147);
        StatisticsPass.RowsOf([10]).ShouldBe(1);
        StatisticsPass.RowsOf([4_000_000_000, 2]).ShouldBe(1);
        StatisticsPass.RowsOf([0, 5]).ShouldBe(1);
    }

    [Fact]
    public void Misuse_SaysWhatIsNeeded()
    {
        Should.Throw<ArgumentException>(() => new StatisticsPass(10, 3)).Message.ShouldBe("A tensor of 10 elements has no 3 rows of one length; give a divisor, or 1. (Parameter 'rows')");
        Should.Throw<ArgumentException>(() => new StatisticsPass(10).Add(new float[11])).Message.ShouldBe("A tensor of 10 elements has had 0, and 11 more are too many. (Parameter 'part')");
        Should.Throw<ArgumentException>(() => new StatisticsPass(10).AddSegment(0, new float[9])).Message.ShouldBe("Segment 0 has 10 elements, but 9 came; add all of them at once. (Parameter 'values')");
        Should.Throw<InvalidOperationException>(() => new StatisticsPass(10).Finish()).Message.ShouldBe("Segment 0 of 1 has not been added, 10 elements from element 0 on; add it first.");
    }

    /// <summary>The error of n additions in double, each of at most 2⁻⁵³ of a mean of order 1.</summary>
    private static double Rounding(int count) => 1e-15 * Math.Sqrt(count) + 1e-15;

    private static float[] Values(int count)
    {
        float[] values = new float[count];
        Draw.Normal(values, 5, 0, 1);
        if (count > 3) (values[2], values[count / 2]) = (0, -0f);
        return values;
    }

    [Theory]
    [InlineData(1)]
    [InlineData(37)]
    [InlineData(4096)]
    [InlineData(4097)]
    public void Patterns_AreInTheOrderOfNumbers_HoweverFewTheElements(int count)
    {
        float[] values = Values(count);
        float[] odd = [-0f, 0f, float.NaN, float.PositiveInfinity, float.NegativeInfinity, float.MaxValue, -float.Epsilon];
        odd.AsSpan(0, Math.Min(odd.Length, count)).CopyTo(values);

        TensorPatterns patterns = StatisticsPass.Of(values).Patterns;

        long[] counts = Halves(values);
        patterns.Halves.ShouldBe(Enumerable.Range(0, 65536).Where(half => counts[half] > 0).OrderBy(half => half >= 0x8000 ? -1 - (half & 0x7FFF) : half).Select(half => (ushort)half));
        patterns.Counts.ShouldBe(patterns.Halves.Select(half => counts[half]));
    }

    [Theory]
    [InlineData(1, 0)]
    [InlineData(2, 1)]
    [InlineData(301, 40)]
    [InlineData(6000, 5000)]
    public void Typical_IsTheMedianSizeOfWhatIsNotZero(int count, int zeros)
    {
        float[] values = Values(count);
        values.AsSpan(0, zeros).Clear();
        float[] sizes = [.. values.Where(value => value != 0).Select(Math.Abs).Order()];

        double typical = EvidenceBins.Typical(StatisticsPass.Of(values));

        // The half of the lower median, as the number in its middle.
        typical.ShouldBe(EvidenceBins.Middle((ushort)(BitConverter.SingleToUInt32Bits(sizes[(sizes.Length - 1) / 2]) >> 16)));
    }

    private static long[] Halves(float[] values)
    {
        long[] counts = new long[65536];
        foreach (float value in values) counts[BitConverter.SingleToUInt32Bits(value) >> 16]++;
        return counts;
    }

    /// <summary>Moments from sums without any rounding: each float is a whole multiple of 2⁻¹⁴⁹.</summary>
    private static (double Mean, double Variance, double Skewness, double Kurtosis) Exact(float[] values)
    {
        BigInteger Whole(float value) => (BigInteger)Math.ScaleB((double)value, 149);
        BigInteger n = values.Length, sum = 0, second = 0, third = 0, fourth = 0;
        foreach (float value in values) sum += Whole(value);
        foreach (float value in values)
        {
            BigInteger distance = Whole(value) * n - sum, square = distance * distance;
            second += square;
            third += square * distance;
            fourth += square * square;
        }

        double unit = Math.ScaleB(1, -149);
        double Ratio(BigInteger above, BigInteger below) => Math.ScaleB((double)((above << 200) / below), -200);
        return values.Length == 1 ? (values[0], 0, double.NaN, double.NaN) : ((double)sum * unit / values.Length, Math.ScaleB(Ratio(second, n * n * n), -298), Normalized(third, 3), Normalized(fourth, 4));

        // Σd³·n/(Σd²)^(3/2)·√n and Σd⁴·n/(Σd²)², by logarithms, which lose a few units of the last place.
        double Normalized(BigInteger sums, int power) => sums.Sign * Math.Exp(BigInteger.Log(BigInteger.Abs(sums)) - 0.5 * power * BigInteger.Log(second) + (0.5 * power - 1) * Math.Log(values.Length));
    }

    private static string Bits(TensorStatistics statistics) => string.Join(';', statistics.Mean, statistics.Variance, statistics.Skewness, statistics.Kurtosis, statistics.Fingerprint, statistics.UsedBits, statistics.Zeros, statistics.Minimum, statistics.Maximum,
        string.Join(',', statistics.Counts.Where(count => count > 0)), statistics.Matrix is { } matrix
            ? string.Join(';', string.Join(',', matrix.RowSums), string.Join(',', matrix.RowSquares), string.Join(',', matrix.ColumnSums), string.Join(',', matrix.ColumnSquares), string.Join(',', matrix.RowProducts), string.Join(',', matrix.ColumnProducts), matrix.RepeatedRows, matrix.RepeatedColumns, string.Join(',', matrix.Block))
            : "");
}
