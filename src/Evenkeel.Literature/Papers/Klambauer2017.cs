using System.Collections.Immutable;
using System.Globalization;
using Evenkeel.Experiments.Studies;
using Evenkeel.Functions;
using Evenkeel.Literature.Measures;
using Evenkeel.MeanField;
using Evenkeel.Numerics;
using Evenkeel.Report.Pictures;

namespace Evenkeel.Literature.Papers;

/// <summary>Self-normalizing networks: SELU and LeCun's variance draw every layer to mean 0 and variance 1.</summary>
internal sealed class Klambauer2017 : Reproduction
{
    private const int Depth = 32;

    /// <summary>The constants as the authors' code has them.</summary>
    private const double Lambda = 1.0507009873554805, Alpha = 1.6732632423543778;

    /// <summary>The second moment after so many layers of the map from 4, independently computed.</summary>
    private static readonly ImmutableArray<(int Layers, double Moment)> Known = [(5, 1.521), (10, 1.131), (15, 1.037), (20, 1.011)];

    private static readonly int[] JudgedLayers = [5, 10, 20];

    private static readonly Criterion Constants = Criterion.Number("SELU's λ and α are those of the closed forms within 1e-14, and take N(0, 1) to mean 0 and second moment 1 within 1e-12.");
    private static readonly Criterion Contraction = Criterion.Number("Around it, the map of mean and second moment contracts: its Jacobian's spectral norm is 0.787673 within 1e-6, as independently computed.");
    private static readonly Criterion Map = Criterion.Number("From 4, the map takes the second moment to 1.521, 1.131, 1.037 and 1.011 in 5, 10, 15 and 20 layers, within 0.0005, as independently computed.");
    private static readonly Criterion Networks = Criterion.Order("In networks of 32 layers of 300 units with LeCun's variance, signals that enter with a second moment of 0.25, 1 or 4 reach mean 0 ± 0.1 and second moment 1 ± 0.2 in the last layer.");
    private static readonly Criterion Together = Criterion.Order("From the second moments 0.25 and 4, 16 times apart, the last layer's are less than 1.25 times apart; with ReLU and He's variance, which keeps what it gets, more than 8 times.");
    private static readonly Criterion Beside = Criterion.Order("ReLU with LeCun's variance has a second moment below 0.01 in the last layer.");
    private static readonly Criterion Followed = Criterion.Number("In layers 5, 10 and 20 the networks' second moments, from 0.25 and from 4, are within 20 % of the map's.");

    public override string Name => "klambauer2017";

    public override Paper Paper { get; } = new("Klambauer and others", 2017, "Self-Normalizing Neural Networks", "https://arxiv.org/abs/1706.02515");

    public override string Claim => "With SELU and weights of variance 1/n, activations converge layer by layer to mean 0 and variance 1, wherever they start.";

    public override ImmutableArray<Criterion> Criteria { get; } = [Constants, Contraction, Map, Networks, Together, Beside, Followed];

    public override ImmutableArray<string> Differences(RunSize size) =>
    [
        "Before training only; the paper's tables of accuracies are left out.",
        "Generated clouds in the place of its data sets; the first layer's variance decides the second moment with which a signal enters.",
        "Means and second moments are over all units and samples of a batch; the paper's are over the units of a layer, for one sample.",
    ];

    public override Outcome Judge(Evidence evidence)
    {
        Activation selu = Activations.Parse("selu");
        SignalMap map = new(selu, 1, 0);
        (double lambda, double alpha) = ClosedForms();
        double constants = Math.Max(Math.Abs(selu.Value(1) - lambda), Math.Abs(-selu.Value(-1000) / selu.Value(1) - alpha));
        (double second, double drift) = (map.Next(1), MeanAt(1));
        double norm = Norm(map);
        ImmutableArray<double> path = [.. Known.Select(known => map.Follow(4, known.Layers + 1)[^1].Q)];
        Arm small = new(evidence, "selu", 0.25), one = new(evidence, "selu", 1), large = new(evidence, "selu", 4), relu = new(evidence, "relu", 1), heSmall = new(evidence, "relu", 0.25), heLarge = new(evidence, "relu", 4);
        Arm[] arms = [small, one, large];
        (double apart, double heApart) = (large.At(Depth).Mean / small.At(Depth).Mean, heLarge.At(Depth).Mean / heSmall.At(Depth).Mean);
        double off = new[] { small, large }.Max(arm => JudgedLayers.Max(layer => Math.Abs(arm.At(layer).Mean / arm.Follow(map)[layer - 1] - 1)));
        return new()
        {
            Judgements =
            [
                Constants.Judge(constants < 1e-14 && Math.Abs(second - 1) < 1e-12 && Math.Abs(drift) < 1e-12, Texts.Invariant($"off by {constants:0.0E+0}; mean {drift:0.0E+0}, second moment 1 {second - 1:+0.0E+0;-0.0E+0}")),
                Contraction.Judge(Math.Abs(norm - 0.787673) < 1e-6, Texts.Invariant($"{norm:0.000000}")),
                Map.Judge(path.Zip(Known).All(pair => Math.Abs(pair.First - pair.Second.Moment) <= 0.0005), string.Join(", ", path.Select(q => q.ToString("0.0000", CultureInfo.InvariantCulture)))),
                Networks.Judge(arms.All(arm => Math.Abs(arm.Mean.Mean) <= 0.1 && Math.Abs(arm.At(Depth).Mean - 1) <= 0.2), string.Join("; ", arms.Select(arm => Texts.Invariant($"from {arm.Entry}: mean {arm.Mean.Mean:0.000}, second moment {arm.At(Depth).Mean:0.000}")))),
                Together.Judge(Math.Max(apart, 1 / apart) < 1.25 && heApart > 8, Texts.Invariant($"{apart:0.000} times; with ReLU {heApart:0.0} times")),
                Beside.Judge(relu.At(Depth).Mean < 0.01, Texts.Invariant($"{relu.At(Depth).Mean:0.0E+0}")),
                Followed.Judge(off <= 0.2, Texts.Invariant($"off by {off:P0} at most")),
            ],
            Findings =
            [
                new("λ", lambda.ToString("R", CultureInfo.InvariantCulture)) { Paper = Lambda.ToString("R", CultureInfo.InvariantCulture), Source = "the authors' code" },
                new("α", alpha.ToString("R", CultureInfo.InvariantCulture)) { Paper = Alpha.ToString("R", CultureInfo.InvariantCulture), Source = "the authors' code" },
                new("spectral norm of the map's Jacobian at (0, 1)", Texts.Invariant($"{norm:0.000000}")),
                .. arms.Select(arm => new Finding(Texts.Invariant($"SELU from {arm.Entry}: mean in layer {Depth}"), Texts.Number(arm.Mean.Mean)) { Interval = Texts.Interval(arm.Mean) }),
                .. arms.Append(relu).Select(arm => new Finding(Texts.Invariant($"{arm.Function.ToUpperInvariant()} from {arm.Entry}: second moment in layer {Depth}"), Texts.Number(arm.At(Depth).Mean)) { Interval = Texts.Interval(arm.At(Depth)) }),
            ],
            Pictures = [ByLayer([.. arms, relu, heSmall, heLarge], map)],
        };
    }

