using BenchmarkDotNet.Attributes;
using Evenkeel.Numerics;

namespace Evenkeel.Benchmarks;

/// <summary>Single products on one thread beside the scalar loop that defines their bits.</summary>
public class ProductBenchmark
{
    private Product product = null!;

    [Params(
        "NN 100x300x784", "TN 784x300x100", "NT 100x300x300", "NN 100x10x300", "TN 300x10x100", "NT 100x300x10",
        "NN 100x6x2", "NN 10x1000x1000", "NT 1x1000x1000", "NN 1000x1x1000", "NN 384x384x384", "NN 768x768x768", "NN 1536x1536x1536")]
    public string Shape { get; set; } = "";

    [GlobalSetup]
    public void Start() => product = Product.Parse(Shape);

    [Benchmark(Baseline = true)]
    public void ScalarLoop() => product.RunScalar();

    [Benchmark]
    public void OneThread() => product.Run(Workers.One);
}
