using Evenkeel.Numerics;

namespace Evenkeel.Tests.Probing;

public class HistogramTests
{
    private static readonly HistogramAxis Linear = new(HistogramScale.Linear, -1, 1, 4);
    private static readonly HistogramAxis Logarithmic = new(HistogramScale.Log10, -3, 1, 4);

    [Fact]
    public void Of_PutsAValueOnAnEdgeIntoTheBinAbove() =>
        Histogram.Of([-1, -0.5f, 0, 0.5f, 1], Linear).Counts.ShouldBe([1, 1, 1, 2]);

    [Fact]
    public void Of_CountsWhatLiesOutsideApart()
    {
        Histogram histogram = Histogram.Of([-1.001f, float.NegativeInfinity, 1.001f, float.PositiveInfinity, 7, 0.2f], Linear);

        histogram.Counts.ShouldBe([0, 0, 1, 0]);
        (histogram.Below, histogram.Above).ShouldBe((2, 3));
    }

    [Fact]
    public void Of_CountsZerosInTheirBinOnALinearAxis()
    {
        Histogram histogram = Histogram.Of([0, -0f, 0.1f], Linear);

        histogram.Counts.ShouldBe([0, 0, 3, 0]);
        histogram.Zeros.ShouldBe(2);
    }

    [Fact]
    public void Of_CountsSizesByTheirPowerOfTenOnALogarithmicAxis()
    {
        Histogram histogram = Histogram.Of([0.002f, -0.02f, 0.2f, -2, 5, 20, 0.0005f, 1e-45f], Logarithmic);

        histogram.Counts.ShouldBe([1, 1, 1, 2]);
        (histogram.Below, histogram.Above).ShouldBe((2, 1));
    }

    [Fact]
    public void Of_CountsZerosNowhereElseOnALogarithmicAxis()
    {
        Histogram histogram = Histogram.Of([0, -0f, 1], Logarithmic);

        histogram.Zeros.ShouldBe(2);
        histogram.Below.ShouldBe(0);
        histogram.Counts.Sum().ShouldBe(1);
    }

    [Theory]
    [InlineData(HistogramScale.Linear, 0)]
    [InlineData(HistogramScale.Linear, 1)]
    [InlineData(HistogramScale.Log10, 0)]
    [InlineData(HistogramScale.Log10, 3)]
    public void Of_CountsManyAsItCountsEachAlone(HistogramScale scale, int odd)
    {
        // Ends and widths that no float hits exactly, and values at, beside and beyond every edge.
        HistogramAxis axis = new(scale, -1.1, 0.7, 61);
        float[] values = new float[6000 + odd];
        Draw.Normal(values, 9, 0, 0.8);
        for (int i = 0; i < 62; i++)
        {
            double edge = axis.Low + i * (axis.High - axis.Low) / axis.Bins;
            float at = (float)(scale == HistogramScale.Linear ? edge : Math.Pow(10, edge));
            (values[40 * i], values[40 * i + 3], values[40 * i + 5]) = (at, MathF.BitIncrement(at), MathF.BitDecrement(at));
        }

        (values[7], values[1000], values[1001], values[2500], values[^1]) = (float.NaN, 0, -0f, float.NegativeInfinity, float.PositiveInfinity);

        Histogram all = Histogram.Of(values, axis);

        Histogram[] alone = [.. values.Select(value => Histogram.Of([value], axis))];
        all.Counts.ShouldBe(Enumerable.Range(0, axis.Bins).Select(bin => alone.Sum(one => one.Counts[bin])));
        (all.Below, all.Above, all.Zeros, all.NotNumbers).ShouldBe((alone.Sum(one => one.Below), alone.Sum(one => one.Above), alone.Sum(one => one.Zeros), alone.Sum(one => one.NotNumbers)));
    }

    [Fact]
    public void Of_CountsWhatIsNoNumberApart()
    {
        Histogram histogram = Histogram.Of([float.NaN, 0.5f, float.NaN], Linear);

        histogram.NotNumbers.ShouldBe(2);
        histogram.Counts.Sum().ShouldBe(1);
    }

    [Theory]
    [InlineData(HistogramScale.Linear)]
    [InlineData(HistogramScale.Log10)]
    public void Of_CountsEveryValueOnce(HistogramScale scale)
    {
        RandomSequence random = new(3);
        float[] values = new float[1000];
        for (int i = 0; i < values.Length; i++)
        {
            values[i] = (i % 10) switch { 0 => 0, 1 => float.NaN, 2 => float.PositiveInfinity, _ => (float)(2 * random.NextNormal()) };
        }

        Histogram histogram = Histogram.Of(values, new(scale, -1, 1, 7));

        int counted = histogram.Counts.Sum() + histogram.Below + histogram.Above + histogram.NotNumbers + (scale == HistogramScale.Log10 ? histogram.Zeros : 0);
        counted.ShouldBe(values.Length);
        (histogram.Zeros, histogram.NotNumbers).ShouldBe((100, 100));
    }

    [Fact]
    public void Of_CountsNothing() => Histogram.Of([], Linear).Counts.ShouldBe([0, 0, 0, 0]);

    [Theory]
    [InlineData(-12, 3, 90)]
    [InlineData(-2, 0.5, 7)]
    [InlineData(-44, 38, 3)]
    [InlineData(-0.001, 0.001, 1000)]
    public void Of_CountsManySizesAsItCountsFew(double low, double high, int bins)
    {
        HistogramAxis axis = new(HistogramScale.Log10, low, high, bins);
        float[] values = [.. Enumerable.Range(0, 100_000).Select(i => BitConverter.UInt32BitsToSingle((uint)i * 2654435761)), 0, -0f, float.NaN, float.PositiveInfinity, 1, 10, 0.1f];

        Histogram whole = Histogram.Of(values, axis);

        Histogram[] parts = [.. values.Chunk(1000).Select(part => Histogram.Of(part, axis))];
        whole.Counts.ShouldBe(Enumerable.Range(0, bins).Select(bin => parts.Sum(part => part.Counts[bin])));
        (whole.Below, whole.Above, whole.Zeros, whole.NotNumbers)
            .ShouldBe((parts.Sum(part => part.Below), parts.Sum(part => part.Above), parts.Sum(part => part.Zeros), parts.Sum(part => part.NotNumbers)));
    }

    [Fact]
    public void Of_CountsManySizesByTheirLogarithms()
    {
        float[] values = [.. Enumerable.Range(1, 5000).Select(i => MathF.ScaleB(1 + i % 128 / 128f, i % 40 - 30))];

        Histogram histogram = Histogram.Of(values, Logarithmic);

        histogram.Counts.ShouldBe(Enumerable.Range(-3, 4).Select(power => values.Count(x => Math.Floor(Math.Log10(x)) == power)));
    }
}
