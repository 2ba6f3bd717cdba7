using System.Collections.Immutable;
using Evenkeel.Literature.Measures;
using Evenkeel.MeanField;
using Evenkeel.Numerics;
using Evenkeel.Report.Pictures;

namespace Evenkeel.Literature.Papers;

/// <summary>Deep narrow ReLU networks are dead before training begins.</summary>
internal sealed class Lu2019 : Reproduction
{
    private const int Depth = 9;
    private const int Deepest = 40;
    private const int DeepWidth = 3;
    private const int DeepNetworks = 2000;
    private const double Reach = 1.7320508075688772;

    private static readonly int[] Widths = [2, 3, 4, 5, 8, 10];
    private static readonly int[] Shown = [2, 3, 5, 10];
    private static readonly double[] KnownSingle = [0.9249, 0.6993, 0.4406, 0.2485, 0.0346, 0.0088];
    private static readonly double[] KnownConstant = [0.881, 0.573, 0.295, 0.129, 0.009, 0.0016];
    private static readonly double[] KnownBiased = [0.817, 0.474, 0.217, 0.087, 0.005, 0.0004];

    private static readonly Criterion Deeper = Criterion.Order("The probability that a network is constant rises with depth towards 1: at width 3, more are at 9 layers than at 3, more at 20 than at 9, and above 95 % at 40.");
    private static readonly Criterion Narrower = Criterion.Order("Narrower networks are dead more often: at 9 hidden layers the share falls at every step from width 2 to 3, 4, 5, 8 and 10, without biases and with them.");
    private static readonly Criterion Safe = Criterion.Order("At 9 hidden layers, width 10 is safe, with less than 1 % dead, and width 5 is not, with more than 10 %; more than half of width 3 are dead.");
    private static readonly Criterion Formula = Criterion.Number("1 − ∏(1 − 2^−n) at 9 layers of 2, 3, 4, 5, 8 and 10 units is the independently computed .9249, .6993, .4406, .2485, .0346, .0088 within 0.00005.");
    private static readonly Criterion Single = Criterion.Number("The share of networks through which one input does not pass is that formula's within 4 binomial standard errors at every width, in the study's networks and in those drawn besides.");
    private static readonly Criterion Constant = Criterion.Number("The share that is constant on [−√3, √3] is, within 4 standard errors of a difference of two such samples, the independently measured .881 .573 .295 .129 .009 .0016 without biases, and .817 .474 .217 .087 .005 .0004 with biases of the weights' variance.");

    public override string Name => "lu2019";

    public override Paper Paper { get; } = new("Lu, Shin, Su and Karniadakis", 2019, "Dying ReLU and Initialization: Theory and Numerical Examples", "https://arxiv.org/abs/1903.06733");

    public override string Claim => "A ReLU network whose weights are drawn symmetrically is constant from birth with a probability that goes to 1 as it gets deeper, and wider layers delay that.";

    public override ImmutableArray<Criterion> Criteria { get; } = [Deeper, Narrower, Safe, Formula, Single, Constant];

    public override ImmutableArray<string> Differences(RunSize size) =>
    [
        "Networks are judged at birth; the paper also trains them and counts those that collapse, which dead ones are a part of.",
        "The randomized asymmetric initialization that the paper proposes is left out.",
        "The samples that .881 and its like come from are taken to be as large as ours.",
    ];

    /// <inheritdoc/>
    /// <remarks>One study for all; quick draws fewer networks besides.</remarks>
    public override ImmutableArray<RunSize> Sizes { get; } = [RunSize.Quick, RunSize.Standard];

