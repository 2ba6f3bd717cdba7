using BenchmarkDotNet.Attributes;
using BenchmarkDotNet.Configs;
using Evenkeel.Numerics;

namespace Evenkeel.Benchmarks;

/// <summary>Softmax and the losses with their gradients, beside scalar loops over the platform's functions.</summary>
[GroupBenchmarksBy(BenchmarkLogicalGroupRule.ByCategory)]
[CategoriesColumn]
public class LossBenchmark
{
    private float[] logits = [];
    private float[] labels = [];
    private float[] targets = [];
    private float[] losses = [];
    private float[] results = [];

    /// <summary>Rows and classes.</summary>
    [Params("3x2", "100x10", "257x1001")]
    public string Shape { get; set; } = "";

    private int Classes => logits.Length / labels.Length;

    [GlobalSetup]
    public void Start()
    {
        int[] sizes = [.. Shape.Split('x').Select(int.Parse)];
        (logits, results) = (Sequence.Of(sizes[0] * sizes[1], 8), new float[sizes[0] * sizes[1]]);
        (labels, losses) = (new float[sizes[0]], new float[sizes[0]]);
        for (int row = 0; row < labels.Length; row++) labels[row] = row % sizes[1];
        targets = [.. logits.Select(logit => logit > 0 ? 1f : 0f)];
    }

    [Benchmark(Baseline = true)]
    [BenchmarkCategory("softmax")]
    public void ScalarSoftmax()
    {
        for (int start = 0; start < logits.Length; start += Classes) ScalarRow(start);
    }

    [Benchmark]
    [BenchmarkCategory("softmax")]
    public void SoftmaxOfRows() => Softmax.Apply(logits, results, Classes);

    [Benchmark(Baseline = true)]
    [BenchmarkCategory("cross-entropy")]
    public void ScalarCrossEntropy()
    {
        for (int row = 0; row < labels.Length; row++)
        {
            ScalarRow(row * Classes);
            losses[row] = -MathF.Log(results[(row * Classes) + (int)labels[row]]);
        }
    }

    [Benchmark]
    [BenchmarkCategory("cross-entropy")]
    public void CrossEntropy() => Softmax.CrossEntropy(logits, labels, losses, Classes);

    [Benchmark(Baseline = true)]
    [BenchmarkCategory("cross-entropy gradient")]
    public void ScalarCrossEntropyGradient()
    {
        for (int row = 0; row < labels.Length; row++)
        {
            ScalarRow(row * Classes);
            results[(row * Classes) + (int)labels[row]] -= 1;
        }
    }

    [Benchmark]
    [BenchmarkCategory("cross-entropy gradient")]
    public void CrossEntropyGradient() => Softmax.CrossEntropyGradient(logits, labels, results, Classes);

    [Benchmark(Baseline = true)]
    [BenchmarkCategory("sigmoid cross-entropy")]
    public void ScalarSigmoidCrossEntropy()
    {
        for (int i = 0; i < logits.Length; i++) results[i] = MathF.Max(logits[i], 0) - (logits[i] * targets[i]) + MathF.Log(1 + MathF.Exp(-MathF.Abs(logits[i])));
    }

    [Benchmark]
    [BenchmarkCategory("sigmoid cross-entropy")]
    public void SigmoidCrossEntropy() => BinaryCrossEntropy.Apply(logits, targets, results);

    private void ScalarRow(int start)
    {
        float largest = logits[start], sum = 0;
        for (int i = 1; i < Classes; i++) largest = MathF.Max(largest, logits[start + i]);
        for (int i = 0; i < Classes; i++) sum += results[start + i] = MathF.Exp(logits[start + i] - largest);
        for (int i = 0; i < Classes; i++) results[start + i] /= sum;
    }
}
