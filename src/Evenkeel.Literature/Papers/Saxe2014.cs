using System.Collections.Immutable;
using Evenkeel.Data;
using Evenkeel.Experiments;
using Evenkeel.Literature.Measures;
using Evenkeel.Report.Pictures;

namespace Evenkeel.Literature.Papers;

/// <summary>Deep linear networks: how long they learn from orthogonal and from Gaussian weights.</summary>
internal sealed class Saxe2014 : Reproduction
{
    private const string Orthogonal = "orthogonal", Gaussian = "lecun-normal";

    /// <summary>Of the paper's loss ½·‖W − M‖², 5 where nothing is learned.</summary>
    private const double Learned = 0.25;

    private const double ModeStart = 1e-3, ModeRate = 2e-3;

    private const int ModeSteps = 8000, ModeEvery = 100;

    private static readonly ImmutableArray<double> ModeStrengths = [1, 0.8, 0.6, 0.4];

    /// <summary>Steps of networks with biases by depth, independently computed; from Gaussian weights never within 1500 from depth 10 on.</summary>
    private static readonly ImmutableArray<(int Depth, double Orthogonal, double Gaussian)> Known =
        [(2, 301, 322), (3, 440, 492), (5, 630, 761), (10, 769, double.NaN), (20, 831, double.NaN), (40, 758, double.NaN), (80, 733, double.NaN)];

    private static readonly Criterion Learns = Criterion.Order("From orthogonal weights networks of every depth come below 5 % of the loss of knowing nothing, and their time levels off: from depth 10 to the deepest it grows to at most 1.5 times, each at its best rate; steps times rate times depth, independently computed with biases as 769·0.050, 831·0.056 and 733·0.071 at depths 10, 20 and 80, grow to 1.2 and 1.35 times.");
    private static readonly Criterion Grows = Criterion.Order("From Gaussian weights of variance 1/n the time grows with depth: at depth 10 at least 3 times that of depth 2, and at the deepest at least 3 times that of depth 10, or for ever.");
    private static readonly Criterion Rates = Criterion.Number("From orthogonal weights the best rate falls like one over the depth: rate times depth is 0.3 to 3 at every depth.");
    private static readonly Criterion Biased = Criterion.Number("With biases the steps from orthogonal weights are within 25 % of 301, 440, 630 and 769 at depths 2, 3, 5 and 10, and of 831, 758 and 733 at 20, 40 and 80 where those are run; from Gaussian ones of 322, 492 and 761 at 2, 3 and 5, and from 10 on none learns: as independently computed.");
    private static readonly Criterion Modes = Criterion.Number("In a network of one hidden layer that begins decoupled, modes of strengths 1, 0.8, 0.6 and 0.4 grow from 0.001 as the equation's solution says, within 0.02 at each of 81 readings over 8000 steps.");

    public override string Name => "saxe2014";

    public override Paper Paper { get; } = new("Saxe, McClelland and Ganguli", 2014, "Exact solutions to the nonlinear dynamics of learning in deep linear neural networks", "https://arxiv.org/abs/1312.6120");

    public override string Claim => "Deep linear networks learn in a time that does not grow with depth from orthogonal weights, at a rate that falls like one over the depth, and ever more slowly from scaled Gaussian ones; each mode's strength follows a solution in closed form.";

    public override ImmutableArray<Criterion> Criteria { get; } = [Learns, Grows, Rates, Biased, Modes];

    public override ImmutableArray<string> Differences(RunSize size) =>
    [
        "A map of rank 10 over the 64 unit vectors in the place of MNIST; 64 units in each layer, where the paper has 1000.",
        size == RunSize.Quick ? "Depths to 20, eight rates, 1 seed; the paper goes to 100 layers with 20 rates." : "Depths to 80, ten rates, 2 seeds; the paper goes to 100 layers with 20 rates.",
        "Depth counts matrices of weights. Rates are those for the paper's loss ½·‖W − M‖²; training takes the mean over samples and outputs, 2048 times smaller, at rates 2048 times as high.",
        "Networks with biases, which the paper has none of, stand beside because the independent measurement had them: what 64 unit vectors have in common is 64 times as steep for a bias, so that stable rates are lower and every time is longer.",
        "The paper gives no number for what is measured here.",
        "Full orthogonal and Gaussian weights, not the paper's decoupled start; only its equation's solution is tried with that.",
    ];

