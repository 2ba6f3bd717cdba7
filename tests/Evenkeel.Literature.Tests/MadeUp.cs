using System.Collections.Immutable;
using Evenkeel.Report.Pictures;

namespace Evenkeel.Literature.Tests;

/// <summary>A claim about three steps on a few points, whose conditions hold as a test wants them to.</summary>
internal sealed class MadeUp : Reproduction
{
    public const string Trials = """
        { "name": "made-up", "base": { "data": { "name": "circle", "train": 20 }, "network": { "hidden": [3] }, "training": { "batch": 0, "steps": 3 }, "schemes": ["xavier"] }, "repeats": 4 }
        """;

    public static readonly Criterion First = Criterion.Order("One is above the other.");
    public static readonly Criterion Second = Criterion.Number("It is 1 within 0.1.");

    public override string Name => "made-up";

    public override Paper Paper { get; } = new("Nobody", 2020, "Nothing", "https://example.org/");

    public override string Claim => "Something holds.";

    public override ImmutableArray<Criterion> Criteria { get; } = [First, Second];

    public bool OrderHolds { get; init; } = true;

    public bool NumberHolds { get; init; } = true;

    public bool JudgesOthers { get; init; }

    public override ImmutableArray<string> Differences(RunSize size) => ["All of it."];

    public override Outcome Judge(Evidence evidence) => Found(OrderHolds, NumberHolds) with { Judgements = JudgesOthers ? [First.Judge(true, "")] : Found(OrderHolds, NumberHolds).Judgements };

    public static Outcome Found(bool order, bool number) => new()
    {
        Judgements = [First.Judge(order, "2 and 1"), Second.Judge(number, "1.05")],
        Findings = [new("it", "1.05") { Interval = "1.01 … 1.09, 4 seeds", Paper = "1", Source = "Table 1" }],
        Pictures = [new LinePicture { Name = "line", Title = "A line", Summary = "It rises.", X = new("x"), Y = new("y"), Lines = [new("a", [1, 2], [1, double.NaN])] }],
    };
}
