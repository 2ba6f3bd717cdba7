using System.Collections.Immutable;
using Evenkeel.Functions;
using Evenkeel.Literature.Measures;
using Evenkeel.MeanField;
using Evenkeel.Report.Pictures;

namespace Evenkeel.Literature.Papers;

/// <summary>Kumar's variance for any activation with a slope at 0, and what it does for deep sigmoid networks.</summary>
internal sealed class Kumar2017 : Reproduction
{
    private const string Glorot = "glorot-uniform", Standard = "uniform";

    /// <summary>Var·N by the formula, and the mean field's χ₁ of sigmoid at Kumar's, Glorot's and the standard variance.</summary>
    private static readonly (string Activation, double Factor)[] Known = [("tanh", 1), ("sigmoid", 12.8), ("softplus", 2.70), ("gelu", 4), ("silu", 4), ("elu", 1)];

    private static readonly (double Scale, double Chi)[] Slopes = [(12.8, 0.354), (1, 0.0557), (1 / 3.0, 0.0200)];

    private static readonly Criterion Factors = Criterion.Number("1/(φ′(0)²·(1 + φ(0)²)) is 1 for tanh and ELU, 12.8 for sigmoid, 2.70 for softplus, 4 for GELU and SiLU, each within 0.005, as independently computed; for ReLU, 1/E relu² is 2 exactly.");
    private static readonly Criterion Theory = Criterion.Number("At the sigmoid's fixed point a layer keeps 0.354 of the gradients' second moment with 12.8/N, 0.0557 with 1/N and 0.0200 with 1/(3N), each within 1 %, as independently computed.");
    private static readonly Criterion Gradients = Criterion.Order("In sigmoid networks of 5 layers, the first layer's gradients have at least 100 times as large a share of the last one's second moment with 12.8/N as with Glorot's variance.");
    private static readonly Criterion Measured = Criterion.Number("That share is within a factor of 2 of the mean field's, for 12.8/N and for Glorot's.");
    private static readonly Criterion Learns = Criterion.Order("With 12.8/N all seeds reach 90 % at the best of the rates; with Glorot's and with the standard variance those that do at the best of theirs take more than 5 times as many steps.");

    public override string Name => "kumar2017";

    public override Paper Paper { get; } = new("Kumar", 2017, "On weight initialization in deep neural networks", "https://arxiv.org/abs/1704.08863");

    public override string Claim => "The right variance follows from the activation at 0, 1/(N·φ′(0)²·(1 + φ(0)²)), and about 2/N for ReLU; deep sigmoid networks, which Glorot's variance keeps at the class prior for long, learn with it at once.";

    public override ImmutableArray<Criterion> Criteria { get; } = [Factors, Theory, Gradients, Measured, Learns];

    public override ImmutableArray<string> Differences(RunSize size) =>
    [
        "Networks of dense layers on generated clouds in the place of images.",
        size == RunSize.Quick ? "5 layers of 100 units, 600 steps, three rates, 2 seeds." : "5 layers of 200 units, 2000 steps, four rates, 3 seeds.",
        "The formula counts φ as straight around 0. The mean field does not: sigmoid stays deep in the ordered phase with 12.8/N as well, and gradients still fade, only slower.",
    ];