    public override Outcome Judge(Evidence evidence)
    {
        int networks = evidence.Size == RunSize.Quick ? 5000 : 20_000;
        WidthCount[] counts = [.. Widths.Select(width => WidthCount.Of(width, networks, evidence))];
        int[] deep = Many.Of(DeepNetworks, evidence, i => PiecewiseNet.FirstDead(DeepWidth, Deepest, 0, Reach, evidence.Seed.For("deep").For(i)).Constant);
        double At(int depth) => deep.Count(layer => layer <= depth) / (double)DeepNetworks;
        return new()
        {
            Judgements =
            [
                Deeper.Judge(At(Depth) > At(3) && At(20) > At(Depth) && At(Deepest) > 0.95, Texts.Invariant($"width 3: {At(3):P1} at 3 layers, {At(Depth):P1} at 9, {At(20):P1} at 20, {At(Deepest):P1} at 40")),
                Narrower.Judge(Falls(counts, count => count.Constant) && Falls(counts, count => count.Biased), Texts.Invariant($"{Shares(counts, count => count.Constant)} without biases, {Shares(counts, count => count.Biased)} with")),
                Safe.Judge(counts[^1].Share(counts[^1].Constant) < 0.01 && counts[3].Share(counts[3].Constant) > 0.1 && counts[1].Share(counts[1].Constant) > 0.5,
                    Texts.Invariant($"width 10 {counts[^1].Share(counts[^1].Constant):P2}, width 5 {counts[3].Share(counts[3].Constant):P1}, width 3 {counts[1].Share(counts[1].Constant):P1}")),
                Formula.Judge(Largest(i => Math.Abs(counts[i].Exact - KnownSingle[i])) <= 0.00005, Texts.Invariant($"off by {Largest(i => Math.Abs(counts[i].Exact - KnownSingle[i])):0.000000} at most")),
                JudgeSingle(counts),
                JudgeConstant(counts),
            ],
            Findings = [.. counts.SelectMany(Findings)],
            Pictures = [ByDepth(deep), ByWidth(counts)],
        };
    }

    private static double Largest(Func<int, double> number) => Enumerable.Range(0, Widths.Length).Max(number);

    private static bool Falls(WidthCount[] counts, Func<WidthCount, int> hits) => counts.Zip(counts.Skip(1)).All(pair => hits(pair.First) > hits(pair.Second));

    private static string Shares(WidthCount[] counts, Func<WidthCount, int> hits) => string.Join(' ', counts.Select(count => Texts.Number(count.Share(hits(count)))));

    private static Judgement JudgeSingle(WidthCount[] counts)
    {
        double drawn = counts.Max(count => Distance(count.Share(count.Single), count.Exact, count.Exact * (1 - count.Exact) / count.Networks));
        double trials = counts.Max(count => Distance(count.DeadTrials / (double)count.Trials, count.Exact, count.Exact * (1 - count.Exact) / count.Trials));
        return Single.Judge(drawn <= 4 && trials <= 4, Texts.Invariant($"the farthest is off by {trials:0.0} standard errors among {counts[0].Trials} trials a width, by {drawn:0.0} among {counts[0].Networks} drawn ones"));
    }

    private static Judgement JudgeConstant(WidthCount[] counts)
    {
        double plain = Largest(i => Difference(counts[i], counts[i].Constant, KnownConstant[i])), biased = Largest(i => Difference(counts[i], counts[i].Biased, KnownBiased[i]));
        return Constant.Judge(plain <= 4 && biased <= 4, Texts.Invariant($"the farthest is off by {plain:0.0} standard errors without biases, by {biased:0.0} with"));
    }

    private static double Difference(WidthCount count, int hits, double known) => Distance(count.Share(hits), known, 2 * known * (1 - known) / count.Networks);

    private static double Distance(double share, double known, double variance) => Math.Abs(share - known) / Math.Sqrt(variance);

    private static IEnumerable<Finding> Findings(WidthCount count)
    {
        (double low, double high) = Sample.Share(count.Constant, count.Networks);
        yield return new(Texts.Invariant($"width {count.Width}: constant on [−√3, √3]"), Texts.Invariant($"{count.Share(count.Constant):P2}"))
        {
            Interval = Texts.Invariant($"{low:P2} … {high:P2}, {count.Networks} networks"),
            Paper = count.Width switch { 2 => "above 90 %", 3 => "about 60 %", 5 => "above 10 %", 10 => "below 1 %", _ => "" },
            Source = count.Width switch { 2 => "networks of 10 layers, 1000 trained on |x|, that collapse", 3 or 5 or 10 => "safe operating region, networks of 10 layers that collapse", _ => "" },
        };
        yield return new(Texts.Invariant($"width {count.Width}: one input does not pass, by the formula"), Texts.Invariant($"{count.Exact:P2}"));
    }

