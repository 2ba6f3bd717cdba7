using System.Collections.Immutable;
using Evenkeel.Literature.Measures;
using Evenkeel.MeanField;
using Evenkeel.Numerics;
using Evenkeel.Report.Pictures;

namespace Evenkeel.Literature.Papers;

/// <summary>The length of a signal in ReLU networks: which variance keeps its mean, and how its logarithm scatters.</summary>
internal sealed class Hanin2018 : Reproduction
{
    private const int ArmWidth = 50;

    private static readonly (int Width, double Mean, double Variance)[] Known =
    [
        (10, -0.307461, 0.866734), (16, -0.176397, 0.419593), (32, -0.082540, 0.177498), (50, -0.051739, 0.108168), (64, -0.040109, 0.082997),
        (100, -0.025421, 0.051940), (128, -0.019786, 0.040234), (256, -0.009829, 0.019819), (1000, -0.002504, 0.005019),
    ];

    private static readonly Criterion Kept = Criterion.Order("Of weights with variance 1/n, 2/n and 3/n at width and depth 50, only 2/n keeps the length: the median network's ‖z‖² in layer 50 is 0.02 to 0.3 of that in layer 1, with 1/n below 1e-9 of it, with 3/n above 1000 times.");
    private static readonly Criterion Wider = Criterion.Order("With 2/n, the variance of ln ‖z‖² over networks after 50 layers falls at every step from width 10 to 16, 32, 50 and 100.");
    private static readonly Criterion Law = Criterion.Number("Mean and variance of ln(‖z^[l+1]‖²/‖z^[l]‖²) by digamma and trigamma are the independently computed ones within 1e-6, at nine widths from 10 to 1000.");
    private static readonly Criterion Layers = Criterion.Number("In networks with 2/n, mean and variance of that logarithm over layers and networks are the law's within 4 standard errors at each width, and the variance is known within 5 %.");
    private static readonly Criterion Depth = Criterion.Number("The logarithm of the whole way from layer 1 to 50 has 49 times that mean and 49 times that variance, within 4 standard errors at each width: layers are independent.");

    public override string Name => "hanin2018";

    public override Paper Paper { get; } = new("Hanin and Rolnick", 2018, "How to Start Training: The Effect of Initialization and Architecture", "https://arxiv.org/abs/1803.01719");

    public override string Claim => "In ReLU networks the mean length of a signal is kept if and only if weights have variance 2/fan-in, and its scatter from network to network grows exponentially with the sum of 1/width over layers.";

    public override ImmutableArray<Criterion> Criteria { get; } = [Kept, Wider, Law, Layers, Depth];

    public override ImmutableArray<string> Differences(RunSize size) =>
    [
        "Points in the plane in the place of images: the law is the same for every input.",
        "Means of logarithms and medians are measured. The mean of the length itself, which 2/n keeps, is that of the law: in deep narrow networks it is made of few that are rare, and no sample of networks shows it.",
        "The paper gives no number for what is measured here.",
        "Networks without an active unit in some layer are left out of logarithms; the law is for those that have one.",
        "Convolutions and residual networks of the paper are left out, and so is its training on MNIST; haninnica2019 has training.",
    ];

    public override Outcome Judge(Evidence evidence)
    {
        Arm[] he = [.. evidence.Runs.Where(run => run.Spec.Scheme == "he-normal").GroupBy(run => run.Spec.Network.Hidden[0]).Select(runs => new Arm([.. runs], 2))];
        Arm small = Scaled(evidence, "lecun-normal", 1), large = Scaled(evidence, "variance-scaling(3)", 3), kept = he.First(arm => arm.Width == ArmWidth);
        double off = Known.Max(known => Math.Max(Math.Abs(RectifiedLength.Of(known.Width).Mean - known.Mean), Math.Abs(RectifiedLength.Of(known.Width).Variance - known.Variance)));
        double layerOff = he.Max(arm => Math.Max(arm.Layer.MeanDistance(arm.Law.Mean), arm.Layer.VarianceDistance(arm.Law.Variance))), known = he.Max(arm => arm.Layer.VarianceError / arm.Law.Variance);
        double wayOff = he.Max(arm => Math.Max(arm.Way.MeanDistance(arm.Steps * arm.Law.Mean), arm.Way.VarianceDistance(arm.Steps * arm.Law.Variance)));
        return new()
        {
            Judgements =
            [
                Kept.Judge(kept.Median is >= 0.02 and <= 0.3 && small.Median < 1e-9 && large.Median > 1000, Texts.Invariant($"1/n {small.Median:0.0e+0}, 2/n {kept.Median:0.000}, 3/n {large.Median:0.0e+0}")),
                Wider.Judge(he.Zip(he.Skip(1)).All(pair => pair.First.Way.Variance > pair.Second.Way.Variance), string.Join(", ", he.Select(arm => Texts.Invariant($"{arm.Width}: {arm.Way.Variance:0.00}")))),
                Law.Judge(off <= 1e-6, Texts.Invariant($"off by {off:0.0e+0} at most")),
                Layers.Judge(layerOff <= 4 && known <= 0.05, Texts.Invariant($"off by {layerOff:0.0} standard errors at most; the variance is known within {known:P1}")),
                Depth.Judge(wayOff <= 4, Texts.Invariant($"off by {wayOff:0.0} standard errors at most")),
            ],
            Findings =
            [
                .. new[] { small, kept, large }.Select(arm => new Finding(Texts.Invariant($"variance {arm.Scale}/n: median ‖z‖² in layer 50 over that in layer 1"), Texts.Number(arm.Median))),
                .. he.Select(arm => new Finding(Texts.Invariant($"width {arm.Width}: mean of ln ‖z‖² after 50 layers"), Texts.Invariant($"{arm.Way.Mean:0.00}"))
                {
                    Interval = Texts.Invariant($"{arm.Way.Mean - 2 * arm.Way.MeanError:0.00} … {arm.Way.Mean + 2 * arm.Way.MeanError:0.00}, {arm.Way.Count} networks"), Theory = Texts.Invariant($"{arm.Steps * arm.Law.Mean:0.00}"),
                }),
                .. he.Select(arm => new Finding(Texts.Invariant($"width {arm.Width}: its variance"), Texts.Invariant($"{arm.Way.Variance:0.00}"))
                {
                    Interval = Texts.Invariant($"{arm.Way.Variance - 2 * arm.Way.VarianceError:0.00} … {arm.Way.Variance + 2 * arm.Way.VarianceError:0.00}, {arm.Way.Count} networks"), Theory = Texts.Invariant($"{arm.Steps * arm.Law.Variance:0.00}"),
                }),
            ],
            Pictures = [Lengths([small, kept, large]), Scatter(he)],
        };
    }

