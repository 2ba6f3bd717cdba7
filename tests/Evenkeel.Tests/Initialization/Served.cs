using Evenkeel.Initialization;
using Evenkeel.Shapes;

namespace Evenkeel.Tests.Initialization;

/// <summary>What the tests of the catalogue walk: every scheme, and shapes of every kind.</summary>
internal static class Served
{
    public static readonly WeightShape[] Shapes =
    [
        WeightShape.Dense(784, 300), WeightShape.Dense(300, 10), WeightShape.Dense(64, 256), WeightShape.Dense(501, 97), WeightShape.Dense(96, 96),
        WeightShape.Dense(3, 2048), WeightShape.Dense(120, 80, WeightLayout.InOut),
        WeightShape.Convolution(3, 64, [7, 7]), WeightShape.Convolution(32, 48, [3, 3]), WeightShape.Convolution(64, 64, [5], groups: 4), WeightShape.Convolution(16, 24, [3, 3, 3]),
        WeightShape.Convolution(32, 48, [3, 3], layout: WeightLayout.InOut), WeightShape.Depthwise(256, [5, 5]),
        WeightShape.TransposedConvolution(48, 32, [4, 4]), WeightShape.TransposedConvolution(24, 24, [6, 6], groups: 24),
        WeightShape.Embedding(500, 64), WeightShape.Packed(64, 64, 3), WeightShape.Packed(64, 64, 4), WeightShape.Packed(64, 64, 2), WeightShape.Packed(96, 96, 2), WeightShape.Vector(4000), WeightShape.Vector(256),
    ];

    /// <summary>Every entry in its shortest form, and again with arguments and factors.</summary>
    public static readonly string[] Schemes =
    [
        .. Initializers.All.Select(entry => entry.Example),
        "constant(-1.5)", "uniform(0.3)", "normal(0.01)", "normal(standardDeviation=0.5, mean=2)", "orthogonal(1.5)", "orthogonal(keep=variance)", "xavier*0.01", "he-uniform*100", "orthogonal*0.25",
        "he-normal(0.2)", "he-uniform(slope=0.1, mode=fan-out)", "he-normal(mode=geometric)", "variance-scaling(scale=2, mode=fan-out, distribution=truncated-normal)",
        "variance-scaling(scale=3, mode=geometric, distribution=uniform)", "truncated-normal(standardDeviation=0.02, cut=1)", "truncated-normal-uncorrected(standardDeviation=0.02, cut=3)",
        "truncated-normal-absolute(low=0.5, high=Infinity)", "truncated-normal-absolute(standardDeviation=2, low=-1, high=3, mean=1)",
        "truncated-normal-absolute-corrected(standardDeviation=0.5, low=-1, high=1)", "dirac(2)", "identity(-0.5)", "sparse(zeros=0.25, standardDeviation=1)", "sparse-incoming(4)", "siren(1)",
        "gpt2(role=residual)", "gpt2(layers=48, role=residual)", "t-fixup(layers=6, part=decoder)", "t-fixup(layers=6, role=value)", "t-fixup(layers=6, role=embedding)", "t-fixup(layers=6, role=query)",
        "deepnorm(layers=12, role=query)", "deepnorm(layers=18, part=encoder, others=6)", "deepnorm(layers=18, part=decoder)", "fixup(branches=16, layers=3)", "fixup(branches=16, mode=fan-out)",
        "fixup(branches=16, place=last)", "mup(base=256, role=output)", "mup(base=256, role=input)", "weight-standardized(1.7128586)", "bilinear(all)", "lstm-forget-bias(value=2, gate=1)",
        "activation-gain('x*sigmoid(1.702*x)')", "activation-gain(activation=tanh, keep=gradient, mode=average, distribution=uniform)", "delta-orthogonal(2)", "scaled-uniform-orthogonal(0.5)", "mean-field(w2=1.7, b2=0.05)", "mean-field(w2=4, b2=0.5, family=orthogonal)", "weight-standardized*4", "nguyen-widrow*0.25",
    ];

    /// <summary>The shapes that a scheme serves.</summary>
    public static WeightShape[] By(IInitializer initializer) => [.. Shapes.Where(shape => initializer.Refusal(shape) is null)];

    public static float[] Draw(IInitializer initializer, WeightShape shape, long seed) => initializer.Draw(shape, seed);
}