    /// <summary>λ and α from the condition that N(0, 1) stays at mean 0 and variance 1.</summary>
    private static (double Lambda, double Alpha) ClosedForms()
    {
        double root = Math.Sqrt(Math.E), tail = Elementary.Erfc(Math.Sqrt(0.5)), far = Elementary.Erfc(Math.Sqrt(2));
        double denominator = 2 + Math.PI - 2 * root * (2 + Math.PI) * tail + Math.E * Math.PI * tail * tail + 2 * Math.E * Math.E * far;
        return ((1 - root * tail) * Math.Sqrt(2 * Math.PI / denominator), -Math.Sqrt(2 / Math.PI) / (root * tail - 1));
    }

    /// <summary>The larger singular value of the map of mean and second moment, whose column of the mean is 0 where the weights of a unit add up to 0.</summary>
    private static double Norm(SignalMap map)
    {
        const double h = 1e-4;
        double across = (MeanAt(1 + h) - MeanAt(1 - h)) / (2 * h), slope = map.Slope(1);
        return Math.Sqrt(across * across + slope * slope);
    }

    private static double MeanAt(double q) => Quadrature.Expectation(Activations.Parse("selu").Value, q, [0]);

    private static LinePicture ByLayer(Arm[] arms, SignalMap map) => new()
    {
        Name = "second-moment-by-layer",
        Title = "Second moments, layer by layer",
        Summary = "SELU draws every signal to 1, as the map says. ReLU with He's variance keeps what comes in, and with LeCun's loses half in each layer.",
        X = new("layer"),
        Y = new("mean z²", IsLog: true),
        Lines =
        [
            .. arms.Select(arm => Bands.ByLayer(arm.Name, arm.Runs, Depth, (run, layer) => AtStart.Layer(run, layer).Q)),
            .. arms.Where(arm => arm.Function == "selu").Select(arm => Bands.Theory($"{arm.Name}, map", Texts.Layers(Depth), arm.Follow(map))),
        ],
    };

    /// <summary>Networks of one activation whose signals enter alike.</summary>
    private sealed class Arm
    {
        /// <summary>The clouds' second moment, on average.</summary>
        private const double Inputs = 1.25;

        public Arm(Evidence evidence, string function, double entry)
        {
            (Function, Entry) = (function, entry);
            Runs = [.. evidence.Runs.Where(run => run.Spec.Network.Activation == function && MeanFieldScheme.Of(SchemeText.Of(run.Spec.Scheme).First).SigmaW2 == entry / Inputs)];
            Name = Texts.Invariant($"{function}{(SchemeText.Of(Runs[0].Spec.Scheme).Hidden.Name == "he-normal" ? ", He" : "")} from {entry}");
        }

        public string Function { get; }

        public double Entry { get; }

        public string Name { get; }

        public Run[] Runs { get; }

        /// <summary>Of the last layer's activations.</summary>
        public CellSummary Mean => Texts.Summary(Runs, run => run.Result.Readings[0].Layers[^1].ActivationMean);

        public CellSummary At(int layer) => Texts.Summary(Runs, run => AtStart.Layer(run, layer - 1).Q);

        /// <summary>What the map makes of the second moment that was measured in the first layer.</summary>
        public ImmutableArray<double> Follow(SignalMap map) => [.. map.Follow(At(1).Mean, Depth).Select(step => step.Q)];
    }
}
