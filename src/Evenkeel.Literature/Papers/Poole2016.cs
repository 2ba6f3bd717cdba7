using System.Collections.Immutable;
using Evenkeel.Experiments.Studies;
using Evenkeel.Functions;
using Evenkeel.MeanField;

namespace Evenkeel.Literature.Papers;

/// <summary>Mean-field theory against numbers that were computed independently, and against networks.</summary>
internal sealed class Poole2016 : Reproduction
{
    private static readonly Criterion Phases = Criterion.Order("At σb = 0.3, tanh is ordered at σw = 1.3, χ₁ < 1 and c* = 1, and chaotic at 2.5 and 4.0, χ₁ > 1 and c* < 1.");

    private static readonly Criterion Forgets = Criterion.Order(
        "In networks of 40 layers the correlation of two inputs forgets where it starts: in the last layer it is above 0.9 at σw = 1.3 and below 0.3 at 2.5 and 4.0, from every pair.");

    private static readonly Criterion Table = Criterion.Number(
        "q*, χ₁, c*, ξ_q and ξ_c of tanh at σb² = 0.05 and ten σw² from 1 to 4, and σw² and q* of the critical point, agree with an independent computation to one in its last digit.");

    private static readonly Criterion Edges = Criterion.Number(
        "The edges of chaos of nine activations at σb = 0.1, 0.2 and σb² = 0.05 agree with an independent computation to one in the last digit of σw and q*.");

    private static readonly Criterion Lengths = Criterion.Number("In networks, q averaged over layers 10 to 40 is q* within 3 %, at every σw and from every pair.");
    private static readonly Criterion Angles = Criterion.Number("In networks, the correlation strays from theory, which starts from that of layer 1, by no more than 0.03 on average over the layers, at every σw and from every pair.");

    public override string Name => "meanfield";

    public override Paper Paper { get; } = new("Poole and others", 2016, "Exponential expressivity in deep neural networks through transient chaos", "https://arxiv.org/abs/1606.05340");

    public override string Claim => "Through deep random networks, the length of an input and the angle between two of them follow maps of one number, with fixed points that depth approaches exponentially; where χ₁ crosses 1, order becomes chaos.";

    public override ImmutableArray<Criterion> Criteria { get; } = [Phases, Forgets, Table, Edges, Lengths, Angles];

    public override ImmutableArray<string> Differences(RunSize size) =>
    [
        .. size == RunSize.Quick ? ImmutableArray.Create("Layers of 300 units and two pairs of inputs; the paper's layers have 1000.") : [],
        "The paper shows curves at σw = 1.3, 2.5 and 4.0, as here, and gives no number for them.",
        "A pair is the first two samples of a data set, so that starts differ; the paper follows inputs of chosen length and angle.",
        "Lengths and angles only; curvature of curves is left out.",
    ];

    public override Outcome Judge(Evidence evidence)
    {
        ImmutableArray<Poole2016Course> courses = Poole2016Course.Of(evidence);
        (double Off, string Where) length = courses.Select(course => (course.LengthError, course.Name)).MaxBy(course => course.LengthError), angle = courses.Select(course => (course.AngleError, course.Name)).MaxBy(course => course.AngleError);
        ImmutableArray<(double SigmaW, FixedPoint Point)> points = [.. courses.DistinctBy(course => course.SigmaW2).Select(course => (Math.Sqrt(course.SigmaW2), course.FixedPoint))];
        (string? table, string? edges) = (MeanFieldOracle.TablesMisfit(), MeanFieldOracle.EdgesMisfit());
        return new()
        {
            Judgements =
            [
                Phases.Judge(
                    points.All(point => point.SigmaW < 2 ? point.Point is { Chi1: < 1, Correlation: 1 } : point.Point is { Chi1: > 1, Correlation: < 1 }),
                    string.Join("; ", points.Select(point => Texts.Invariant($"σw {point.SigmaW:0.0}: χ₁ {point.Point.Chi1:0.000}, c* {point.Point.Correlation:0.000}")))),
                Forgets.Judge(
                    courses.All(course => course.SigmaW2 < 4 ? course.Angles[^1].Mean > 0.9 : course.Angles[^1].Mean < 0.3),
                    string.Join("; ", courses.GroupBy(course => course.SigmaW2).Select(group => Texts.Invariant($"σw {Math.Sqrt(group.Key):0.0}: {group.Min(course => course.Angles[^1].Mean):0.000} to {group.Max(course => course.Angles[^1].Mean):0.000}")))),
                Table.Judge(table is null, table ?? "all 52 numbers"),
                Edges.Judge(edges is null, edges ?? "all 45 numbers"),
                Lengths.Judge(length.Off <= 0.03, Texts.Invariant($"farthest: {length.Where}, {length.Off:P1}")),
                Angles.Judge(angle.Off <= 0.03, Texts.Invariant($"farthest: {angle.Where}, {angle.Off:0.000}")),
            ],
            Findings = [.. FindEdge(), .. courses.SelectMany(Find)],
            Pictures = Poole2016Pictures.Of(courses, evidence.Workers),
        };
    }

    private static IEnumerable<Finding> FindEdge()
    {
        CriticalPoint point = new CriticalLine(Activations.Parse("tanh")).ForBias(0.05)[0];
        yield return new("tanh, σb² = 0.05: σw² at the edge of chaos", Texts.Invariant($"{point.SigmaW2:0.000000}")) { Paper = "1.76039", Source = "a public replication of Schoenholz and others 2017, interpolated" };
        yield return new("tanh, σb² = 0.05: q* at the edge of chaos", Texts.Invariant($"{point.Q:0.000000}"));
    }

    private static IEnumerable<Finding> Find(Poole2016Course course)
    {
        yield return Of("q", course.Lengths[^1], course.FixedPoint.Q);
        yield return Of("correlation", course.Angles[^1], course.Theory[^1].Correlation);

        Finding Of(string what, CellSummary summary, double theory) => new(Texts.Invariant($"{course.Name}: {what} in layer {course.Angles.Length}"), Texts.Invariant($"{summary.Mean:0.000}")) { Interval = Texts.Interval(summary, "0.000"), Theory = Texts.Invariant($"{theory:0.000}") };
    }
}