    public override Outcome Judge(Evidence evidence)
    {
        Arm[] orthogonal = Arms(evidence, Orthogonal, biases: false), gaussian = Arms(evidence, Gaussian, biases: false);
        Arm[] biasedOrthogonal = Arms(evidence, Orthogonal, biases: true), biasedGaussian = Arms(evidence, Gaussian, biases: true);
        (Arm second, Arm tenth, Arm last) = (gaussian[0], gaussian.First(arm => arm.Depth == 10), gaussian[^1]);
        double growth = orthogonal[^1].Best.Median / orthogonal.First(arm => arm.Depth == 10).Best.Median;
        double off = biasedOrthogonal.Max(arm => Off(arm, KnownAt(arm).Orthogonal)), gaussianOff = biasedGaussian.Max(arm => Off(arm, KnownAt(arm).Gaussian));
        LinearModeNet net = new(ModeStrengths, ModeStart, ModeRate, evidence.Seed);
        ImmutableArray<ImmutableArray<double>> modes = net.Train(ModeSteps, ModeEvery, evidence.Cancellation);
        double modesOff = Enumerable.Range(0, modes.Length).Max(i => Enumerable.Range(0, ModeStrengths.Length).Max(mode => Math.Abs(modes[i][mode] - net.Solution(ModeStrengths[mode], i * ModeEvery))));
        return new()
        {
            Judgements =
            [
                Learns.Judge(orthogonal.All(arm => arm.Best.All) && growth <= 1.5, Texts.Invariant($"{Said(orthogonal)}: {growth:0.00} times")),
                Grows.Judge(tenth.Best.Median >= 3 * second.Best.Median && (last.Best.Never || last.Best.Median >= 3 * tenth.Best.Median), Said(gaussian)),
                Rates.Judge(orthogonal.All(arm => arm.RateTimesDepth is >= 0.3 and <= 3), string.Join(", ", orthogonal.Select(arm => Texts.Invariant($"{arm.Depth}: {arm.RateTimesDepth:0.000}")))),
                Biased.Judge(Math.Max(off, gaussianOff) <= 0.25, $"orthogonal {Said(biasedOrthogonal)}; Gaussian {Said(biasedGaussian)}"),
                Modes.Judge(modes.Length == ModeSteps / ModeEvery + 1 && modesOff <= 0.02, Texts.Invariant($"off by {modesOff:0.0000} at most")),
            ],
            Findings = [
                .. orthogonal.Select(arm => Found("orthogonal", arm)), .. gaussian.Select(arm => Found("Gaussian", arm)),
                .. biasedOrthogonal.Select(arm => Found("with biases, orthogonal", arm, Independent(KnownAt(arm).Orthogonal))), .. biasedGaussian.Select(arm => Found("with biases, Gaussian", arm, Independent(KnownAt(arm).Gaussian))),
            ],
            Pictures = [ByDepth(orthogonal, gaussian, biasedOrthogonal, biasedGaussian), RatesByDepth(orthogonal), ModesByTime(net, modes)],
        };
    }

    private static Arm[] Arms(Evidence evidence, string start, bool biases) =>
        [.. evidence.Runs.Where(run => run.Spec.Scheme == start && run.Spec.Network.Bias == biases).GroupBy(run => run.Spec.Network.Hidden.Length + 1).OrderBy(group => group.Key).Select(group => new Arm(group.Key, BestRate.Among(group, StepsOf)))];

    private static (int Depth, double Orthogonal, double Gaussian) KnownAt(Arm arm) => Known.First(known => known.Depth == arm.Depth);

    /// <summary>By which share the steps differ from known ones; 0 where none was to be had and none was found.</summary>
    private static double Off(Arm arm, double known) => double.IsNaN(known)
        ? arm.Best.Never ? 0 : double.PositiveInfinity
        : arm.Best.All ? Math.Abs(arm.Best.Median / known - 1) : double.PositiveInfinity;

