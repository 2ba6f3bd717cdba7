using System.Collections.Immutable;
using System.Text.Json;
using Evenkeel.Calibration;
using Evenkeel.Experiments;
using Evenkeel.MeanField;

namespace Evenkeel.Lab.Questions;

/// <summary>All that mean field says of an experiment's network: the document of <c>evenkeel theory --json</c>.</summary>
public sealed class MeanFieldQuestion : LabQuestion
{
    /// <inheritdoc/>
    public override string Name => "theory";

    /// <inheritdoc/>
    public override string Purpose => "What mean field predicts for an experiment's activation, depth and first start: gains, fixed points, depth scales, the way through the layers, and the growth of each start.";

    /// <inheritdoc/>
    protected override void Write(Utf8JsonWriter json, QueryReader query, QuestionSources sources, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(json);
        ArgumentNullException.ThrowIfNull(query);
        double within = query.Number("within", PredictedGrowth.Kept, 1.01, 100);
        double? correlation = query.Has("correlation") ? query.Number("correlation", 0.5, -1, 1) : null;
        AskedExperiment asked = AskedExperiment.Read(query, sources);
        ImmutableArray<(string Name, SignalPath Path)> schemes = [.. asked.Starts().Where(start => start.Path is not null).Select(start => (start.Start.Name, start.Path!))];
        SignalPath? path = schemes.IsEmpty ? null : schemes[0].Path;
        bool isEven = path is not null && path.Layers.Skip(1).SkipLast(1).All(layer => Near(layer.SigmaW2, path.Layers[^2].SigmaW2) && Near(layer.BiasVariance, path.Layers[^2].BiasVariance));
        TheoryJson.Write(json, new(new()
        {
            Activation = asked.Network.Function,
            SigmaW2 = isEven ? path!.Layers[^2].SigmaW2 : null,
            SigmaB2 = path?.Layers[^2].BiasVariance ?? 0,
            Scheme = schemes.IsEmpty ? null : schemes[0].Name,
            Path = path,
            Schemes = asked.InputSecondMoment > 0 ? schemes : [],
            Widths = asked.Spec.Network.Hidden.IsEmpty ? null : asked.Spec.Network.Hidden,
            HasWidth = true,
            InputSecondMoment = asked.InputSecondMoment,
            Correlation = correlation,
            Within = within,
            Residual = null,
            Normalization = null,
        }));
    }

    private static bool Near(double a, double b) => Math.Abs(a - b) <= 1e-9 * Math.Max(a, b);
}
