using System.Collections.Immutable;
using System.Globalization;
using Evenkeel.Experiments.Studies;
using Evenkeel.Functions;
using Evenkeel.Literature.Measures;
using Evenkeel.MeanField;
using Evenkeel.Numerics;
using Evenkeel.Report.Pictures;

namespace Evenkeel.Literature.Papers;

/// <summary>Delta-orthogonal kernels: convolutions that stretch nothing, however many follow each other.</summary>
internal sealed class DeltaOrth2018 : Reproduction
{
    private const double BiasVariance = 2e-5;
    private const int Side = 7;
    private const int Channels = 8;
    private const int Taps = 3;
    private const int Kernels = 5;
    private const double Growth = 1.049912;

    private static readonly int[] Depths = [1, 2, 4, 8, 16, 32, 64, 100];

    private static readonly Criterion Isometry = Criterion.Number("On a 7×7 image of 8 channels whose ends meet, every singular value of a delta-orthogonal 3×3 layer with σw² = 1.049912 is √σw² within 1e-6 of it, whichever of 5 kernels.");
    private static readonly Criterion Stack = Criterion.Number("Those of a stack of 100 such layers are σw^100 within 1e-4 of it.");
    private static readonly Criterion Blocks = Criterion.Number("The singular values found frequency by frequency are those of the layer's whole matrix of 392 rows, within 1e-9 of the largest, for a Gaussian kernel.");
    private static readonly Criterion Spread = Criterion.Order("A Gaussian kernel of the same variance stretches by very different factors: one layer's largest singular value is above 5 times the smallest, after 32 layers the largest is above 100 times the median, and the ratio of largest to median grows at each of 2, 4, 8, 16, 32 and 64 layers.");
    private static readonly Criterion Critical = Criterion.Number("With σb² = 2e-5, tanh is critical at σw² = 1.049912 with q* = 0.025874, as independently computed, within 1e-6 and 1e-6.");
    private static readonly Criterion Gradients = Criterion.Order("In dense tanh networks of 100 layers, mean (∂C/∂z)² of the first layer over that of the last stays within 0.1 … 10 at that point, and falls below 1e-3 at σw² = 0.9.");

    public override string Name => "deltaorth2018";

    public override Paper Paper { get; } = new("Xiao and others", 2018, "Dynamical Isometry and a Mean Field Theory of CNNs: How to Train 10,000-Layer Vanilla Convolutional Neural Networks", "https://arxiv.org/abs/1806.05393");

    public override string Claim => "A convolution that starts as an orthogonal map of channels at its centre stretches every signal by one factor, as a linear map, at any depth, where the stretches of Gaussian kernels of the same variance spread with depth; and at criticality tanh networks pass gradients.";

    public override ImmutableArray<Criterion> Criteria { get; } = [Isometry, Stack, Blocks, Spread, Critical, Gradients];

    public override ImmutableArray<string> Differences(RunSize size) =>
    [
        "Nothing is trained, least of all 10,000 layers: layers are judged as the linear maps that they are at birth, without activations.",
        "That networks of thousands of convolutions train, which the paper's title has, is not tried.",
        "The paper gives no number for what is measured here.",
        "The first dense layer scales inputs to q*, since gradients are kept there and lost on the way to it.",
        "Criticality is read in dense networks: at a covariance that is the same for all pixels, the theory of the paper's convolutions is that of dense layers.",
    ];

