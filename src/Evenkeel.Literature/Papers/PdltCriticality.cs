using System.Collections.Immutable;
using Evenkeel.Experiments.Studies;
using Evenkeel.Functions;
using Evenkeel.Literature.Measures;
using Evenkeel.MeanField;
using Evenkeel.Numerics;
using Evenkeel.Report.Pictures;

namespace Evenkeel.Literature.Papers;

/// <summary>Criticality by activation: where it is, whether it holds, and how networks fluctuate about it.</summary>
internal sealed class PdltCriticality : Reproduction
{
    private const double Usual = 0.05;

    private static readonly Known[] HalfStable = [new("gelu", 1.983058, 0.172922, 3.561553), new("silu", 1.988005, 0.555143, 14.320174), new("mish", 2.013524, 0.094522, 1.670169)];
    private static readonly string[] AtUsual = ["gelu", "silu", "mish", "tanh", "erf", "sin"];
    private static readonly int[] TanhLayers = [20, 40];

    private static readonly Criterion Points = Criterion.Number("The half-stable critical points of GELU, SiLU and Mish are the independently computed (σw², σb², q*) within 1e-6 of each number, and χ_q there is 1 within 1e-6.");
    private static readonly Criterion Sides = Criterion.Order("They hold on one side only: the map moves a q one percent below and one percent above each point the same way, so that one comes back and the other leaves, and by less than 1e-4 of q a layer.");
    private static readonly Criterion Unstable = Criterion.Order("With σb² = 0.05 the critical points of GELU, SiLU and Mish repel, χ_q > 1, and those of tanh, erf and sin attract.");
    private static readonly Criterion Slopes = Criterion.Number("In measured networks, the kernel's relative variance over networks grows as 5(l − 1)/n for ReLU and as 2(l − 1)/n for linear layers: n·ln(1 + V)/(l − 1) in the last layer is 5 and 2 within 15 %.");
    private static readonly Criterion Larger = Criterion.Order("In every layer from the second on, ReLU's kernel fluctuates more than that of linear layers.");
    private static readonly Criterion Decay = Criterion.Number("The kernel of tanh at (σw², σb²) = (1, 0) falls as 1/(2l): the map's 1/q grows by 2 a layer within 3 % between layers 20 and 40, and in networks of width 128 the inverse of the mean q grows by the independently measured 90 − 44.3 = 45.7 in between within 15 %.");

    public override string Name => "pdlt-criticality";

    public override Paper Paper { get; } = new("Roberts, Yaida and Hanin", 2022, "The Principles of Deep Learning Theory", "https://arxiv.org/abs/2106.10165");

    public override string Claim => "Each activation has a critical start of its own: ReLU at every kernel, tanh at the kernel 0 that it reaches as 1/(2l), GELU and SiLU at one half-stable kernel only; networks fluctuate about it in proportion to depth over width.";

    public override ImmutableArray<Criterion> Criteria { get; } = [Points, Sides, Unstable, Slopes, Larger, Decay];

    public override ImmutableArray<string> Differences(RunSize size) =>
    [
        "A book's theory, which gives no table of numbers to be met: its formulas stand beside ours as theory, and numbers are judged by independent computations.",
        "One sample, the same for all networks. The kernel of a layer is the mean square of the activations before it times σw²; the slopes are read from ln(1 + V), which is linear in depth at every width, where V itself bends upwards.",
        "1/q of tanh is compared over 20 layers, since its size at one layer keeps the memory of the input's, and the independent measurement does not say that one.",
    ];

