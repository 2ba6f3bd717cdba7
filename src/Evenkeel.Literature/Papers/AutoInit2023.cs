using System.Collections.Immutable;
using Evenkeel.Experiments.Studies;
using Evenkeel.Functions;
using Evenkeel.Literature.Measures;
using Evenkeel.MeanField;
using Evenkeel.Numerics;
using Evenkeel.Report.Pictures;

namespace Evenkeel.Literature.Papers;

/// <summary>AutoInit: weights whose variance follows from mean and variance of the activations before them, for any activation.</summary>
internal sealed class AutoInit2023 : Reproduction
{
    /// <summary>The layer in which signals are judged, and the last one.</summary>
    private const int Judged = 10, Depth = 20;

    private const string Auto = "AutoInit", Glorot = "Glorot", He = "He", TwoSided = "auto";

    /// <summary>√(fan-in·Var) behind each activation, independently computed.</summary>
    private static readonly ImmutableArray<(string Activation, double Gain)> Known =
    [
        ("tanh", 1.592537), ("softsign", 2.337534), ("sigmoid", 1.846229), ("elu", 1.245198), ("gelu", 1.533530), ("silu", 1.676532), ("mish", 1.486848), ("softplus", 1.041867),
    ];

    private static readonly ImmutableArray<string> Lost = ["relu", "elu", "gelu", "silu", "mish", "tanh", "softsign"];

    private static readonly string[] Drawn = ["silu", "gelu", "elu", "tanh"];

    private static readonly Criterion Rectified = Criterion.Number("Behind ReLU of N(0, 1), mean² and variance add up to ½ within 1e-12, so that AutoInit's variance is He's 2/fan-in.");
    private static readonly Criterion Gains = Criterion.Number("Behind tanh, softsign, sigmoid, ELU, GELU, SiLU, Mish and softplus, the deviation of a weight times √fan-in is 1.592537, 2.337534, 1.846229, 1.245198, 1.533530, 1.676532, 1.486848 and 1.041867 within 1e-6, as independently computed.");
    private static readonly Criterion Kept = Criterion.Order("In networks of 300 units a layer, the second moment of the pre-activations in layer 10, its geometric mean over seeds, is within a factor of 2 of 1 with AutoInit for each of those activations and ReLU.");
    private static readonly Criterion LostByGlorot = Criterion.Order("With Glorot's variance it is below 0.2 for ReLU, ELU, GELU, SiLU, Mish, tanh and softsign.");
    private static readonly Criterion LostByHe = Criterion.Order("With He's, made for ReLU, it is below 0.2 for GELU, SiLU and softsign, and above 2 for ELU and softplus.");

    public override string Name => "autoinit2023";

    public override Paper Paper { get; } = new("Bingham and Miikkulainen", 2023, "AutoInit: Analytic Signal-Preserving Weight Initialization for Neural Networks", "https://arxiv.org/abs/2109.08958");

    public override string Claim => "Following mean and variance of the signal analytically through each layer gives weights that keep it at mean 0 and variance 1, whatever the activation, where fixed rules lose it.";

    public override ImmutableArray<Criterion> Criteria { get; } = [Rectified, Gains, Kept, LostByGlorot, LostByHe];

    public override ImmutableArray<string> Differences(RunSize size) =>
    [
        "Signals before training in dense layers; the paper's accuracies of convolutional networks, and its rules for pooling, dropout and sums, are left out.",
        "AutoInit is the scheme 'activation-gain(φ, distribution=truncated-normal)' here, which in a stack of dense layers is the same rule. The deviation is that after truncation at two deviations, without which variances would be 0.774 of what is meant.",
        "The start 'auto' is another algorithm: it follows second moments, forward and backward, lets them stray by a factor over the whole depth, and corrects on a batch. It stands beside.",
        "The paper gives no number for what is measured here.",
        "The first layer brings the clouds' second moment, 1.25 on average, to 1 for all rules alike.",
    ];

