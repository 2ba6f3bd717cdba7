using System.Collections.Immutable;
using Evenkeel.Experiments.Studies;
using Evenkeel.Functions;
using Evenkeel.Literature.Measures;
using Evenkeel.MeanField;
using Evenkeel.Numerics;
using Evenkeel.Report.Pictures;

namespace Evenkeel.Literature.Papers;

/// <summary>Tailored rectifiers: an activation chosen so that a deep plain network keeps its inputs apart.</summary>
internal sealed class Tat2022 : Reproduction
{
    private const int Depth = 100;
    private const int SmoothDepth = 50;
    private const double Eta = 0.9;
    private const double Tau = 0.3;
    private const double Zeta = 1.5;

    private static readonly (int Depth, double Slope)[] Known = [(50, 0.430523), (100, 0.570440), (200, 0.679600)];

    private static readonly Criterion Apart = Criterion.Order("At the start of 100 layers, the mean correlation of a batch's pairs in the last layer exceeds 0.99 with ReLU, whether weights are normal or orthogonal, and lies between 0.8 and 0.95 with the tailored leaky ReLU.");
    private static readonly Criterion Learns = Criterion.Order("With the best of its learning rates, the tailored network comes to 90 % in training with every seed, and neither ReLU network does with any.");
    private static readonly Criterion Slope = Criterion.Number("The slope with which 50, 100 and 200 layers take uncorrelated inputs to C(0) = 0.9 is the independently computed .430523, .570440, .679600 within 1e-6, and the study's networks have it within 1e-6.");
    private static readonly Criterion Map = Criterion.Number("The closed C map is what the covariance map of that leaky ReLU gives, within 1e-9 at nine correlations from −0.8 to 0.8.");
    private static readonly Criterion Smooth = Criterion.Number("For tanh and softplus and 50 layers, γ(φ(αx + β) + δ) is found with Q(1) = Q′(1) = C′(1) = 1 within 1e-8, and C″(1) = 0.3 of all layers within 1e-4 (TAT).");
    private static readonly Criterion Shaped = Criterion.Number("Likewise with Q(1) = Q′(1) = 1 and C(0) = 0 within 1e-8, and C′(1) = 1.5 of all layers within 1e-6 (DKS).");

    public override string Name => "tat2022";

    public override Paper Paper { get; } = new("Zhang, Botev and Martens", 2022, "Deep Learning without Shortcuts: Shaping the Kernel with Tailored Rectifiers", "https://arxiv.org/abs/2203.08120");

    public override string Claim => "A leaky ReLU whose slope is chosen for the depth keeps inputs apart through a plain deep network, which then trains where ReLU's, whose inputs have become one, does not.";

    public override ImmutableArray<Criterion> Criteria { get; } = [Apart, Learns, Slope, Map, Smooth, Shaped];

    public override ImmutableArray<string> Differences(RunSize size) =>
    [
        "Dense networks of 100 layers of width 128 on ten clouds, with plain SGD, in the place of residual networks' convolutions without their shortcuts on ImageNet, with K-FAC.",
        size == RunSize.Quick ? "One seed, one learning rate and 300 steps." : "Three seeds, two learning rates and 600 steps.",
        "The paper gives no number for what is measured here.",
        "DKS is that of Martens and others 2021, https://arxiv.org/abs/2110.01765; only its conditions are solved, as those of the smooth tailored activations.",
    ];

    public override Outcome Judge(Evidence evidence)
    {
        Arm relu = new("ReLU, He", evidence, run => run.Spec is { Scheme: "he-normal", Network.Activation: "relu" }), orthogonal = new("ReLU, orthogonal", evidence, run => run.Spec is { Scheme: not "he-normal", Network.Activation: "relu" });
        Arm tailored = new("tailored leaky ReLU", evidence, run => run.Spec.Network.Activation != "relu");
        double slope = LeakyCorrelation.SlopeFor(Depth, Eta), used = Activations.Parse(tailored.Runs[0].Spec.Network.Activation).Slope(-1);
        double slopesOff = Known.Max(known => Math.Abs(LeakyCorrelation.SlopeFor(known.Depth, Eta) - known.Slope));
        double mapOff = Enumerable.Range(-4, 9).Select(step => 0.2 * step).Max(c => Math.Abs(LeakyCorrelation.After(slope, c, 1) - new SignalMap(Activations.LeakyRelu(slope), 2 / (1 + slope * slope), 0).NextCorrelation(1, c)));
        ShapedActivation[] tat = [ShapedActivation.Tat("tanh", SmoothDepth, Tau), ShapedActivation.Tat("softplus", SmoothDepth, Tau)], dks = [ShapedActivation.Dks("tanh", SmoothDepth, Zeta), ShapedActivation.Dks("softplus", SmoothDepth, Zeta)];
        LocalMaps[] tatMaps = [.. tat.Select(LocalMaps.Of)], dksMaps = [.. dks.Select(LocalMaps.Of)];
        double tatOff = tatMaps.Max(map => Off(map.Q, map.SlopeQ, map.SlopeC)), curve = tatMaps.Max(map => Math.Abs(map.CurveAll - Tau)), dksOff = dksMaps.Max(map => Math.Max(Off(map.Q, map.SlopeQ), Math.Abs(map.CAtZero))), slopeAll = dksMaps.Max(map => Math.Abs(map.SlopeAll - Zeta));
        return new()
        {
            Judgements =
            [
                Apart.Judge(relu.Correlation[^1].Mean > 0.99 && orthogonal.Correlation[^1].Mean > 0.99 && tailored.Correlation[^1].Mean is > 0.8 and < 0.95, Texts.Invariant($"{relu.Correlation[^1].Mean:0.0000}, {orthogonal.Correlation[^1].Mean:0.0000} and {tailored.Correlation[^1].Mean:0.000}")),
                Learns.Judge(tailored.Best.All && relu.Never && orthogonal.Never, string.Join(", ", new[] { relu, orthogonal, tailored }.Select(arm => $"{arm.Name}: {arm.Text}"))),
                Slope.Judge(slopesOff <= 1e-6 && Math.Abs(used - slope) <= 1e-6, Texts.Invariant($"off by {slopesOff:0.0e+0} at most; the study's is {used:0.000000}")),
                Map.Judge(mapOff <= 1e-9, Texts.Invariant($"off by {mapOff:0.0e+0} at most")),
                Smooth.Judge(tatOff <= 1e-8 && curve <= 1e-4, Texts.Invariant($"off by {tatOff:0.0e+0} and {curve:0.0e+0}")),
                Shaped.Judge(dksOff <= 1e-8 && slopeAll <= 1e-6, Texts.Invariant($"off by {dksOff:0.0e+0} and {slopeAll:0.0e+0}")),
            ],
            Findings =
            [
                .. new[] { relu, orthogonal, tailored }.Select(arm => new Finding($"{arm.Name}: steps to 90 %, best rate", arm.Text) { Interval = arm.Best.Interval }),
                .. new[] { relu, orthogonal, tailored }.Select(arm => new Finding($"{arm.Name}: mean correlation in layer {Depth}", Texts.Invariant($"{arm.Correlation[^1].Mean:0.0000}")) { Interval = Texts.Interval(arm.Correlation[^1]) }),
                new($"slope a for {Depth} layers", Texts.Invariant($"{slope:0.000000}")),
                .. tat.Select(shaped => new Finding($"TAT of {shaped.Base}, {SmoothDepth} layers", Parameters(shaped))),
                .. dks.Select(shaped => new Finding($"DKS of {shaped.Base}, {SmoothDepth} layers", Parameters(shaped))),
            ],
            Pictures = [ByLayer([relu, orthogonal, tailored], slope)],
        };
    }

