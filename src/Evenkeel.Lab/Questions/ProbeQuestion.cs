using System.Globalization;
using System.Text.Json;
using Evenkeel.Experiments;

namespace Evenkeel.Lab.Questions;

/// <summary>A network at one moment, measured against predicted, with findings and fixes: the document of <c>evenkeel probe --json</c>.</summary>
public sealed class ProbeQuestion : LabQuestion
{
    /// <inheritdoc/>
    public override string Name => "probe";

    /// <inheritdoc/>
    public override string Purpose => "What an experiment's network does at a step, layer by layer, measured beside predicted, with histograms, findings and fixes.";

    /// <inheritdoc/>
    protected override void Write(Utf8JsonWriter json, QueryReader query, QuestionSources sources, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(json);
        ArgumentNullException.ThrowIfNull(query);
        ArgumentNullException.ThrowIfNull(sources);
        AskedExperiment asked = AskedExperiment.Read(query, sources);
        ComparisonSpec spec = asked.Spec;
        int step = asked.Reading.Step;
        if (spec.Training.Steps < step)
        {
            // The moment that a link shows may lie behind the steps that it trains for.
            spec = spec with { Training = spec.Training with { Steps = step } };
        }

        ProbeResult result = new ProbeExperiment(spec, asked.Data, new() { Step = step }).Run(threads: 1, cancellation);
        cancellation.ThrowIfCancellationRequested();
        string command = CommandText.Of("probe", spec).Line + (step == 0 ? "" : string.Create(CultureInfo.InvariantCulture, $" --step {step}"));
        json.WritePropertyName("probe");
        json.WriteRawValue(ProbeJson.Write(result, command, sources.Version, detailed: true).Span);
    }
}