    public override Outcome Judge(Evidence evidence)
    {
        ImmutableArray<(string Activation, double Factor)> factors = [.. Known.Select(known => (known.Activation, Factor(Activations.Parse(known.Activation))))];
        double rectified = 1 / ActivationMoments.Of(Activations.Parse("relu"), 1).SecondMoment;
        ImmutableArray<double> slopes = [.. Slopes.Select(known => ChiAtRest(known.Scale))];
        Arm kumar = new(evidence, "mean-field", 12.8), glorot = new(evidence, Glorot, 1), standard = new(evidence, Standard, 1 / 3.0);
        Arm[] arms = [kumar, glorot, standard];
        double ratio = kumar.Share / glorot.Share;
        return new()
        {
            Judgements =
            [
                Factors.Judge(factors.Zip(Known).All(pair => Math.Abs(pair.First.Factor - pair.Second.Factor) < 0.005) && Math.Abs(rectified - 2) < 1e-12, string.Join(", ", factors.Select(factor => Texts.Invariant($"{factor.Activation} {factor.Factor:0.0000}")).Append(Texts.Invariant($"relu {rectified:0.0000}")))),
                Theory.Judge(slopes.Zip(Slopes).All(pair => Math.Abs(pair.First / pair.Second.Chi - 1) < 0.01), string.Join(", ", slopes.Select(slope => Texts.Invariant($"{slope:0.0000}")))),
                Gradients.Judge(ratio >= 100, Texts.Invariant($"{ratio:0} times")),
                Measured.Judge(new[] { kumar, glorot }.All(arm => arm.Share / arm.PredictedShare is > 0.5 and < 2), string.Join(", ", new[] { kumar, glorot }.Select(arm => Texts.Invariant($"{arm.Share:0.0E+0} beside {arm.PredictedShare:0.0E+0}")))),
                Learns.Judge(kumar.Best.All && new[] { glorot, standard }.All(arm => arm.Best.Never || arm.Best.Median > 5 * kumar.Best.Median), string.Join(", ", arms.Select(arm => $"{arm.Scheme} {arm.Best}"))),
            ],
            Findings =
            [
                new("sigmoid: deviation of a weight, times √N", Texts.Invariant($"{Math.Sqrt(factors[1].Factor):0.000}")) { Paper = "3.6", Source = "abstract" },
                new("ReLU: variance of a weight, times N", Texts.Invariant($"{rectified:0.000}")) { Paper = "about 2", Source = "abstract" },
                .. arms.Select(arm => new Finding($"{arm.Scheme}: the first layer's share of the gradients' second moment", Texts.Invariant($"{arm.Share:0.0E+0}")) { Interval = arm.ShareInterval, Theory = Texts.Invariant($"{arm.PredictedShare:0.0E+0}") }),
                .. arms.Select(arm => new Finding($"{arm.Scheme}: steps to 90 %", arm.Best.ToString()) { Interval = arm.Best.Interval }),
            ],
            Pictures = [ByLayer(arms)],
        };
    }

    private static double Factor(Activation activation)
    {
        (double value, double slope) = (activation.Value(0), activation.Slope(0));
        return 1 / (slope * slope * (1 + value * value));
    }

    private static double ChiAtRest(double scale)
    {
        SignalMap map = new(Activations.Parse("sigmoid"), scale, 0);
        return map.Chi(map.Follow(1, 200)[^1].Q);
    }

    private static LinePicture ByLayer(Arm[] arms) => new()
    {
        Name = "gradients-by-layer",
        Title = "Gradients of sigmoid networks at the start",
        Summary = "On their way back from layer 5 gradients fade with every variance; with 12.8/N least.",
        X = new("layer"),
        Y = new("mean (∂C/∂z)² over that of layer 5", IsLog: true),
        Lines = [.. arms.SelectMany(arm => new[] { Bands.ByLayer(arm.Scheme, arm.Runs, arm.Layers, AtStart.GradientShare), Bands.Theory($"{arm.Scheme}, mean field", Texts.Layers(arm.Layers), arm.Predicted) })],
    };

    /// <summary>Networks of one variance.</summary>
    private sealed class Arm
    {
        public Arm(Evidence evidence, string start, double scale)
        {
            Run[] all = [.. evidence.Runs.Where(run => SchemeText.Of(run.Spec.Scheme).Name == start)];
            Scheme = all[0].Spec.Scheme;
            Best = BestRate.Among(all);

            Runs = AtStart.OnePerSeed(all);
            Layers = Runs[0].Result.Readings[0].Layers.Length;
            double q = Texts.Summary(Runs, run => run.Result.Readings[0].Layers[0].Q).Mean;
            ImmutableArray<SignalStep> steps = new SignalMap(Activations.Parse("sigmoid"), scale, 0).Follow(q, Layers);
            Predicted = [.. steps.Select(step => steps[^1].BackwardGrowth / step.BackwardGrowth)];
        }

        public string Scheme { get; }

        public Run[] Runs { get; }

        public int Layers { get; }

        public BestRate Best { get; }

        public ImmutableArray<double> Predicted { get; }

        public double PredictedShare => Predicted[0];

        public double Share => Texts.Summary(Runs, run => AtStart.GradientShare(run, 0)).Mean;

        public string ShareInterval => Texts.Interval(Texts.Summary(Runs, run => AtStart.GradientShare(run, 0)), "0.0E+0");
    }
}
