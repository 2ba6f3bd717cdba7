using System.Collections.Immutable;
using System.Text.Json;
using Evenkeel.Calibration;
using Evenkeel.Functions;
using Evenkeel.Randomness;
using Evenkeel.Training;

namespace Evenkeel.Experiments.Studies;

/// <summary>Reads study files.</summary>
internal static class StudyJson
{
    private static readonly JsonDocumentOptions Options = new() { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true, AllowDuplicateProperties = false };

    public static Study Read(string json)
    {
        ArgumentNullException.ThrowIfNull(json);
        StudyReader file = new(Parse(json), "The study", StudyFormat.Study);
        (ComparisonSpec start, bool countsSteps) = Base(file);
        ImmutableArray<StudyAxis> axes = [.. file.List("axes").Select((axis, index) => AxisReader.Read(axis, $"axes[{index}]"))];
        CheckContradictions(axes, countsSteps);
        if (start.Schemes.Length > 1 && !Sets(axes, StudyFields.Schemes)) axes = axes.Add(AxisReader.OfSchemes(start.Schemes));
        Study study = new(start, axes)
        {
            Name = file.Text("name", ""),
            About = file.Text("about", ""),
            Repeats = file.Whole("repeats", 1, Comparison.MostRepeats) ?? start.Repeats,
            Record = Record(file),
            Abort = Abort(file),
        };
        double trials = axes.Aggregate((double)study.Repeats, (product, axis) => product * axis.Points.Length);
        return trials <= Study.MostTrials
            ? study
            : throw new FormatException(string.Create(System.Globalization.CultureInfo.InvariantCulture, $"The study has {trials:0} trials; at most {Study.MostTrials} are run. Take fewer points, or fewer repeats."));
    }

    private static JsonElement Parse(string json)
    {
        try
        {
            using JsonDocument document = JsonDocument.Parse(json, Options);
            return document.RootElement.Clone();
        }
        catch (JsonException problem)
        {
            throw new FormatException($"The study cannot be read: line {problem.LineNumber + 1}, byte {problem.BytePositionInLine + 1} is no JSON.", problem);
        }
    }

    private static (ComparisonSpec Spec, bool CountsSteps) Base(StudyReader file)
    {
        string json = file.Find("base")?.GetRawText() ?? "{}";
        try
        {
            ComparisonSpec spec = ExperimentJson.Read(json);
            _ = Activations.Parse(spec.Network.Activation);
            _ = Generators.Create(spec.Rng, 0);
            _ = LearningRateSchedule.Parse(spec.Training.Schedule);
            if (spec.Schemes.IsEmpty) throw new FormatException("'schemes' is empty; name an initializer.");
            ImmutableArray<string> schemes = [.. spec.Schemes.Select(scheme => Starts.Parse(scheme).Name)];
            return schemes.GroupBy(scheme => scheme).FirstOrDefault(group => group.Count() > 1) is { } twice
                ? throw new FormatException($"the initializer '{twice.Key}' is named twice.")
                : (spec with { Schemes = schemes }, spec.Training.Steps is not null);
        }
        catch (FormatException problem)
        {
            throw new FormatException($"base: {problem.Message}", problem);
        }
    }

    private static void CheckContradictions(ImmutableArray<StudyAxis> axes, bool countsSteps)
    {
        for (int i = 0; i < axes.Length; i++)
        {
            for (int before = 0; before < i; before++)
            {
                if (axes[i].Fields.Intersect(axes[before].Fields).FirstOrDefault() is { } field)
                {
                    throw new FormatException($"axes[{i}] sets {field}, which axes[{before}] sets already; let one of them go, or let the fields move together in one axis.");
                }
            }
        }

        if (Sets(axes, StudyFields.Epochs) && (countsSteps || Sets(axes, StudyFields.Steps)))
        {
            throw new FormatException($"An axis sets {StudyFields.Epochs}, but {(countsSteps ? "the base" : "another")} sets {StudyFields.Steps}, which counts in its place; let one of them go.");
        }
    }

    private static bool Sets(ImmutableArray<StudyAxis> axes, string field) => axes.Any(axis => axis.Fields.Contains(field));

    private static RecordSpec Record(StudyReader file)
    {
        if (file.Find("record") is not { } element) return new();
        StudyReader record = new(element, "record", StudyFormat.Record);
        int[] steps = [.. record.List("readings").Select(step => Step(record, step)).Distinct().Order()];
        string[] words = [.. record.List("read").Select(word => word.ValueKind == JsonValueKind.String && RecordSpec.Detail.Contains(word.GetString()!) ? word.GetString()! : throw record.Refusal("read", $"words out of {string.Join(", ", RecordSpec.Detail)}", word))];
        if (words.Length > 0 && steps.Length == 0) throw new FormatException("record: 'read' says what is read, but 'readings' names no step; add for instance \"readings\": [0, \"end\"].");
        return new()
        {
            Curves = record.Whole("curves", 0, RecordSpec.MostPoints) ?? 0,
            Readings = [.. steps.Where(step => step != RecordSpec.End), .. steps.Where(step => step == RecordSpec.End)],
            Read = [.. RecordSpec.Detail.Where(words.Contains)],
        };
    }

    private static int Step(StudyReader record, JsonElement step) =>
        step.ValueKind == JsonValueKind.String && step.ValueEquals("end") ? RecordSpec.End
        : step.ValueKind == JsonValueKind.Number && step.TryGetInt32(out int number) && number >= 0 ? number
        : throw record.Refusal("readings", "steps of 0 or more, or \"end\"", step);

    private static AbortSpec Abort(StudyReader file)
    {
        if (file.Find("abort") is not { } element) return new();
        StudyReader abort = new(element, "abort", StudyFormat.Abort);
        return new() { Reached = abort.Flag("reached"), Hopeless = [.. abort.List("hopeless").Select((rule, index) => Rule(rule, $"abort.hopeless[{index}]"))] };
    }

    private static AbortRule Rule(JsonElement element, string where)
    {
        StudyReader rule = new(element, where, StudyFormat.Rule);
        AbortRule read = new()
        {
            At = rule.Whole("at", 1, int.MaxValue),
            LossAbove = rule.Number("lossAbove"),
            LossNotBelow = rule.Number("lossNotBelow"),
            AccuracyBelow = rule.Number("accuracyBelow"),
        };
        return read with { At = null } == new AbortRule() ? throw new FormatException($"{where} has no limit; give it lossAbove, lossNotBelow or accuracyBelow.")
            : read.At is null && (read.LossNotBelow ?? read.AccuracyBelow) is not null ? throw new FormatException($"{where} needs 'at', the step by which the loss or the accuracy must be reached.")
            : read;
    }
}
