using BenchmarkDotNet.Attributes;
using BenchmarkDotNet.Configs;
using Evenkeel.Training;

namespace Evenkeel.Benchmarks;

/// <summary>The optimizers' updates of one parameter, beside scalar loops.</summary>
[GroupBenchmarksBy(BenchmarkLogicalGroupRule.ByCategory)]
[CategoriesColumn]
public class UpdateBenchmark
{
    private readonly SgdRule sgd = new(1e-6, 0);
    private readonly MomentumRule nesterov = new(1e-6, 0, 0.9, nesterov: true);
    private readonly RmsPropRule rmsProp = new(1e-6, 0);
    private readonly AdamRule adam = new(1000, 1e-6, 0, decoupled: false);
    private float[] weights = [];
    private float[] gradients = [];
    private float[] first = [];
    private float[] second = [];

    [Params(7, 1000, 235201)]
    public int Weights { get; set; }

    [GlobalSetup]
    public void Start() => (weights, gradients, first, second) = (Sequence.Of(Weights, 1), Sequence.Of(Weights, 1), new float[Weights], new float[Weights]);

    [Benchmark(Baseline = true)]
    [BenchmarkCategory("sgd")]
    public void ScalarSgd()
    {
        for (int i = 0; i < weights.Length; i++) weights[i] -= 1e-6f * gradients[i];
    }

    [Benchmark]
    [BenchmarkCategory("sgd")]
    public void Sgd() => UpdateLoop.Run(sgd, weights, gradients, default, default);

    [Benchmark(Baseline = true)]
    [BenchmarkCategory("nesterov")]
    public void ScalarNesterov()
    {
        for (int i = 0; i < weights.Length; i++)
        {
            first[i] = 0.9f * first[i] + gradients[i];
            weights[i] -= 1e-6f * (gradients[i] + 0.9f * first[i]);
        }
    }

    [Benchmark]
    [BenchmarkCategory("nesterov")]
    public void Nesterov() => UpdateLoop.Run(nesterov, weights, gradients, first, default);

    [Benchmark(Baseline = true)]
    [BenchmarkCategory("rmsprop")]
    public void ScalarRmsProp()
    {
        for (int i = 0; i < weights.Length; i++)
        {
            second[i] = 0.99f * second[i] + 0.01f * gradients[i] * gradients[i];
            weights[i] -= 1e-6f * gradients[i] / (MathF.Sqrt(second[i]) + 1e-8f);
        }
    }

    [Benchmark]
    [BenchmarkCategory("rmsprop")]
    public void RmsProp() => UpdateLoop.Run(rmsProp, weights, gradients, second, default);

    [Benchmark(Baseline = true)]
    [BenchmarkCategory("adam")]
    public void ScalarAdam()
    {
        for (int i = 0; i < weights.Length; i++)
        {
            first[i] = 0.9f * first[i] + 0.1f * gradients[i];
            second[i] = 0.999f * second[i] + 0.001f * gradients[i] * gradients[i];
            weights[i] -= 1e-6f * first[i] / (MathF.Sqrt(second[i]) + 1e-8f);
        }
    }

    [Benchmark]
    [BenchmarkCategory("adam")]
    public void Adam() => UpdateLoop.Run(adam, weights, gradients, first, second);
}