    public override Outcome Judge(Evidence evidence)
    {
        CriticalPoint[] points = [.. HalfStable.Select(known => new CriticalLine(Activations.Parse(known.Activation)).HalfStable().FirstOrDefault() ?? throw new InvalidOperationException($"No half-stable point of {known.Activation} was found."))];
        double off = HalfStable.Zip(points, (known, point) => Math.Max(Math.Max(Math.Abs(point.SigmaW2 - known.SigmaW2), Math.Abs(point.SigmaB2!.Value - known.SigmaB2)), Math.Abs(point.Q - known.Q))).Max();
        double slope = points.Max(point => Math.Abs(point.ChiQ - 1));
        (string Text, bool OneSided)[] sides = [.. HalfStable.Zip(points, SidesOf)];
        (string Activation, double ChiQ)[] usual = [.. AtUsual.Select(name => (name, new CriticalLine(Activations.Parse(name)).ForBias(Usual)[0].ChiQ))];
        Kernels relu = Kernels.Of(evidence, "relu", 2), linear = Kernels.Of(evidence, "linear", 1);
        (double reluSlope, double linearSlope) = (relu.Slope(relu.Variances.Length - 1), linear.Slope(linear.Variances.Length - 1));
        bool isLarger = Enumerable.Range(1, relu.Variances.Length - 1).All(l => relu.Variances[l] > linear.Variances[l]);
        Run[] tanh = Runs(evidence, "tanh");
        (double perLayer, double[] predicted) = TanhMap(tanh);
        (int Layer, Sample Q)[] measured = [.. TanhLayers.Select(layer => (layer, Sample.Of(tanh.Select(run => AtStart.Layer(run, layer - 1).Q))))];
        double grown = 1 / measured[1].Q.Mean - 1 / measured[0].Q.Mean;
        return new()
        {
            Judgements =
            [
                Points.Judge(off <= 1e-6 && slope <= 1e-6, Texts.Invariant($"off by {off:0.0e+0} at most, χ_q by {slope:0.0e+0}")),
                Sides.Judge(sides.All(side => side.OneSided), string.Join(", ", sides.Select(side => side.Text))),
                Unstable.Judge(usual.Take(3).All(point => point.ChiQ > 1) && usual.Skip(3).All(point => point.ChiQ < 1), string.Join(", ", usual.Select(point => Texts.Invariant($"{point.Activation} {point.ChiQ:0.000}")))),
                Slopes.Judge(Math.Abs(reluSlope / 5 - 1) <= 0.15 && Math.Abs(linearSlope / 2 - 1) <= 0.15, Texts.Invariant($"ReLU {reluSlope:0.00}, linear {linearSlope:0.00}, {relu.Networks} networks each")),
                Larger.Judge(isLarger, Texts.Invariant($"in layer {relu.Variances.Length}: {relu.Variances[^1]:0.000} and {linear.Variances[^1]:0.000}")),
                Decay.Judge(Math.Abs(perLayer / 2 - 1) <= 0.03 && Math.Abs(grown / 45.7 - 1) <= 0.15, Texts.Invariant($"the map's 1/q grows by {perLayer:0.000} a layer; the networks' by {grown:0.0} in 20")),
            ],
            Findings =
            [
                .. HalfStable.Zip(points, (known, point) => new Finding($"{known.Activation}: half-stable (σw², σb², q*)", Texts.Invariant($"{point.SigmaW2:0.000000}, {point.SigmaB2:0.000000}, {point.Q:0.000000}")) { Theory = Texts.Invariant($"{known.SigmaW2:0.000000}, {known.SigmaB2:0.000000}, {known.Q:0.000000}, independently computed") }),
                relu.Finding("ReLU", 5),
                linear.Finding("linear", 2),
                .. measured.Select(at => new Finding(Texts.Invariant($"tanh, width 128: 1/q in layer {at.Layer}"), Texts.Invariant($"{1 / at.Q.Mean:0.0}")) { Interval = Texts.Invariant($"{1 / (at.Q.Mean + 2 * at.Q.MeanError):0.0} … {1 / (at.Q.Mean - 2 * at.Q.MeanError):0.0}, {at.Q.Count} networks") }),
            ],
            Pictures = [Fluctuations(relu, linear), TanhDecay(tanh, predicted)],
        };
    }

    private static Run[] Runs(Evidence evidence, string activation) => [.. evidence.Runs.Where(run => run.Spec.Network.Activation == activation)];

    private static (string Text, bool OneSided) SidesOf(Known known, CriticalPoint point)
    {
        SignalMap map = new(Activations.Parse(known.Activation), point.SigmaW2, point.SigmaB2!.Value);
        double Move(double q) => map.Next(q) / q - 1;
        (double below, double above) = (Move(0.99 * point.Q), Move(1.01 * point.Q));
        return (Texts.Invariant($"{known.Activation} by {below:0.0e+0} and {above:0.0e+0}"), Math.Sign(below) == Math.Sign(above) && Math.Max(Math.Abs(below), Math.Abs(above)) < 1e-4);
    }

    /// <summary>How much the map's 1/q grows a layer between 20 and 40, and its q from the networks' mean q of the first layer on.</summary>
    private static (double PerLayer, double[] Q) TanhMap(Run[] tanh)
    {
        SignalMap map = new(Activations.Tanh, 1, 0);
        double[] q = new double[tanh[0].Result.Readings[0].Layers.Length];
        q[0] = Sample.Of(tanh.Select(run => run.Result.Readings[0].Layers[0].Q)).Mean;
        for (int l = 1; l < q.Length; l++) q[l] = map.Next(q[l - 1]);
        return ((1 / q[39] - 1 / q[19]) / 20, q);
    }

