using BenchmarkDotNet.Attributes;
using BenchmarkDotNet.Configs;
using Evenkeel.Numerics;

namespace Evenkeel.Benchmarks;

/// <summary>Sums, dot products, ranges and column sums, beside scalar loops.</summary>
[GroupBenchmarksBy(BenchmarkLogicalGroupRule.ByCategory)]
[CategoriesColumn]
public class ReductionBenchmark
{
    private const int Rows = 100;

    private float[] values = [];
    private float[] matrix = [];
    private float[] sums = [];

    /// <summary>Values to add up; columns of the matrix of 100 rows.</summary>
    [Params(7, 300, 4097)]
    public int Elements { get; set; }

    [GlobalSetup]
    public void Start() => (values, matrix, sums) = (Sequence.Of(Elements, 1), Sequence.Of(Rows * Elements, 1), new float[Elements]);

    [Benchmark(Baseline = true)]
    [BenchmarkCategory("sum of squares")]
    public double ScalarSumOfSquares()
    {
        double sum = 0;
        foreach (float value in values) sum += (double)value * value;
        return sum;
    }

    [Benchmark]
    [BenchmarkCategory("sum of squares")]
    public double SumOfSquares() => Reduction.SumOfSquares(values);

    [Benchmark(Baseline = true)]
    [BenchmarkCategory("dot product")]
    public float ScalarDot()
    {
        float sum = 0;
        for (int i = 0; i < values.Length; i++) sum += values[i] * matrix[i];
        return sum;
    }

    [Benchmark]
    [BenchmarkCategory("dot product")]
    public float Dot() => VectorSums.Dot(values, matrix.AsSpan(0, values.Length));

    [Benchmark(Baseline = true)]
    [BenchmarkCategory("range")]
    public float ScalarRange()
    {
        (float low, float high) = (values[0], values[0]);
        foreach (float value in values) (low, high) = (MathF.Min(low, value), MathF.Max(high, value));
        return high - low;
    }

    [Benchmark]
    [BenchmarkCategory("range")]
    public float Range()
    {
        (float low, float high) = Reduction.Range(values);
        return high - low;
    }

    [Benchmark(Baseline = true)]
    [BenchmarkCategory("column sums")]
    public void ScalarColumnSums()
    {
        sums.AsSpan().Clear();
        for (int row = 0; row < Rows; row++)
        {
            for (int i = 0; i < sums.Length; i++) sums[i] += matrix[(row * sums.Length) + i];
        }
    }

    [Benchmark]
    [BenchmarkCategory("column sums")]
    public void ColumnSums() => Reduction.SumColumns(matrix, sums, accumulate: false);
}
