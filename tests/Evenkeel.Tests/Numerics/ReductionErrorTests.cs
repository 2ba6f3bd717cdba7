using System.Globalization;
using System.Numerics;
using System.Text.RegularExpressions;
using Evenkeel.Numerics;

namespace Evenkeel.Tests.Numerics;

/// <summary>The errors of sums, as docs/kernels.md states them, against sums without rounding.</summary>
[Collection("kernel width")]
public partial class ReductionErrorTests
{
    private const double Centre = 0.3;

    /// <summary>A statement: n terms in so many lanes make n/lanes roundings and some more, each of a unit.</summary>
    private readonly record struct Bound(int Lanes, int More, double Unit)
    {
        public double Of(int count) => (((count + Lanes - 1) / Lanes) + More) * Unit;
    }

    private static readonly string[] Sums = ["sum", "sum of squares", "sum of squared distances", "sum of a column", "dot product in float32", "dot product in double"];

    public static TheoryData<string> Names => [.. Sums, "mean", "second moment", "variance"];

    [Theory]
    [MemberData(nameof(Names))]
    public void Error_IsNoLargerThanStated(string name)
    {
        Bound bound = Stated()[name];
        int[] lengths = [.. Enumerable.Range(1, 70), 257, 1000, 4097];
        foreach (int length in lengths)
        {
            foreach ((double[] x, double[] y) in (ReadOnlySpan<(double[], double[])>)[Usual(length), Wide(length), Cancelling(length), Unlucky(length, bound, name)])
            {
                Error(name, x, y).ShouldBeLessThanOrEqualTo(bound.Of(length), $"{length} values");
            }
        }
    }