    public override Outcome Judge(Evidence evidence)
    {
        Seed seed = evidence.Seed;
        string delta = string.Create(CultureInfo.InvariantCulture, $"delta-orthogonal({Math.Sqrt(Growth):R})"), normal = string.Create(CultureInfo.InvariantCulture, $"variance-scaling({Growth:R})");
        double one = Enumerable.Range(0, Kernels).Max(kernel => Off(Stretches(delta, 1, seed.For("delta").For(kernel), evidence), Math.Sqrt(Growth)));
        double[] stack = Stretches(delta, Depths[^1], seed.For("delta"), evidence);
        double all = Off(stack, Elementary.Power(Math.Sqrt(Growth), Depths[^1]));
        CircularConvolution first = new(normal, Side, Channels, Taps, 1, seed.For("normal"));
        double[] blocks = first.Values(evidence), whole = first.FirstLayerValues(evidence.Workers);
        double between = blocks.Zip(whole, (left, right) => Math.Abs(left - right)).Max() / whole[0];
        double[][] gaussian = [.. Depths.Select(depth => Stretches(normal, depth, seed.For("normal"), evidence))];

        // After 100 layers the median is below what rounding makes of the largest.
        double[] ratios = [.. gaussian.SkipLast(1).Select(values => values[0] / values[values.Length / 2])];
        CriticalPoint point = new CriticalLine(Activations.Tanh).ForBias(BiasVariance).First(candidate => candidate.Q > 1e-4);
        Arm[] arms = [.. evidence.Runs.GroupBy(run => run.Spec.Scheme).Select(runs => new Arm([.. runs]))];
        return new()
        {
            Judgements =
            [
                Isometry.Judge(one <= 1e-6, Texts.Invariant($"off by {one:0.0e+0} at most")),
                Stack.Judge(all <= 1e-4, Texts.Invariant($"off by {all:0.0e+0} at most")),
                Blocks.Judge(between <= 1e-9, Texts.Invariant($"off by {between:0.0e+0} at most")),
                Spread.Judge(whole[0] > 5 * whole[^1] && ratios[5] > 100 && ratios.Zip(ratios.Skip(1)).All(pair => pair.First < pair.Second), Texts.Invariant($"one layer {whole[^1]:0.000} … {whole[0]:0.000}; largest over median {string.Join(", ", ratios.Select(Texts.Number))}")),
                Critical.Judge(Math.Abs(point.SigmaW2 - Growth) <= 1e-6 && Math.Abs(point.Q - 0.025874) <= 1e-6, Texts.Invariant($"σw² {point.SigmaW2:0.0000000}, q* {point.Q:0.0000000}")),
                Gradients.Judge(arms.Count(arm => arm.IsCritical) == 2 && arms.Where(arm => arm.IsCritical).All(arm => arm.Through.Mean is > 0.1 and < 10) && arms.Single(arm => !arm.IsCritical).Through.Mean < 1e-3, string.Join(", ", arms.Select(arm => $"{arm.Name}: {Texts.Number(arm.Through.Mean)}"))),
            ],
            Findings =
            [
                new("delta-orthogonal, 100 layers: largest over smallest singular value", Texts.Invariant($"{stack[0] / stack[^1]:0.000000}")),
                new("Gaussian, one layer: largest over smallest singular value", Texts.Number(whole[0] / whole[^1])),
                new("Gaussian, 32 layers: largest over median singular value", Texts.Number(ratios[5])),
                new("tanh, σb² = 2e-5: critical σw², q*", Texts.Invariant($"{point.SigmaW2:0.000000}, {point.Q:0.000000}")),
                .. arms.Select(arm => new Finding($"{arm.Name}: gradient of layer 1 over that of layer 100", Texts.Number(arm.Through.Mean)) { Interval = Texts.Interval(arm.Through) }),
            ],
            Pictures = [Spectra(stack, gaussian), Gradient(arms)],
        };
    }

    private static double[] Stretches(string scheme, int depth, Seed seed, Evidence evidence) => new CircularConvolution(scheme, Side, Channels, Taps, depth, seed).Values(evidence);

    private static double Off(double[] values, double expected) => values.Max(value => Math.Abs(value / expected - 1));

    private static LinePicture Spectra(double[] delta, double[][] gaussian)
    {
        ImmutableArray<double> depths = [.. Depths.Select(depth => (double)depth)];

        // What is smaller than rounding makes of the largest is not known.
        PictureLine At(string name, double share) => new(name, depths, [.. gaussian.Zip(Depths, (values, depth) =>
            values[(int)(share * (values.Length - 1))] is var value && value > 1e-12 * values[0] ? value / Elementary.Power(Math.Sqrt(Growth), depth) : double.NaN)]);
        return new()
        {
            Name = "stretch-by-depth",
            Title = "How stacks of convolutions stretch",
            Summary = "Delta-orthogonal layers stretch every direction by one factor at any depth. Gaussian ones stretch a few directions far and lose all others.",
            X = new("layers", IsLog: true),
            Y = new("singular value over σw^depth", IsLog: true),
            Lines =
            [
                new("delta-orthogonal, all", [1, Depths[^1]], [1, delta[0] / Elementary.Power(Math.Sqrt(Growth), Depths[^1])]),
                At("Gaussian, largest", 0), At("Gaussian, upper quarter", 0.25), At("Gaussian, median", 0.5), At("Gaussian, lower quarter", 0.75),
            ],
        };
    }

    private static LinePicture Gradient(Arm[] arms) => new()
    {
        Name = "gradient-by-layer",
        Title = "Gradients on their way back through 100 dense tanh layers",
        Summary = "At the critical point they come through; at σw² = 0.9 a factor is lost in every layer.",
        X = new("layer"),
        Y = new("mean (∂C/∂z)² over that of the last layer", IsLog: true),
        Lines = [.. arms.Select(arm => new PictureLine(arm.Name, Texts.Layers(arm.Back.Length), [.. arm.Back]))],
    };

    /// <summary>The networks of one start.</summary>
    private sealed class Arm
    {
        public Arm(Run[] runs)
        {
            double sigmaW2 = MeanFieldScheme.Of(runs[0].Spec.Scheme).SigmaW2;
            IsCritical = sigmaW2 == Growth;
            Name = Texts.Invariant($"σw² {sigmaW2}, {(MeanFieldScheme.IsOrthogonal(runs[0].Spec.Scheme) ? "orthogonal" : "Gaussian")}");
            Through = Texts.Summary(runs, run => AtStart.GradientShare(run, 0));
            Back = [.. Enumerable.Range(0, runs[0].Result.Readings[0].Layers.Length).Select(l => Texts.Summary(runs, run => AtStart.GradientShare(run, l)).Mean)];
        }

        public string Name { get; }

        public bool IsCritical { get; }

        /// <summary>What is left of the last layer's gradient in the first.</summary>
        public CellSummary Through { get; }

        /// <summary>The same, layer by layer.</summary>
        public double[] Back { get; }
    }
}