    private static double Off(params ReadOnlySpan<double> ones)
    {
        double off = 0;
        foreach (double one in ones) off = Math.Max(off, Math.Abs(one - 1));
        return off;
    }

    private static string Parameters(ShapedActivation shaped) => Texts.Invariant($"α {shaped.Alpha:0.00000}, β {shaped.Beta:0.00000}, γ {shaped.Gamma:0.0000}, δ {shaped.Delta:0.00000}");

    private static LinePicture ByLayer(Arm[] arms, double slope) => new()
    {
        Name = "correlation-by-layer",
        Title = "How alike the inputs of a batch have become, layer by layer",
        Summary = "ReLU takes all inputs to one within some tens of layers; the tailored slope leaves a tenth of their difference at the end.",
        X = new("layer"),
        Y = new("mean correlation of two samples"),
        Lines =
        [
            .. arms.Select(arm => new PictureLine(arm.Name, Texts.Layers(arm.Correlation.Length), [.. arm.Correlation.Select(layer => layer.Mean)])
            {
                Low = [.. arm.Correlation.Select(layer => layer.MeanInterval?.Low ?? double.NaN)], High = [.. arm.Correlation.Select(layer => layer.MeanInterval?.High ?? double.NaN)],
            }),
            Theory("ReLU, C map", 0, arms[0]),
            Theory("tailored, C map", slope, arms[^1]),
        ],
    };

    private static PictureLine Theory(string name, double slope, Arm arm) =>
        new(name, Texts.Layers(arm.Correlation.Length), [.. Enumerable.Range(0, arm.Correlation.Length).Select(l => LeakyCorrelation.After(slope, arm.Correlation[0].Mean, l))]) { Style = LineStyle.Theory };

    /// <summary>The networks of one activation and start.</summary>
    private sealed class Arm
    {
        public Arm(string name, Evidence evidence, Func<Run, bool> isOf)
        {
            Name = name;
            Runs = [.. evidence.Runs.Where(isOf)];
            Run[] starts = AtStart.OnePerSeed(Runs);
            Correlation = [.. Enumerable.Range(0, starts[0].Result.Readings[0].Layers.Length).Select(l => Texts.Summary(starts, run => AtStart.Layer(run, l).Correlation ?? double.NaN))];
            Best = BestRate.Among(Runs);
        }

        public string Name { get; }

        public Run[] Runs { get; }

        /// <summary>The mean correlation of a batch's pairs over seeds, a layer each.</summary>
        public CellSummary[] Correlation { get; }

        public BestRate Best { get; }

        public bool Never => Best.Never;

        public string Text => Best.ToString();
    }

    /// <summary>The maps of an activation about q = 1, by the library's quadrature of its formula.</summary>
    private sealed record LocalMaps(double Q, double SlopeQ, double SlopeC, double CAtZero, double SlopeAll, double CurveAll)
    {
        public static LocalMaps Of(ShapedActivation shaped)
        {
            // The slope of C is linear enough that a step of 1e-3 gives C″(1) to 1e-5 of itself by Richardson's combination of two steps.
            const double h = 1e-3;
            SignalMap map = new(shaped.Activation, 1, 0);
            double slope = map.Chi(1), near = (slope - map.CorrelationSlope(1, 1 - h)) / h, far = (slope - map.CorrelationSlope(1, 1 - 2 * h)) / (2 * h);
            return new(map.Next(1), map.Slope(1), slope, map.NextCorrelation(1, 0), Elementary.Power(slope, SmoothDepth), SmoothDepth * (2 * near - far));
        }
    }
}
