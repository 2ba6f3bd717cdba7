using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using System.Text.Json;
using Evenkeel.Experiments.Studies;

namespace Evenkeel.Sweeps;

/// <summary>Results of a study in the forms that other tools read, in the study's order, whoever ran what.</summary>
public static class SweepExport
{
    private static readonly string[] Values = ["steps", "initialLoss", "finalLoss", "trainAccuracy", "testLoss", "testAccuracy", "stepsToTarget", "divergedAt", "abortedAt", "reason"];

    /// <summary>Writes a table, a row a trial: its key and place, what the axes set, and its final values; a value that does not apply or is not finite is left empty.</summary>
    /// <param name="results">The results.</param>
    /// <param name="writer">Where to.</param>
    public static void WriteCsv(StudyResults results, TextWriter writer)
    {
        ArgumentNullException.ThrowIfNull(results);
        ArgumentNullException.ThrowIfNull(writer);
        Row(writer, ["key", "cell", "repeat", "seed", "scheme", .. Coordinates(results.Study, 0).Select(pair => pair.Word), "state", .. Values]);
        foreach ((StudyTrial trial, TrialLine line) in results.All)
        {
            TrialResult result = line.ReadResult();
            Row(writer,
            [
                trial.Key, Text(trial.Cell), Text(trial.Repeat), trial.Spec.Seed.ToString(CultureInfo.InvariantCulture), trial.Spec.Scheme,
                .. Coordinates(results.Study, trial.Cell).Select(pair => pair.Label),
                State(result), Text(result.Steps), Text(result.InitialLoss), Text(result.FinalLoss), Text(result.TrainAccuracy), Text(result.TestLoss), Text(result.TestAccuracy),
                Text(result.StepsToTarget), Text(result.DivergedAt), Text(result.AbortedAt), result.Refused ?? result.AbortedBecause ?? "",
            ]);
        }
    }

    /// <summary>Writes one JSON object a line and trial: <c>key</c>, <c>cell</c>, <c>repeat</c>, <c>at</c> with what the axes set, <c>spec</c> and <c>result</c>.</summary>
    /// <param name="results">The results.</param>
    /// <param name="stream">Where to; UTF-8.</param>
    public static void WriteJsonLines(StudyResults results, Stream stream)
    {
        ArgumentNullException.ThrowIfNull(results);
        ArgumentNullException.ThrowIfNull(stream);
        foreach ((StudyTrial trial, TrialLine line) in results.All)
        {
            using (Utf8JsonWriter json = new(stream))
            {
                json.WriteStartObject();
                json.WriteString("key", trial.Key);
                json.WriteNumber("cell", trial.Cell);
                json.WriteNumber("repeat", trial.Repeat);
                json.WriteStartObject("at");
                foreach ((StudyAxis axis, AxisPoint point) in results.Study.Axes.Zip(results.Study.PointsOf(trial.Cell)))
                {
                    for (int i = 0; i < axis.Words.Length; i++)
                    {
                        json.WritePropertyName(axis.Words[i]);
                        json.WriteRawValue(point.Json[i], skipInputValidation: true);
                    }
                }

                json.WriteEndObject();
                json.WritePropertyName("spec");
                json.WriteRawValue(line.Spec.Span, skipInputValidation: true);
                json.WritePropertyName("result");
                json.WriteRawValue(line.Result.Span, skipInputValidation: true);
                json.WriteEndObject();
            }

            stream.WriteByte((byte)'\n');
        }
    }

    /// <summary>How a trial came out: <c>done</c>, <c>diverged</c>, <c>aborted</c> or <c>refused</c>.</summary>
    /// <param name="result">Its result.</param>
    /// <returns>The word.</returns>
    public static string State(TrialResult result)
    {
        ArgumentNullException.ThrowIfNull(result);
        return result.Refused is not null ? "refused" : result.DivergedAt is not null ? "diverged" : result.AbortedAt is not null ? "aborted" : "done";
    }

    /// <summary>What the axes set in a cell, but for what every trial says of itself.</summary>
    internal static IEnumerable<(string Word, string Label)> Coordinates(Study study, int cell) =>
        study.Axes.Zip(study.PointsOf(cell)).SelectMany(pair => pair.First.Words.Zip(pair.Second.Labels)).Where(pair => pair.First is not ("seed" or "init"));

    private static void Row(TextWriter writer, ImmutableArray<string> cells)
    {
        StringBuilder row = new();
        foreach (string cell in cells)
        {
            bool quoted = cell.AsSpan().IndexOfAny(",\"\n\r") >= 0;
            row.Append(row.Length > 0 ? "," : "").Append(quoted ? $"\"{cell.Replace("\"", "\"\"", StringComparison.Ordinal)}\"" : cell);
        }

        writer.Write(row.Append('\n'));
    }

    private static string Text(int? number) => number?.ToString(CultureInfo.InvariantCulture) ?? "";

    private static string Text(double? number) => number is { } value && double.IsFinite(value) ? value.ToString("R", CultureInfo.InvariantCulture) : "";
}
