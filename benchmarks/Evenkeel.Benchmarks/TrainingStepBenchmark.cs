using BenchmarkDotNet.Attributes;
using Evenkeel.Numerics;

namespace Evenkeel.Benchmarks;

/// <summary>All products of one training step of 784-300-300-300-300-10 at batch 100.</summary>
[System.Diagnostics.CodeAnalysis.SuppressMessage("Design", "CA1001", Justification = "The harness calls the cleanup.")]
public class TrainingStepBenchmark
{
    private readonly TrainingStep step = new(100, 784, 300, 300, 300, 300, 10);
    private Workers workers = Workers.One;

    [Params(1, 2)]
    public int Threads { get; set; }

    [GlobalSetup]
    public void Start() => workers = new(Threads);

    [GlobalCleanup]
    public void End() => workers.Dispose();

    [Benchmark(Baseline = true)]
    public void ScalarLoops() => step.RunScalar();

    [Benchmark]
    public void Products() => step.Run(workers);
}