    public override Outcome Judge(Evidence evidence)
    {
        ActivationMoments rectified = ActivationMoments.Of(Activations.Parse("relu"), 1);
        double sum = rectified.Mean * rectified.Mean + rectified.Variance;
        ImmutableArray<double> gains = [.. Known.Select(known => Evenkeel.MeanField.Gains.Of(Activations.Parse(known.Activation)).SecondMoment)];
        double off = gains.Zip(Known).Max(pair => Math.Abs(pair.First - pair.Second.Gain));
        Arm[] arms = [.. evidence.Runs.GroupBy(run => (run.Spec.Network.Activation, Rule: RuleOf(run))).Select(group => new Arm(group.Key.Activation, group.Key.Rule, [.. group]))];
        Arm[] auto = [.. arms.Where(arm => arm.Rule == Auto)], glorot = [.. arms.Where(arm => arm.Rule == Glorot && Lost.Contains(arm.Function))], he = [.. arms.Where(arm => arm.Rule == He)];
        bool heLoses = he.Select(arm => arm.Function).Intersect(["gelu", "silu", "softsign", "elu", "softplus"]).Count() == 5 && he.Where(arm => arm.Function is "gelu" or "silu" or "softsign").All(arm => arm.At(Judged) < 0.2) && he.Where(arm => arm.Function is "elu" or "softplus").All(arm => arm.At(Judged) > 2);
        return new()
        {
            Judgements =
            [
                Rectified.Judge(Math.Abs(sum - 0.5) < 1e-12, Texts.Invariant($"½ {sum - 0.5:+0.0E+0;-0.0E+0;+0}")),
                Gains.Judge(off <= 1e-6, Texts.Invariant($"off by {off:0.0E+0} at most")),
                Kept.Judge(auto.Length == Known.Length + 1 && auto.All(arm => arm.At(Judged) is >= 0.5 and <= 2), All(auto)),
                LostByGlorot.Judge(glorot.Length == Lost.Length && glorot.All(arm => arm.At(Judged) < 0.2), All(glorot)),
                LostByHe.Judge(heLoses, All(he)),
            ],
            Findings = [.. arms.Select(arm => new Finding($"{arm.Function}, {arm.Rule}: mean z² in layer {Judged}", Texts.Number(arm.At(Judged))) { Interval = Texts.Exponential(arm.Logarithm(Judged)) }), .. Known.Where(known => known.Activation is "gelu" or "silu").Select(Repelled)],
            Pictures = [.. Drawn.Select(function => ByLayer(function, [.. arms.Where(arm => arm.Function == function)]))],
        };
    }

    /// <summary>A fixed point that repels: what differs from 1 goes away from it, the narrower a network the sooner.</summary>
    private static Finding Repelled((string Activation, double Gain) known)
    {
        double slope = new SignalMap(Activations.Parse(known.Activation), known.Gain * known.Gain, 0).Slope(1);
        return new($"{known.Activation}: by how much a layer multiplies what the second moment differs from 1 by", Texts.Invariant($"{slope:0.000}"));
    }

    private static string All(IEnumerable<Arm> arms) => string.Join(", ", arms.Select(arm => Texts.Invariant($"{arm.Function} {arm.At(Judged):G3}")));

    private static string RuleOf(Run run) => SchemeText.Of(run.Spec.Scheme).Hidden.Name switch { "activation-gain" => Auto, "glorot-normal" => Glorot, "he-normal" => He, _ => TwoSided };

    private static LinePicture ByLayer(string function, Arm[] arms) => new()
    {
        Name = $"signal-{function}",
        Title = $"The signal of {function} networks at the start",
        Summary = "Geometric means over seeds with their intervals, and what the mean field says from the first layer on.",
        X = new("layer"),
        Y = new("mean z²", IsLog: true),
        Lines =
        [
            .. arms.Select(arm => arm.Line()),
            .. arms.Where(arm => arm.Rule != TwoSided).Select(arm => Bands.Theory($"{arm.Rule}, mean field", Texts.Layers(Depth), new SignalMap(Activations.Parse(function), arm.Scale, 0).Follow(arm.At(1), Depth).Select(step => step.Q))),
        ],
    };

    /// <summary>Networks of one activation and one rule.</summary>
    private sealed record Arm(string Function, string Rule, ImmutableArray<Run> Runs)
    {
        /// <summary>Fan-in times the variance of a hidden weight.</summary>
        public double Scale => Rule == He ? 2 : Rule == Glorot ? 1 : 1 / ActivationMoments.Of(Activations.Parse(Function), 1).SecondMoment;

        public double At(int layer) => Elementary.Exp(Logarithm(layer).Mean);

        public PictureLine Line()
        {
            ImmutableArray<CellSummary> layers = [.. Enumerable.Range(1, Depth).Select(Logarithm)];
            return new(Rule, Texts.Layers(Depth), [.. layers.Select(layer => Elementary.Exp(layer.Mean))])
            {
                Low = [.. layers.Select(layer => Elementary.Exp(layer.MeanInterval?.Low ?? layer.Mean))],
                High = [.. layers.Select(layer => Elementary.Exp(layer.MeanInterval?.High ?? layer.Mean))],
            };
        }

        public CellSummary Logarithm(int layer) => Texts.Summary(Runs, run => Elementary.Log(AtStart.Layer(run, layer - 1).Q));
    }
}