    private static LinePicture ByDepth(int[] deep)
    {
        ImmutableArray<double> layers = Texts.Layers(Deepest);
        (double Low, double High)[] ends = [.. layers.Select(layer => Sample.Share(deep.Count(first => first <= layer), DeepNetworks))];
        return new()
        {
            Name = "born-dead-by-depth",
            Title = "Networks that are constant from birth, by depth",
            Summary = "The share goes to 1 with depth. The formula for one input lies above, since a network may be dead for one input and alive for another.",
            X = new("hidden layers"),
            Y = new("share of networks"),
            Lines =
            [
                new("width 3, constant on [−√3, √3]", layers, [.. layers.Select(layer => deep.Count(first => first <= layer) / (double)DeepNetworks)]) { Low = [.. ends.Select(end => end.Low)], High = [.. ends.Select(end => end.High)] },
                .. Shown.Select(width => new PictureLine(Texts.Invariant($"width {width}, one input, formula"), layers, [.. layers.Select(layer => Exact(width, (int)layer))]) { Style = LineStyle.Theory }),
            ],
        };
    }

    private static LinePicture ByWidth(WidthCount[] counts)
    {
        ImmutableArray<double> widths = [.. counts.Select(count => (double)count.Width)];
        return new()
        {
            Name = "born-dead-by-width",
            Title = "Nine hidden layers, by their width",
            Summary = "Every unit more makes a dead network rarer; biases help a little.",
            X = new("units a layer"),
            Y = new("share of networks", IsLog: true),
            Lines =
            [
                Line("constant, no biases", count => count.Constant),
                Line("constant, with biases", count => count.Biased),
                Line("dead for one input", count => count.Single),
                new("dead for one input, formula", widths, [.. counts.Select(count => count.Exact)]) { Style = LineStyle.Theory },
            ],
        };

        PictureLine Line(string name, Func<WidthCount, int> hits)
        {
            (double Low, double High)[] ends = [.. counts.Select(count => Sample.Share(hits(count), count.Networks))];
            return new(name, widths, [.. counts.Select(count => hits(count) > 0 ? count.Share(hits(count)) : double.NaN)]) { Low = [.. ends.Select(end => end.Low)], High = [.. ends.Select(end => end.High)] };
        }
    }

    private static double Exact(int width, int depth) => BornDead.Probability([.. Enumerable.Repeat(width, depth)]);

    /// <summary>What became of the networks of a width.</summary>
    private sealed record WidthCount(int Width, int Networks, int Constant, int Biased, int Single, int Trials, int DeadTrials)
    {
        public double Exact => Lu2019.Exact(Width, Depth);

        public double Share(int hits) => (double)hits / Networks;

        public static WidthCount Of(int width, int networks, Evidence evidence)
        {
            Seed seed = evidence.Seed.For(width);
            (int Constant, int DeadAtEnd)[] plain = Many.Of(networks, evidence, i => PiecewiseNet.FirstDead(width, Depth, 0, Reach, seed.For("plain").For(i)));
            int biased = Many.Of(networks, evidence, i => PiecewiseNet.FirstDead(width, Depth, 2, Reach, seed.For("biased").For(i)).Constant <= Depth).Count(isDead => isDead);
            Run[] runs = [.. evidence.Runs.Where(run => run.Spec.Network.Hidden[0] == width)];
            return new(width, networks, plain.Count(first => first.Constant <= Depth), biased, plain.Count(first => first.DeadAtEnd <= Depth), runs.Length, runs.Count(IsDead));
        }

        /// <summary>A unit that is inactive on the only sample of the batch lets no gradient pass.</summary>
        private static bool IsDead(Run run) => run.Result.Readings[0].Layers.Any(layer => layer.Dead >= 1);
    }
}
