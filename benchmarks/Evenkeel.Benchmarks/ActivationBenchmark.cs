using BenchmarkDotNet.Attributes;
using BenchmarkDotNet.Configs;
using Evenkeel.Functions;

namespace Evenkeel.Benchmarks;

/// <summary>Each activation's value and the gradient through it, beside a loop over its definition in double precision.</summary>
[GroupBenchmarksBy(BenchmarkLogicalGroupRule.ByCategory)]
[CategoriesColumn]
public class ActivationBenchmark
{
    private Activation activation = null!;
    private float[] z = [];
    private float[] a = [];
    private float[] da = [];
    private float[] dz = [];

    public static IEnumerable<string> Names => Activations.All.Select(activation => activation.Name);

    [ParamsSource(nameof(Names))]
    public string Name { get; set; } = "";

    [Params(7, 1000, 65537)]
    public int Elements { get; set; }

    [GlobalSetup]
    public void Start()
    {
        activation = Activations.Parse(Name);
        (z, da, a, dz) = (Sequence.Of(Elements, 4), Sequence.Of(Elements, 1), new float[Elements], new float[Elements]);
        activation.Apply(z, a);
    }

    [Benchmark(Baseline = true)]
    [BenchmarkCategory("value")]
    public void ScalarValue()
    {
        for (int i = 0; i < z.Length; i++) a[i] = (float)activation.Value(z[i]);
    }

    [Benchmark]
    [BenchmarkCategory("value")]
    public void Value() => activation.Apply(z, a);

    [Benchmark(Baseline = true)]
    [BenchmarkCategory("slope")]
    public void ScalarSlope()
    {
        for (int i = 0; i < z.Length; i++) dz[i] = da[i] * (float)activation.Slope(z[i]);
    }

    [Benchmark]
    [BenchmarkCategory("slope")]
    public void Slope() => activation.Backpropagate(z, a, da, dz, accumulate: false);
}