    private static LinePicture Fluctuations(Kernels relu, Kernels linear)
    {
        ImmutableArray<double> layers = Texts.Layers(relu.Variances.Length);
        return new()
        {
            Name = "kernel-fluctuations",
            Title = "How much the kernel differs from network to network",
            Summary = "The relative variance grows with depth over width, two and a half times as fast with ReLU as without.",
            X = new("layer"),
            Y = new("relative variance of the kernel"),
            Lines = [relu.Line("ReLU"), linear.Line("linear"), Theory("5(l − 1)/n", 5), Theory("2(l − 1)/n", 2)],
        };

        PictureLine Theory(string name, double slope) => new(name, layers, [.. layers.Select(layer => slope * (layer - 1) / relu.Width)]) { Style = LineStyle.Theory };
    }

    private static LinePicture TanhDecay(Run[] tanh, double[] predicted)
    {
        ImmutableArray<double> layers = Texts.Layers(predicted.Length);
        Sample[] samples = [.. Enumerable.Range(0, predicted.Length).Select(l => Sample.Of(tanh.Select(run => AtStart.Layer(run, l).Q)))];
        return new()
        {
            Name = "tanh-kernel",
            Title = "tanh at (1, 0): the kernel goes to 0 as 1/(2l)",
            Summary = "No scale is kept, but the signal fades as a power of depth rather than exponentially; fluctuations of narrow networks make it fade a little faster.",
            X = new("layer", IsLog: true),
            Y = new("q", IsLog: true),
            Lines =
            [
                new("width 128", layers, [.. samples.Select(sample => sample.Mean)]) { Low = [.. samples.Select(sample => sample.Mean - 2 * sample.MeanError)], High = [.. samples.Select(sample => sample.Mean + 2 * sample.MeanError)] },
                new("infinitely wide", layers, [.. predicted]) { Style = LineStyle.Theory },
                new("1/(2l)", layers, [.. layers.Select(layer => 0.5 / layer)]) { Style = LineStyle.Theory },
            ],
        };
    }

    private sealed record Known(string Activation, double SigmaW2, double SigmaB2, double Q);

    /// <summary>The kernel of an arm over its networks, layer by layer: its variance over its squared mean, and the standard error of that.</summary>
    private sealed record Kernels(int Width, int Networks, double[] Variances, double[] Errors)
    {
        public static Kernels Of(Evidence evidence, string activation, double sigmaW2)
        {
            Run[] runs = Runs(evidence, activation);
            int depth = runs[0].Result.Readings[0].Layers.Length;

            // A kernel of layer l comes from the activations before it, so that the first one of a given input does not fluctuate.
            Sample[] samples = [.. Enumerable.Range(1, depth - 1).Select(l => Sample.Of(runs.Select(run => Kernel(run, l, sigmaW2))))];
            return new(runs[0].Spec.Network.Hidden[0], runs.Length, [0, .. samples.Select(Relative)], [0, .. samples.Select(sample => sample.VarianceError / (sample.Mean * sample.Mean))]);
        }

        public double Slope(int layer) => Width * Elementary.Log1p(Variances[layer]) / layer;

        public Finding Finding(string name, double theory)
        {
            int last = Variances.Length - 1;
            double error = Width * Errors[last] / (1 + Variances[last]) / last;
            return new($"{name}: slope of the kernel's relative variance in (l − 1)/n", Texts.Invariant($"{Slope(last):0.00}"))
            {
                Interval = Texts.Invariant($"{Slope(last) - 2 * error:0.00} … {Slope(last) + 2 * error:0.00}, {Networks} networks"), Theory = Texts.Number(theory),
            };
        }

        public PictureLine Line(string name) => new(name, Texts.Layers(Variances.Length), [.. Variances])
        {
            Low = [.. Variances.Zip(Errors, (variance, error) => variance - 2 * error)], High = [.. Variances.Zip(Errors, (variance, error) => variance + 2 * error)],
        };

        private static double Relative(Sample sample) => sample.Variance / (sample.Mean * sample.Mean);

        private static double Kernel(Run run, int layer, double sigmaW2)
        {
            ImmutableArray<TrialLayer> layers = run.Result.Readings[0].Layers;
            TrialLayer before = layers[layer - 1];
            return sigmaW2 * (before.ActivationMean * before.ActivationMean + before.ActivationStd * before.ActivationStd);
        }
    }
}
