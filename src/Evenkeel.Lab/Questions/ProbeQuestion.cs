using System.Globalization;
using System.Text.Json;
using Evenkeel.Experiments;
using Evenkeel.Lab.Workbench;
using Evenkeel.Training;

namespace Evenkeel.Lab.Questions;

/// <summary>A network at one moment, measured against predicted, with findings and fixes: the document of <c>evenkeel probe --json</c>.</summary>
public sealed class ProbeQuestion : LabQuestion
{
    /// <summary>What training up to the step may cost, as comparisons count it: about a quarter of a minute, in which nobody else's question has this one's place.</summary>
    private const double MostWork = 2e11;

    /// <inheritdoc/>
    public override string Name => "probe";

    /// <inheritdoc/>
    public override string Purpose => "What an experiment's network does at a step, layer by layer, measured beside predicted, with histograms, findings and fixes.";

    /// <inheritdoc/>
    internal override bool IsQuick(string query, QuestionSources sources) => false;

    /// <inheritdoc/>
    protected override void Write(Utf8JsonWriter json, QueryReader query, QuestionSources sources, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(json);
        ArgumentNullException.ThrowIfNull(query);
        ArgumentNullException.ThrowIfNull(sources);
        AskedExperiment asked = AskedExperiment.Read(query, sources);
        ComparisonSpec spec = asked.Spec;
        int step = asked.Reading.Step;
        if (!query.Has("epochs") && !query.Has("steps") && spec.Training.Schedule != new TrainingSpec().Schedule)
        {
            // A schedule is stretched over the whole training, and a page trains until its reader has seen enough.
            spec = spec with { Training = spec.Training with { Steps = LinkChapter.Endless } };
        }

        if (ComparisonCost.Steps(spec, asked.Data) < step)
        {
            // The moment that a link shows may lie behind the steps that it trains for.
            spec = spec with { Training = spec.Training with { Steps = step } };
        }

        if (asked.Reading.Rates.Until(step - 1) is { All.IsEmpty: false } rates)
        {
            query.Problem($"The learning rate changes while it trains, rates={rates}, which a session repeats and a probe does not; the network is read as it is without them.");
        }

        double work = ComparisonCost.Of(spec with { Repeats = 1, Training = spec.Training with { Steps = step } }, asked.Network, asked.Data);
        if (work > MostWork)
        {
            throw new ArgumentException(string.Create(CultureInfo.InvariantCulture, $"To read the network after {step:#,0} steps costs {work / MostWork:0.#} times what a probe may cost here; ask for an earlier step, fewer initializations or a smaller batch. In a terminal, 'evenkeel probe' has no such limit."));
        }

        ProbeResult result = new ProbeExperiment(spec, asked.Data, new() { Step = step }).Run(threads: 1, cancellation);
        cancellation.ThrowIfCancellationRequested();
        string command = CommandText.Of("probe", spec).Line + (step == 0 ? "" : string.Create(CultureInfo.InvariantCulture, $" --step {step}"));
        json.WritePropertyName("probe");
        json.WriteRawValue(ProbeJson.Write(result, command, sources.Version, detailed: true).Span);
    }
}
