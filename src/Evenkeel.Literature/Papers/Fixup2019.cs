using System.Collections.Immutable;
using Evenkeel.Experiments.Studies;
using Evenkeel.Literature.Measures;
using Evenkeel.Numerics;
using Evenkeel.Report.Pictures;

namespace Evenkeel.Literature.Papers;

/// <summary>Fixup: residual networks without normalization, of any depth, at one learning rate.</summary>
internal sealed class Fixup2019 : Reproduction
{
    private const string He = "he-normal", Scaled = "branch-scaled", Fixup = "fixup-network";

    private const double Rate = 0.1;

    /// <summary>Beyond it the signal of He's start leaves the range of floats.</summary>
    private const int MostMeasured = 100;

    private static readonly int[] Grown = [10, 30, 100];

    private static readonly Criterion Learns = Criterion.Order("From Fixup networks of every depth, 10 residual blocks and more, reach 90 % on every seed within 150 steps at the same rate, 0.1.");
    private static readonly Criterion HeFails = Criterion.Order("From He's start none of them does at any of the rates 0.1, 0.01 and 0.001.");
    private static readonly Criterion ScaledShrinks = Criterion.Order("With He's weights and the last layer of each of L branches divided by √L, none of 100 blocks and more does at rate 0.1.");
    private static readonly Criterion Growth = Criterion.Number("At the start He's signal grows by 3^L: the logarithm of mean x² at L = 10, 30 and 100 is L·ln 3 within 10 %.");
    private static readonly Criterion Bounded = Criterion.Number("Divided by √L, it grows to (1 + 2/L)^L, below e² = 7.39: the geometric mean over seeds is within a factor of 1.5 of it at each L.");

    public override string Name => "fixup2019";

    public override Paper Paper { get; } = new("Zhang, Dauphin and Ma", 2019, "Fixup Initialization: Residual Learning Without Normalization", "https://arxiv.org/abs/1901.09321");

    public override string Claim => "With branches that start as 0 and inner weights scaled by L^(−1/(2m−2)), residual networks of any depth learn without normalization at the rate of shallow ones.";

    public override ImmutableArray<Criterion> Criteria { get; } = [Learns, HeFails, ScaledShrinks, Growth, Bounded];

    public override ImmutableArray<string> Differences(RunSize size) =>
    [
        "Dense branches of two layers of 64 units on generated clouds in the place of ResNets on CIFAR-10 and ImageNet; the paper's errors are left out.",
        size == RunSize.Quick ? "10, 30 and 100 blocks, 5 seeds." : "10, 30, 100, 300 and 1000 blocks, 5 seeds.",
        "The paper gives no number for what is measured here.",
        "Rules 1 and 2 only: layers have biases of their own in the place of the scalar biases and multipliers of rule 3. He's rule counts inputs, where the authors' code counts outputs; widths are equal.",
    ];

    public override Outcome Judge(Evidence evidence)
    {
        Arm[] arms = [.. evidence.Runs.GroupBy(run => (Start: SchemeText.Of(run.Spec.Scheme).Name, run.Spec.Network.Branches)).OrderBy(group => group.Key.Branches).Select(group => new Arm(group.Key.Start, group.Key.Branches, [.. group]))];
        Arm[] he = [.. arms.Where(arm => arm.Start == He)], scaled = [.. arms.Where(arm => arm.Start == Scaled)], fixup = [.. arms.Where(arm => arm.Start == Fixup)];
        Arm[] measured = [.. he.Where(arm => arm.Blocks <= MostMeasured)];
        return new()
        {
            Judgements =
            [
                Learns.Judge(fixup.Length > 0 && fixup.All(arm => arm.AtRate(Rate).All), string.Join(", ", fixup.Select(arm => Texts.Invariant($"{arm.Blocks}: {arm.AtRate(Rate)}")))),
                HeFails.Judge(he.Length > 0 && he.All(arm => arm.Best.Never), Said(he)),
                ScaledShrinks.Judge(scaled.Any(arm => arm.Blocks >= 100) && scaled.Where(arm => arm.Blocks >= 100).All(arm => arm.AtRate(Rate).Never), Said(scaled)),
                Growth.Judge(measured.Select(arm => arm.Blocks).SequenceEqual(Grown) && measured.All(arm => Math.Abs(arm.Growth[^1].Mean / (arm.Blocks * Elementary.Log(3)) - 1) <= 0.1), string.Join(", ", measured.Select(arm => Texts.Invariant($"{arm.Blocks}: {arm.Last:0.0E+0} beside {Elementary.Pow(3, arm.Blocks):0.0E+0}")))),
                Bounded.Judge(scaled.Length > 0 && scaled.All(arm => Math.Abs(arm.Growth[^1].Mean - arm.Blocks * Elementary.Log1p(2.0 / arm.Blocks)) <= Elementary.Log(1.5)), string.Join(", ", scaled.Select(arm => Texts.Invariant($"{arm.Blocks}: {arm.Last:0.00} beside {Elementary.Pow(1 + 2.0 / arm.Blocks, arm.Blocks):0.00}")))),
            ],
            Findings =
            [
                .. arms.Select(arm => new Finding($"{arm.Start}, {arm.Blocks} blocks: steps to 90 % at the best rate", arm.Best.ToString()) { Interval = arm.Best.Interval }),
                .. measured.Concat(scaled).Select(arm => new Finding($"{arm.Start}, {arm.Blocks} blocks: mean x² behind the last over that before the first", Texts.Invariant($"{arm.Last:G3}")) { Interval = Texts.Exponential(arm.Growth[^1]), Theory = Texts.Invariant($"{(arm.Start == He ? Elementary.Pow(3, arm.Blocks) : Elementary.Pow(1 + 2.0 / arm.Blocks, arm.Blocks)):G3}") }),
            ],
            Pictures = [ByDepth(he, scaled, fixup), ByBlock(measured, scaled)],
        };
    }

