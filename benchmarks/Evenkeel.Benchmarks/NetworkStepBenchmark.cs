using BenchmarkDotNet.Attributes;
using Evenkeel.Numerics;

namespace Evenkeel.Benchmarks;

/// <summary>Whole training steps of the five networks on one and two threads, beside the same kernels one number at a time.</summary>
[System.Diagnostics.CodeAnalysis.SuppressMessage("Design", "CA1001", Justification = "The harness calls the cleanup.")]
[MemoryDiagnoser]
public class NetworkStepBenchmark
{
    private Workers workers = Workers.One;
    private IEnumerator<Training.TrainingStep> steps = null!;

    public static IEnumerable<string> Names => Workload.All.Select(load => load.Name);

    [ParamsSource(nameof(Names))]
    public string Network { get; set; } = "";

    [Params("sgd", "adam")]
    public string Optimizer { get; set; } = "";

    [GlobalSetup(Target = nameof(ScalarLanes))]
    public void StartScalar() => Start(threads: 1, lanes: 1);

    [GlobalSetup(Target = nameof(OneThread))]
    public void StartOne() => Start(threads: 1, KernelWidth.Widest);

    [GlobalSetup(Target = nameof(TwoThreads))]
    public void StartTwo() => Start(threads: 2, KernelWidth.Widest);

    [GlobalCleanup]
    public void End() => workers.Dispose();

    [Benchmark(Baseline = true)]
    public bool ScalarLanes() => steps.MoveNext();

    [Benchmark]
    public bool OneThread() => steps.MoveNext();

    [Benchmark]
    public bool TwoThreads() => steps.MoveNext();

    private void Start(int threads, int lanes)
    {
        KernelWidth.Lanes = lanes;
        workers = new(threads);
        steps = Workload.All.Single(load => load.Name == Network).Train(Optimizer, workers);
    }
}
