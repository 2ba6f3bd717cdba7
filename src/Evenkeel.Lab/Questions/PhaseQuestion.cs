using System.Collections.Immutable;
using System.Text.Json;
using Evenkeel.Experiments;
using Evenkeel.Functions;
using Evenkeel.MeanField;

namespace Evenkeel.Lab.Questions;

/// <summary>The phase diagram of an activation with one's own network on it.</summary>
public sealed class PhaseQuestion : LabQuestion
{
    /// <summary>Room beyond a point.</summary>
    private const double Room = 1.25;

    /// <summary>So many times as wide as usual a diagram may be for the sake of a point; few sizes, so that diagrams are found again. Points beyond are left outside.</summary>
    private static readonly double[] Widenings = [1, 2, 4];

    private const string Source = "Schoenholz, Gilmer, Ganguli and Sohl-Dickstein, Deep information propagation, 2017, https://arxiv.org/abs/1611.01232";

    private static readonly string[] Experiment = ["data", "hidden", "init"];

    /// <inheritdoc/>
    public override string Name => "phase";

    /// <inheritdoc/>
    public override string Purpose => "The phases of an activation over σw² and σb², with an experiment's starts or a given point on it, and the depth beyond which training should stop working.";

    /// <inheritdoc/>
    internal override bool IsQuick(string query, QuestionSources sources) => false;

    /// <inheritdoc/>
    protected override void Write(Utf8JsonWriter json, QueryReader query, QuestionSources sources, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(json);
        ArgumentNullException.ThrowIfNull(query);
        ArgumentNullException.ThrowIfNull(sources);
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
        double width = mostW2 > 0 ? mostW2 : Most(usualW2, points.Select(point => point.SigmaW2));
        double height = mostB2 > 0 ? mostB2 : Most(0.5, points.Select(point => point.SigmaB2));
        json.WritePropertyName("diagram");
        json.WriteRawValue(sources.Diagrams.Of(activation, width, height, sources).Span);
        cancellation.ThrowIfCancellationRequested();
        json.WriteNumber("depth", asked?.Network.HiddenLayers.Length ?? 0);
        JsonText.Objects(json, "points", points, point => point.Write(json, point.SigmaW2 <= width && point.SigmaB2 <= height, asked?.Network.HiddenLayers.Length));
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
        double[] widths = [.. Widenings.Select(widening => widening * usual)];
        double farthest = wanted.OfType<double>().Where(value => Room * value <= widths[^1]).DefaultIfEmpty(0).Max();
        return widths.First(width => width >= Room * farthest);
    }
}
