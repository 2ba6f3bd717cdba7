using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using Evenkeel.Experiments;
using Evenkeel.Functions;
using Evenkeel.MeanField;

namespace Evenkeel.Lab.Questions;

/// <summary>The phase diagram of an activation with one's own network on it.</summary>
public sealed class PhaseQuestion : LabQuestion
{
    /// <summary>Points along each axis: as fine as a picture of a page's width needs, and quick enough to be asked while a slider moves.</summary>
    private const int Side = 100;

    /// <summary>Room beyond a point.</summary>
    private const double Room = 1.25;

    /// <summary>Beyond so many usual widths of the diagram a point is left outside rather than all else made small.</summary>
    private const double MostUsual = 3;

    private const string Source = "Schoenholz, Gilmer, Ganguli and Sohl-Dickstein, Deep information propagation, 2017, https://arxiv.org/abs/1611.01232";

    private static readonly string[] Experiment = ["data", "hidden", "init"];

    /// <inheritdoc/>
    public override string Name => "phase";

    /// <inheritdoc/>
    public override string Purpose => "The phases of an activation over σw² and σb², with an experiment's starts or a given point on it, and the depth beyond which training should stop working.";

    /// <inheritdoc/>
    protected override void Write(Utf8JsonWriter json, QueryReader query, QuestionSources sources, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(json);
        ArgumentNullException.ThrowIfNull(query);
        bool hasExperiment = Experiment.Any(query.Has);
        double? askedW2 = query.Has("sigma-w2") ? query.Number("sigma-w2", 1, 0, 1000) : null;
        double askedB2 = query.Number("sigma-b2", 0, 0, 1000);
        double mostW2 = query.Number("sigma-w2-max", 0, 0, 1000);
        double mostB2 = query.Number("sigma-b2-max", 0, 0, 1000);
        Activation? alone = hasExperiment ? null : query.Activation("tanh");
        AskedExperiment? asked = hasExperiment ? AskedExperiment.Read(query, sources) : null;
        Activation activation = alone ?? asked!.Network.Function;
        ImmutableArray<PointOnPhase> points = [.. Points(activation, asked, askedW2, askedB2)];
        cancellation.ThrowIfCancellationRequested();

        double usualW2 = Math.Ceiling(2 * (new CriticalLine(activation).At(0.5)?.SigmaW2 ?? 2));
        double[] columns = Axis(mostW2 > 0 ? mostW2 : Most(usualW2, points.Select(point => point.SigmaW2)));
        double[] rows = Axis(mostB2 > 0 ? mostB2 : Most(0.5, points.Select(point => point.SigmaB2)));
        PhaseDiagram diagram = PhaseDiagram.Of(activation, columns, rows);
        cancellation.ThrowIfCancellationRequested();
        json.WritePropertyName("diagram");
        json.WriteRawValue(PhaseJson.Write(diagram, points is [{ Reading.Map: { } only }] ? only : null, Command(activation, columns, rows), sources?.Version ?? "").Span);
        json.WriteNumber("depth", asked?.Network.HiddenLayers.Length ?? 0);
        JsonText.Objects(json, "points", points, point => point.Write(json, point.SigmaW2 <= columns[^1] && point.SigmaB2 <= rows[^1], asked?.Network.HiddenLayers.Length));
        json.WriteNumber("reachOverXi", TheoryReading.ReachOverXi);
        json.WriteString("source", Source);
    }

    private static IEnumerable<PointOnPhase> Points(Activation activation, AskedExperiment? asked, double? sigmaW2, double sigmaB2)
    {
        if (sigmaW2 is { } given)
        {
            yield return PointOnPhase.Of(null, activation, given, sigmaB2, 1);
        }

        foreach ((Calibration.IStart start, SignalPath? path, string? none) in asked?.Starts() ?? [])
        {
            if (path is null)
            {
                yield return new(start.Name, null, none);
                continue;
            }

            // Layers behind the first have the typical fan-in; of a single hidden layer it is that layer's.
            SignalLayer typical = path.Layers[^2];
            yield return PointOnPhase.Of(start.Name, activation, typical.SigmaW2, typical.BiasVariance, asked!.InputSecondMoment);
        }
    }

    private static double Most(double usual, IEnumerable<double?> wanted)
    {
        double[] shown = [.. wanted.OfType<double>().Where(value => Room * value <= MostUsual * usual)];
        return Math.Max(usual, Room * shown.DefaultIfEmpty(0).Max());
    }

    private static double[] Axis(double most) => [.. Enumerable.Range(0, Side).Select(i => most * i / (Side - 1))];

    private static string Command(Activation activation, double[] columns, double[] rows) => string.Create(
        CultureInfo.InvariantCulture,
        $"evenkeel theory {ShellText.Quote(activation.Name)} --phase phase.html --phase-w2 0..{columns[^1]:R} --phase-b2 0..{rows[^1]:R}");
}