    // Each addition in a lane loses all of a term that is just short of half a unit.
    [Theory]
    [MemberData(nameof(Names))]
    public void Statement_IsNotMoreThanTwiceTheErrorOfUnluckyValues(string name)
    {
        Bound bound = Stated()[name];
        int length = 100 * bound.Lanes;
        (double[] x, double[] y) = Unlucky(length, bound, name);

        bound.Of(length).ShouldBeLessThanOrEqualTo(2 * Error(name, x, y));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Denormals_AreNotFlushed(string name)
    {
        double smallest = name == "dot product in double" ? double.Epsilon : float.Epsilon;
        double[] x = [.. Enumerable.Range(1, 77).Select(i => smallest * (i % 5 - 1))], y = [.. x.Select(_ => 1.0)];

        Result(name, x, y).ShouldNotBe(0);
        Error(name, x, y).ShouldBeLessThanOrEqualTo(Stated()[name].Of(x.Length));
    }

    [Theory]
    [InlineData(double.NaN, 1)]
    [InlineData(double.PositiveInfinity, 1)]
    [InlineData(double.NegativeInfinity, -2)]
    [InlineData(double.PositiveInfinity, double.NegativeInfinity)]
    [InlineData(double.PositiveInfinity, double.NaN)]
    public void NotANumberAndInfinity_GiveWhatTheirSumGives(double first, double second)
    {
        foreach (string name in Sums)
        {
            for (int at = 0; at < 40; at++)
            {
                (double[] x, double[] y) = Usual(41);
                (x[at], x[at + 1]) = (first, second);

                double expected = name.Contains("square", StringComparison.Ordinal) ? first * first + second * second
                    : name.Contains("dot", StringComparison.Ordinal) ? first * y[at] + second * y[at + 1] : first + second;
                Result(name, x, y).ShouldBe(expected, $"{name}, at {at}");
            }
        }
    }

    [Theory]
    [InlineData(1)]
    [InlineData(4)]
    [InlineData(8)]
    [InlineData(16)]
    public void SumColumns_LetsNoColumnSeeAnother(int lanes)
    {
        using WidthScope scope = new(lanes);
        float[] special = [float.NaN, float.PositiveInfinity, float.NegativeInfinity, float.MaxValue, float.Epsilon, -0f];
        for (int columns = 1; columns <= 70; columns++)
        {
            float[] rows = new float[3 * columns], sums = new float[columns];
            for (int column = 0; column < columns; column++) rows[columns + column] = special[column % special.Length];

            Reduction.SumColumns(rows, sums, accumulate: false);

            Bits.ShouldBeSame(sums, [.. Enumerable.Range(0, columns).Select(column => special[column % special.Length] + 0f)], $"{columns} columns, {lanes} lanes");
        }
    }

    private static Dictionary<string, Bound> Stated()
    {
        using StreamReader document = new(typeof(ReductionErrorTests).Assembly.GetManifestResourceStream("kernels.md")!);
        return document.ReadToEnd().Split('\n').Select(line => SumRow().Match(line)).Where(match => match.Success).ToDictionary(
            match => match.Groups[1].Value,
            match => new Bound(Number(match, 2), Number(match, 3), match.Groups[4].Value == "⁵³" ? Math.ScaleB(1, -53) : Math.ScaleB(1, -24)));

        static int Number(Match match, int group) => int.Parse(match.Groups[group].Value, CultureInfo.InvariantCulture);
    }

    private static double Result(string name, double[] x, double[] y)
    {
        float[] values = [.. x.Select(number => (float)number)];
        return name switch
        {
            "sum" => Reduction.Sum(values),
            "sum of squares" => Reduction.SumOfSquares(values),
            "sum of squared distances" => Reduction.SumOfSquaredDistances(values, Centre),
            "sum of a column" => OfColumn(values),
            "dot product in float32" => VectorSums.Dot(values, [.. y.Select(number => (float)number)]),
            "dot product in double" => VectorSums.Dot(x, y),
            "mean" => Moments.Of(values).Mean,
            "second moment" => Moments.Of(values).SecondMoment,
            "variance" => Moments.Of(values).Variance,
            _ => throw new NotSupportedException($"The test does not know '{name}'."),
        };
    }

    /// <summary>The second of three columns, added to its first value.</summary>
    private static double OfColumn(float[] values)
    {
        float[] sums = [7, values[0], 7];
        Reduction.SumColumns([.. values.Skip(1).SelectMany(value => (float[])[3, value, 5])], sums, accumulate: true);
        return sums[1];
    }

    /// <summary>As a share of the sum of the terms' magnitudes.</summary>
    private static double Error(string name, double[] x, double[] y)
    {
        double result = Result(name, x, y);
        BigInteger[] values = [.. x.Select(number => ExactReduction.Factor(name == "dot product in double" ? number : (float)number))];
        BigInteger one = ExactReduction.Factor(1), centre = ExactReduction.Factor(Centre);
        int n = x.Length;
        switch (name)
        {
            case "sum" or "sum of a column": return ExactReduction.OfProducts(values.Select(value => (value, one))).ErrorOf(result);
            case "mean": return ExactReduction.OfProducts(values.Select(value => (value, one))).ErrorOf(result, n);
            case "sum of squares": return ExactReduction.OfProducts(values.Select(value => (value, value))).ErrorOf(result);
            case "second moment": return ExactReduction.OfProducts(values.Select(value => (value, value))).ErrorOf(result, n);
            case "sum of squared distances": return ExactReduction.OfProducts(values.Select(value => (value - centre, value - centre))).ErrorOf(result);
            case "variance": return OfVariance(values, result);
            default: return ExactReduction.OfProducts(values.Select((value, i) => (value, ExactReduction.Factor(name == "dot product in double" ? y[i] : (float)y[i])))).ErrorOf(result);
        }
    }

    /// <summary>n² times the variance is nΣx² − (Σx)². What the error of the mean may add, its square, is taken off.</summary>
    private static double OfVariance(BigInteger[] values, double variance)
    {
        int n = values.Length, roundings = (n + 15) / 16 + 4;
        BigInteger sum = values.Aggregate(BigInteger.Zero, (total, value) => total + value);
        BigInteger sizes = values.Aggregate(BigInteger.Zero, (total, value) => total + BigInteger.Abs(value));
        BigInteger expected = n * values.Aggregate(BigInteger.Zero, (total, value) => total + value * value) - sum * sum;
        BigInteger ofMean = sizes * sizes * roundings * roundings >> 106;
        double error = new ExactReduction(expected, expected).ErrorOf(variance, (long)n * n);
        return expected.IsZero ? error : Math.Max(0, error - Math.ScaleB((double)((ofMean << 120) / expected), -120));
    }

    private static (double[] X, double[] Y) Usual(int count) => (Draws(count, 1), Draws(count, 2));

    /// <summary>Of sizes from 2⁻³⁰ to 2³⁰.</summary>
    private static (double[] X, double[] Y) Wide(int count)
    {
        (double[] x, double[] y) = Usual(count);
        for (int i = 0; i < count; i++) (x[i], y[i]) = (Math.ScaleB(x[i], i * 37 % 61 - 30), Math.ScaleB(y[i], i * 23 % 61 - 30));
        return (x, y);
    }

    /// <summary>Each with its opposite some places on, so that a small part is left.</summary>
    private static (double[] X, double[] Y) Cancelling(int count)
    {
        (double[] x, double[] y) = Wide(count);
        for (int i = count / 2; i < count; i++) (x[i], y[i]) = (-x[i - count / 2] + 1e-9 * x[i], y[i - count / 2]);
        return (x, y);
    }

    /// <summary>A large term in each lane, then terms that rounding loses; half of them negative where the mean should be 0.</summary>
    private static (double[] X, double[] Y) Unlucky(int count, Bound bound, string name)
    {
        // In float32, 2²⁶ + 8 is the first that is larger than 2²⁶; the distance of 1 from the centre is 0.7, the square of which is just below a half.
        (double large, double lost) = name switch
        {
            "sum of squared distances" => (67108872, 1),
            "sum of squares" or "second moment" or "variance" => (1, MathF.BitDecrement((float)Math.Sqrt(bound.Unit))),
            _ => (1, bound.Unit),
        };
        double[] x = [.. Enumerable.Range(0, count).Select(i => (i < bound.Lanes ? large : lost) * (name == "variance" && i % 2 == 1 ? -1 : 1))];
        return (x, [.. x.Select(_ => 1.0)]);
    }

    /// <summary>Numbers in ±1 with 53 digits, from the fractions of multiples of the golden section.</summary>
    private static double[] Draws(int count, int salt) =>
        [.. Enumerable.Range(1, count).Select(i => 2 * ((i + salt * 1000) * 0.6180339887498949 % 1) - 1)];

    [GeneratedRegex(@"^\| ([a-z0-9 ]+) \| (\d+) \| (\d+) \| 2⁻(⁵³|²⁴) \| .* \|$")]
    private static partial Regex SumRow();
}
