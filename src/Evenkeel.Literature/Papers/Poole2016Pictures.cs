using System.Collections.Immutable;
using Evenkeel.Functions;
using Evenkeel.MeanField;
using Evenkeel.Numerics;
using Evenkeel.Report.Pictures;

namespace Evenkeel.Literature.Papers;

/// <summary>Figures 1 and 2 of Poole and others: lengths, angles, and the two phases.</summary>
internal static class Poole2016Pictures
{
    private const int Places = 41;

    public static ImmutableArray<Picture> Of(ImmutableArray<Poole2016Course> courses, Workers workers) =>
    [
        .. courses.GroupBy(course => course.SigmaW2).Select(Lengths),
        .. courses.GroupBy(course => course.SigmaW2).Select(Angles),
        Phases(workers),
    ];

    private static LinePicture Lengths(IGrouping<double, Poole2016Course> group) => Courses(
        group, "length", "Fig. 1: second moment q by layer", "From three starts q comes to q* within a few layers, as theory says.", "q",
        course => (Bands.Line(course.Data, Texts.Layers(course.Lengths.Length), course.Lengths), course.Theory.Select(step => step.QA)));

    private static LinePicture Angles(IGrouping<double, Poole2016Course> group) => Courses(
        group, "correlation", "Fig. 2: correlation of two inputs by layer", group.Key < 2 ? "In the ordered phase all inputs become alike." : "In the chaotic phase inputs come to one correlation below 1, alike ones too.", "correlation",
        course => (Bands.Line(course.Data, Texts.Layers(course.Angles.Length), course.Angles), course.Theory.Select(step => step.Correlation)));

    private static LinePicture Courses(IGrouping<double, Poole2016Course> group, string name, string title, string summary, string label, Func<Poole2016Course, (PictureLine Line, IEnumerable<double> Theory)> line)
    {
        double sigmaW = Math.Sqrt(group.Key);
        return new()
        {
            Name = Texts.Invariant($"{name}-{10 * sigmaW:0}"), Title = Texts.Invariant($"{title}, σw = {sigmaW:0.0}"), Summary = summary, X = new("layer"), Y = new(label),
            Lines = [.. group.Select(line).SelectMany(pair => new[] { pair.Line, Bands.Theory($"{pair.Line.Name}, theory", pair.Line.X, pair.Theory) })],
        };
    }

    /// <summary>χ₁ over σw and σb, with the line where it is 1.</summary>
    private static MapPicture Phases(Workers workers)
    {
        double[] columns = [.. Enumerable.Range(0, Places).Select(i => 1 + 4.0 * i / (Places - 1))], rows = [.. Enumerable.Range(0, Places).Select(i => 4.0 * i / (Places - 1))];
        PhaseDiagram diagram = PhaseDiagram.Of(Activations.Parse("tanh"), [.. columns.Select(x => x * x)], [.. rows.Select(x => x * x)], workers);
        return new()
        {
            Name = "phases",
            Title = "Fig. 2: the two phases of tanh",
            Summary = "Below the line, with large weights and small biases, is chaos: χ₁ is above 1.",
            X = new("σw"), Y = new("σb"), Columns = [.. columns], Rows = [.. rows], Value = new("χ₁"),
            Cells = [.. Enumerable.Range(0, Places).Select(row => ImmutableArray.CreateRange(Enumerable.Range(0, Places).Select(column => diagram.Points[row * Places + column].Chi1 ?? double.NaN)))],
            Lines = [Bands.Theory("edge of chaos", [.. diagram.Edge.Select(point => point.SigmaW)], diagram.Edge.Select(point => point.SigmaB!.Value))],
        };
    }
}
