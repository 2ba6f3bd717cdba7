using System.Collections.Immutable;
using Evenkeel.Report.Pictures;

namespace Evenkeel.Literature.Papers;

/// <summary>From which start deep networks of rectifiers learn.</summary>
internal sealed class He2015 : Reproduction
{
    private const string He = "he-normal";
    private const string Xavier = "lecun-normal";
    private const int Moderate = 10;
    private const int VeryDeep = 30;

    private static readonly ImmutableArray<(string Scheme, string Name)> Starts =
    [
        (He, "He, variance 2/n"), (Xavier, "Xavier as the paper has it, variance 1/n"), ("glorot-uniform", "Glorot's uniform"), ("uniform", "standard, variance 1/(3n)"),
    ];

    private static readonly Criterion Both = Criterion.Order("At 10 layers He and Xavier both reach a training accuracy of 0.9, each at its best rate, and He in at most half as many updates (Fig. 2).");
    private static readonly Criterion Stalls = Criterion.Order("At 30 layers He reaches 0.9 within 600 updates at its best rate with every seed, and Xavier with none at any rate (Fig. 3).");
    private static readonly Criterion First = Criterion.Order("At no depth of 10 or more does any of the other three starts reach 0.9 in fewer updates than He.");
    private static readonly Criterion Chance = Criterion.Number("At 30 layers Xavier's final loss is 2.303, that of a guess, within 0.05, at every rate.");
    private static readonly Criterion Updates = Criterion.Number("He's updates to 0.9 at 10 and at 30 layers are within a factor of 2 of 21 and 124, independently computed with one seed, or within 20 updates of them, since the accuracy is taken over the last 16 batches.");

    public override string Name => "he2015";

    public override Paper Paper { get; } = new("He and others", 2015, "Delving Deep into Rectifiers: Surpassing Human-Level Performance on ImageNet Classification", "https://arxiv.org/abs/1502.01852");

    public override string Claim => "Networks of rectifiers need weights of variance 2/n: at moderate depth variance 1/n learns later, and at thirty layers it does not learn at all.";

    public override ImmutableArray<Criterion> Criteria { get; } = [Both, Stalls, First, Chance, Updates];

    public override ImmutableArray<string> Differences(RunSize size) =>
    [
        "Dense layers of 128 units on ten Gaussian clouds, an easy task, in the place of convolutions on ImageNet: 10 layers play the paper's 22, 30 its 30.",
        "SGD without momentum, batches of 64 new samples, at most 600 updates, the best of the rates 0.001, 0.01 and 0.1; the paper trains with momentum 0.9 and a schedule.",
        "Losses in the place of top-1 errors; a network ends when it reaches 0.9.",
        size == RunSize.Quick ? "One seed." : "Three seeds.",
    ];

    public override Outcome Judge(Evidence evidence)
    {
        ImmutableArray<StartAtDepth> cells = StartAtDepth.Of(evidence.Runs);
        StartAtDepth he = Find(cells, He, Moderate), xavier = Find(cells, Xavier, Moderate), heDeep = Find(cells, He, VeryDeep), xavierDeep = Find(cells, Xavier, VeryDeep);
        StartAtDepth? faster = cells.FirstOrDefault(cell => cell.Depth >= Moderate && cell.Scheme != He && cell.Best < Find(cells, He, cell.Depth).Best);
        double[] losses = [.. xavierDeep.Runs.Select(run => run.Result.FinalLoss)];
        return new()
        {
            Judgements =
            [
                Both.Judge(2 * he.Best <= xavier.Best && double.IsFinite(xavier.Best), $"{Say(he)} and {Say(xavier)} updates"),
                Stalls.Judge(double.IsFinite(heDeep.Best) && xavierDeep.Runs.All(run => run.Result.StepsToTarget is null), $"{Say(heDeep)} and {Say(xavierDeep)}"),
                First.Judge(faster is null && cells.Length > 0, faster is null ? "none does" : Texts.Invariant($"{faster.Scheme} at {faster.Depth}: {faster.Best:0}")),
                Chance.Judge(losses.Length > 0 && losses.All(loss => Math.Abs(loss - 2.303) <= 0.05), Texts.Invariant($"{losses.Min():0.000} to {losses.Max():0.000}")),
                Updates.Judge(IsNear(he.Best, 21) && IsNear(heDeep.Best, 124), $"{Say(he)} and {Say(heDeep)}"),
            ],
            Findings =
            [
                Cited("14 layers, Xavier", "33.90 %"), Cited("14 layers, He", "33.82 %"), Cited("30 layers, He", "38.56 %"),
                .. cells.Select(cell => new Finding(Texts.Invariant($"{cell.Depth} layers, {NameOf(cell.Scheme)}: updates to 0.9 at the best rate"), Say(cell)) { Interval = cell.Interval }),
            ],
            Pictures =
            [
                Curves(cells, Moderate, "fig-2", "Fig. 2: training at 10 layers", "Both learn, He earlier."),
                Curves(cells, VeryDeep, "fig-3", "Fig. 3: training at 30 layers", "He learns; Xavier stalls at the loss of a guess."),
                ByDepth(cells),
            ],
        };
    }

    /// <summary>What the paper has on ImageNet, which is not run: it stands beside for the order.</summary>
    private static Finding Cited(string network, string error) => new($"{network}: top-1 error on ImageNet", "not run") { Paper = error, Source = "the paper's text" };

    private static string Say(StartAtDepth cell) => double.IsFinite(cell.Best) ? Texts.Invariant($"{cell.Best:0}") : "never";

    private static bool IsNear(double updates, double known) => Math.Abs(updates - known) <= 20 || updates >= known / 2 && updates <= 2 * known;

    private static StartAtDepth Find(ImmutableArray<StartAtDepth> cells, string scheme, int depth) => cells.First(cell => cell.Scheme == scheme && cell.Depth == depth);

    private static string NameOf(string scheme) => Starts.First(start => start.Scheme == scheme).Name;

    private static LinePicture Curves(ImmutableArray<StartAtDepth> cells, int depth, string name, string title, string summary) => new()
    {
        Name = name, Title = title, Summary = summary, X = new("updates"), Y = new("training loss"),
        Lines = [.. Starts.Take(2).Select(start => Find(cells, start.Scheme, depth).Loss(start.Name))],
    };

    private static LinePicture ByDepth(ImmutableArray<StartAtDepth> cells) => new()
    {
        Name = "updates-by-depth",
        Title = "Updates to an accuracy of 0.9 at the best rate, by depth",
        Summary = "A line ends where its start does not reach 0.9 within 600 updates.",
        X = new("depth", IsLog: true), Y = new("updates", IsLog: true),
        Lines = [.. Starts.Select(start => StartAtDepth.Line(start.Name, [.. cells.Where(cell => cell.Scheme == start.Scheme).OrderBy(cell => cell.Depth)]))],
    };
}