    private static Arm Scaled(Evidence evidence, string scheme, int scale) => new([.. evidence.Runs.Where(run => run.Spec.Scheme == scheme)], scale);

    private static LinePicture Lengths(Arm[] arms) => new()
    {
        Name = "length-by-layer",
        Title = "The length of a signal at width and depth 50",
        Summary = "Only the variance 2/n keeps it. The typical network loses a little even there: the mean is kept by few networks with a large gain.",
        X = new("layer"),
        Y = new("‖z‖² over that of layer 1, geometric mean", IsLog: true),
        Lines =
        [
            .. arms.Select(arm => Line(Texts.Invariant($"{arm.Scale}/n"), arm.Ways, sample => Elementary.Exp(sample.Mean), sample => Elementary.Exp(sample.Mean - 2 * sample.MeanError), sample => Elementary.Exp(sample.Mean + 2 * sample.MeanError))),
            .. arms.Select(arm => new PictureLine(Texts.Invariant($"{arm.Scale}/n, law"), Texts.Layers(arm.Steps + 1), [.. Enumerable.Range(0, arm.Steps + 1).Select(l => Elementary.Exp(l * arm.Law.Mean))]) { Style = LineStyle.Theory }),
        ],
    };

    private static LinePicture Scatter(Arm[] arms) => new()
    {
        Name = "scatter-by-layer",
        Title = "How far the logarithm of the length scatters from network to network",
        Summary = "The variance grows by as much in every layer, the more the narrower: about five over the width.",
        X = new("layer"),
        Y = new("variance of ln ‖z‖²"),
        Lines =
        [
            .. arms.Select(arm => Line(Texts.Invariant($"width {arm.Width}"), arm.Ways, sample => sample.Variance, sample => sample.Variance - 2 * sample.VarianceError, sample => sample.Variance + 2 * sample.VarianceError)),
            .. arms.Select(arm => new PictureLine(Texts.Invariant($"width {arm.Width}, law"), Texts.Layers(arm.Steps + 1), [.. Enumerable.Range(0, arm.Steps + 1).Select(l => l * arm.Law.Variance)]) { Style = LineStyle.Theory }),
        ],
    };

    private static PictureLine Line(string name, Sample[] samples, Func<Sample, double> middle, Func<Sample, double> low, Func<Sample, double> high) =>
        new(name, Texts.Layers(samples.Length), [.. samples.Select(middle)]) { Low = [.. samples.Select(low)], High = [.. samples.Select(high)] };

    /// <summary>The networks of one width and variance.</summary>
    private sealed class Arm
    {
        public Arm(Run[] runs, int scale)
        {
            (Width, Scale) = (runs[0].Spec.Network.Hidden[0], scale);
            double[][] logs = [.. runs.Select(run => run.Result.Readings[0].Layers.Select(layer => Elementary.Log(layer.Q)).ToArray())];
            Steps = logs[0].Length - 1;
            Ways = [.. Enumerable.Range(0, Steps + 1).Select(l => Sample.Of(logs.Select(log => log[l] - log[0])))];
            Layer = Sample.Of(logs.SelectMany(log => log.Zip(log.Skip(1), (before, after) => after - before)));
            Median = Elementary.Exp(Numerics.Median.Of(logs.Select(log => (double?)(double.IsFinite(log[^1]) ? log[^1] - log[0] : -1000))));
            RectifiedLength he = RectifiedLength.Of(Width);
            Law = he with { Mean = he.Mean + Elementary.Log(0.5 * scale) };
        }

        public int Width { get; }

        /// <summary>Fan-in times the variance of a weight.</summary>
        public int Scale { get; }

        /// <summary>The layers after the first.</summary>
        public int Steps { get; }

        /// <summary>ln ‖z‖² of each layer over that of the first.</summary>
        public Sample[] Ways { get; }

        /// <summary>The same over the last layer alone.</summary>
        public Sample Way => Ways[^1];

        /// <summary>The logarithm of what one layer does, over all layers of all networks.</summary>
        public Sample Layer { get; }

        /// <summary>The median network's ‖z‖² in the last layer over that in the first; one that is dead counts as the least.</summary>
        public double Median { get; }

        public RectifiedLength Law { get; }
    }
}