    /// <summary>The updates after which the loss is below the bound; null where it never is.</summary>
    private static int? StepsOf(Run run)
    {
        Curve loss = run.Result.Loss;
        for (int i = 0; i < loss.Values.Length; i++)
        {
            if (loss.Values[i] * LinearModes.LossScale < Learned) return loss.Steps[i] - 1;
        }

        return null;
    }

    private static string Said(Arm[] arms) => string.Join(", ", arms.Select(arm => Texts.Invariant($"{arm.Depth}: {(arm.Best.Never ? "never" : Texts.Number(arm.Best.Median))}")));

    private static string Independent(double steps) => double.IsNaN(steps) ? "never, independently computed" : Texts.Invariant($"{steps} steps, independently computed");

    private static Finding Found(string weights, Arm arm, string known = "") => new(
        Texts.Invariant($"{weights}, depth {arm.Depth}: steps, and the best rate times the depth"),
        arm.Best.Never ? "never" : Texts.Invariant($"{arm.Best.Median:0.#}, {arm.RateTimesDepth:0.000}")) { Interval = arm.Best.Interval, Theory = known };

    private static LinePicture ByDepth(Arm[] orthogonal, Arm[] gaussian, Arm[] biasedOrthogonal, Arm[] biasedGaussian) => new()
    {
        Name = "time-by-depth",
        Title = "Learning time of deep linear networks",
        Summary = "From orthogonal weights the time levels off; from Gaussian ones it grows until none learns within the steps. With biases, which force lower rates, the same at longer times.",
        X = new("depth", IsLog: true),
        Y = new("steps at the best rate", IsLog: true),
        Lines =
        [
            Line("orthogonal", orthogonal), Line("Gaussian", gaussian), Line("orthogonal, with biases", biasedOrthogonal), Line("Gaussian, with biases", biasedGaussian),
            new("orthogonal, with biases, independently computed", Depths(biasedOrthogonal), [.. biasedOrthogonal.Select(arm => KnownAt(arm).Orthogonal)]) { Style = LineStyle.Theory },
            new("Gaussian, with biases, independently computed", Depths(biasedGaussian), [.. biasedGaussian.Select(arm => KnownAt(arm).Gaussian)]) { Style = LineStyle.Theory },
        ],
    };

    private static PictureLine Line(string name, Arm[] arms) => new(name, Depths(arms), [.. arms.Select(arm => arm.Best.Median)]);

    private static ImmutableArray<double> Depths(Arm[] arms) => [.. arms.Select(arm => (double)arm.Depth)];

    private static LinePicture RatesByDepth(Arm[] orthogonal) => new()
    {
        Name = "rate-by-depth",
        Title = "The best learning rate",
        Summary = "It falls like one over the depth.",
        X = new("depth", IsLog: true),
        Y = new("rate for the loss ½·‖W − M‖²", IsLog: true),
        Lines =
        [
            new("orthogonal", Depths(orthogonal), [.. orthogonal.Select(arm => arm.RateTimesDepth / arm.Depth)]),
            new("1/depth", Depths(orthogonal), [.. orthogonal.Select(arm => 1.0 / arm.Depth)]) { Style = LineStyle.Theory },
        ],
    };

    private static LinePicture ModesByTime(LinearModeNet net, ImmutableArray<ImmutableArray<double>> modes)
    {
        ImmutableArray<double> steps = [.. Enumerable.Range(0, modes.Length).Select(i => (double)(i * ModeEvery))];
        return new()
        {
            Name = "modes-by-time",
            Title = "Modes of a network of one hidden layer",
            Summary = "Each rises from a plateau to its strength, the strongest first, along the equation's solution.",
            X = new("steps"),
            Y = new("strength"),
            Lines =
            [
                .. ModeStrengths.Select((strength, mode) => new PictureLine(Texts.Invariant($"s = {strength}"), steps, [.. modes.Select(reading => reading[mode])])),
                .. ModeStrengths.Select(strength => Bands.Theory(Texts.Invariant($"s = {strength}, solution"), steps, steps.Select(step => net.Solution(strength, (int)step)))),
            ],
        };
    }

    /// <summary>Networks of one depth, in matrices of weights, and one start.</summary>
    private sealed record Arm(int Depth, BestRate Best)
    {
        public double RateTimesDepth => Best.Never ? double.NaN : Best.Rate * Depth / LinearModes.LossScale;
    }
}