    private static string Said(Arm[] arms) => string.Join(", ", arms.Select(arm => Texts.Invariant($"{arm.Blocks}: {arm.Best}")));

    private static LinePicture ByDepth(Arm[] he, Arm[] scaled, Arm[] fixup) => new()
    {
        Name = "steps-by-depth",
        Title = "Learning time of residual networks",
        Summary = "From Fixup the same few steps at every depth; from He's weights none learns, and divided by √L only shallow networks at lower rates.",
        X = new("residual blocks", IsLog: true),
        Y = new("steps to 90 % at the best rate", IsLog: true),
        Lines = [.. new[] { fixup, scaled, he }.Where(arms => arms.Length > 0).Select(arms => new PictureLine(arms[0].Start, [.. arms.Select(arm => (double)arm.Blocks)], [.. arms.Select(arm => arm.Best.All ? arm.Best.Median : double.NaN)]))],
    };

    private static LinePicture ByBlock(Arm[] he, Arm[] scaled)
    {
        (Arm tall, Arm bounded) = (he[^1], scaled.First(arm => arm.Blocks == he[^1].Blocks));
        ImmutableArray<double> blocks = [.. Enumerable.Range(0, tall.Blocks + 1).Select(block => (double)block)];
        return new()
        {
            Name = "signal-by-block",
            Title = $"The signal of {tall.Blocks} residual blocks at the start",
            Summary = "With He's weights each block multiplies it by 3; with branches divided by √L it stays below e² times.",
            X = new("block"),
            Y = new("mean x² over that before the first", IsLog: true),
            Lines =
            [
                .. new[] { tall, bounded }.Select(arm => new PictureLine(arm.Start, blocks, [.. arm.Growth.Select(growth => Elementary.Exp(growth.Mean))])),
                Bands.Theory("3^l", blocks, blocks.Select(block => Elementary.Pow(3, block))),
                Bands.Theory("(1 + 2/L)^l", blocks, blocks.Select(block => Elementary.Pow(1 + 2.0 / bounded.Blocks, block))),
            ],
        };
    }

    /// <summary>Networks of one start and depth.</summary>
    private sealed class Arm
    {
        private readonly ImmutableArray<Run> runs;

        public Arm(string start, int blocks, ImmutableArray<Run> runs)
        {
            (Start, Blocks, this.runs) = (start, blocks, runs);
            Best = BestRate.Among(runs);

            Run[] firsts = AtStart.OnePerSeed(runs);
            Growth = [.. Enumerable.Range(0, blocks + 1).Select(block => Texts.Summary(firsts, run => Elementary.Log(Stream(run, block) / Stream(run, 0))))];
        }

        public string Start { get; }

        public int Blocks { get; }

        public BestRate Best { get; }

        /// <summary>Of the logarithm of mean x² behind each block over that before the first.</summary>
        public ImmutableArray<CellSummary> Growth { get; }

        public double Last => Elementary.Exp(Growth[^1].Mean);

        public BestRate AtRate(double rate) => BestRate.Among(runs.Where(run => run.Spec.Training.LearningRate == rate));

        private static double Stream(Run run, int block)
        {
            TrialLayer layer = AtStart.Layer(run, run.Spec.Network.Branch * block);
            return layer.ActivationMean * layer.ActivationMean + layer.ActivationStd * layer.ActivationStd;
        }
    }
}
