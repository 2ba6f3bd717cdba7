using System.Collections.Immutable;
using Evenkeel.Functions;
using Evenkeel.MeanField;
using Evenkeel.Report.Pictures;

namespace Evenkeel.Literature.Papers;

/// <summary>How deep a network can be trained, beside how deep correlations of inputs live.</summary>
internal sealed class Schoenholz2017 : Reproduction
{
    private const double Trained = 0.9;
    private const double Chance = 0.3;

    /// <summary>Beyond it, the limit is how far a few hundred updates go, not where signals end.</summary>
    private const int Reach = 50;

    private static readonly Criterion Shallow = Criterion.Order("Every network of at most 50 layers that is shallower than 3 ξ_c learns: its training accuracy, mean over seeds, is 0.9 or more.");
    private static readonly Criterion Deep = Criterion.Order("Every network deeper than 12 ξ_c stays near chance, 0.1: its accuracy is below 0.3.");

    private static readonly Criterion Border = Criterion.Order(
        "At every σw² whose 3 and 8 ξ_c both lie within the grid, the depth at which accuracy falls through 0.5 lies between 3 and 12 ξ_c.");

    private static readonly Criterion Six = Criterion.Number("The median of that depth over ξ_c lies between 5 and 8, where an independent computation of the 81 networks puts the border; 6 is drawn, which the code of Pretorius and others 2018 uses.");

    public override string Name => "schoenholz2017";

    public override Paper Paper { get; } = new("Schoenholz and others", 2017, "Deep Information Propagation", "https://arxiv.org/abs/1611.01232");

    public override string Claim => "A random network can be trained as deep as information about inputs travels through it: a few times the depth scale ξ_c of their correlation, which is infinite at the edge of chaos.";

    public override ImmutableArray<Criterion> Criteria { get; } = [Shallow, Deep, Border, Six];

    public override ImmutableArray<string> Differences(RunSize size) =>
    [
        "Ten Gaussian clouds in 64 dimensions in the place of MNIST and CIFAR-10: an easy task, so that only signals decide.",
        "100 units a layer, batches of 64, SGD at 0.01 and 300 updates, all samples new; depths to 100.",
        "A network that reaches an accuracy of 0.99 over the last thousand samples ends there.",
        .. size switch
        {
            RunSize.Quick => ["81 networks, one seed."],
            RunSize.Full => ["900 networks, three seeds each."],
            _ => (ImmutableArray<string>)["81 networks, three seeds each."],
        },
        "The paper's own multiple of ξ_c is not cited; the code of Pretorius and others 2018 has 6, a public replication of the paper draws 4.5.",
        "Near the edge of chaos 300 updates and 100 units are the limit rather than ξ_c; there the border is not judged.",
    ];

    public override Outcome Judge(Evidence evidence)
    {
        ImmutableArray<DepthColumn> columns = DepthColumn.Of(evidence.Runs);
        ImmutableArray<DepthColumn> within = [.. columns.Where(column => 3 * column.Xi >= column.Depths[0] && 8 * column.Xi <= column.Depths[^1])];
        (DepthColumn Column, int Row)[] cells = [.. columns.SelectMany(column => Enumerable.Range(0, column.Depths.Length).Select(row => (column, row)))];
        (DepthColumn Column, int Row)[] shallow = [.. cells.Where(cell => cell.Column.DepthOf(cell.Row) <= Math.Min(Reach, 3 * cell.Column.Xi))], deep = [.. cells.Where(cell => cell.Column.DepthOf(cell.Row) > 12 * cell.Column.Xi)];
        double least = shallow.Min(Accuracy), most = deep.Max(Accuracy);
        double[] borders = [.. within.Select(column => column.Border / column.Xi)], known = [.. borders.Where(double.IsFinite).Order()];
        double median = known.Length == 0 ? double.NaN : (known[(known.Length - 1) / 2] + known[known.Length / 2]) / 2;
        return new()
        {
            Judgements =
            [
                Shallow.Judge(least >= Trained, Texts.Invariant($"{least:0.000} or more in {shallow.Length} cells")),
                Deep.Judge(most < Chance, Texts.Invariant($"{most:0.000} at most in {deep.Length} cells")),
                Border.Judge(borders.Length > 0 && borders.All(border => border is >= 3 and <= 12), Texts.Invariant($"{borders.Min():0.0} to {borders.Max():0.0} in {borders.Length} columns")),
                Six.Judge(median is >= 5 and <= 8, Texts.Invariant($"{median:0.0}")),
            ],
            Findings =
            [
                new("depth at which networks cease to learn over ξ_c, median", Texts.Invariant($"{median:0.0}")),
                .. within.Select(column => new Finding(Texts.Invariant($"σw² = {column.SigmaW2:0.00}: depth at which networks cease to learn"), double.IsNaN(column.Border) ? "beyond the grid" : Texts.Invariant($"{column.Border:0.0}")) { Interval = column.Interval, Theory = Texts.Invariant($"6 ξ_c = {6 * column.Xi:0}") }),
            ],
            Pictures = [Map(columns)],
        };
    }

    private static double Accuracy((DepthColumn Column, int Row) cell) => cell.Column.Accuracies[cell.Row];

    private static MapPicture Map(ImmutableArray<DepthColumn> columns) => new()
    {
        Name = "trainability",
        Title = "Training accuracy by variance of weights and depth, and six times ξ_c",
        Summary = "Dark cells learn. Their border follows the dashed line, 6 ξ_c, which goes to infinity at the edge of chaos.",
        X = new("σw²"), Y = new("depth"), Value = new("training accuracy"), Low = 0.1, High = 1,
        Columns = [.. columns.Select(column => column.SigmaW2)],
        Rows = [.. columns[0].Depths.Select(depth => (double)depth)],
        Cells = [.. Enumerable.Range(0, columns[0].Depths.Length).Select(row => ImmutableArray.CreateRange(columns.Select(column => column.Accuracies[row])))],
        Lines = [SixTimes(columns)],
    };

    /// <summary>6 ξ_c as far as it is within the grid.</summary>
    private static PictureLine SixTimes(ImmutableArray<DepthColumn> columns)
    {
        const int places = 121;
        (double low, double high) = (columns[0].SigmaW2, columns[^1].SigmaW2);
        double[] x = [.. Enumerable.Range(0, places).Select(i => low + (high - low) * i / (places - 1))];
        PhaseDiagram theory = PhaseDiagram.Of(Activations.Parse("tanh"), x, [columns[0].SigmaB2]);
        return Bands.Theory("6 ξ_c", [.. x], theory.Points.Select(point => 6 * point.XiC is { } depth && depth <= columns[0].Depths[^1] ? depth : double.NaN));
    }
}
