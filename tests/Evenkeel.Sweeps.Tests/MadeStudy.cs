using System.Text;
using System.Text.Json;
using Evenkeel.Experiments.Studies;
using Evenkeel.Sweeps.Reports;

namespace Evenkeel.Sweeps.Tests;

/// <summary>A folder whose results are made by hand, so that what a report says of them is known.</summary>
internal sealed class MadeStudy : IDisposable
{
    private readonly DirectoryInfo root = Directory.CreateTempSubdirectory("evenkeel-made-");

    /// <summary>Puts a study into a folder, and a result for each trial of which one is made.</summary>
    /// <param name="study">The study file's text.</param>
    /// <param name="result">Makes a result of what the axes have in the trial's cell, and its repeat; null for none.</param>
    public MadeStudy(string study, Func<string[], int, TrialResult?> result)
    {
        Folder = StudyFolder.Create(root.FullName, study);
        using ShardWriter shard = new(Path.Combine(root.FullName, "trials"), "made", TimeProvider.System);
        foreach (StudyTrial trial in Folder.Study.Trials)
        {
            string[] at = [.. Folder.Study.PointsOf(trial.Cell).SelectMany(point => point.Labels)];
            if (result(at, trial.Repeat) is { } made) shard.Append(TrialLine.Write(trial.Key, trial.Spec.ToJson(), TrialResultJson.Write(made).Span, "{}"u8));
        }
    }

    public StudyFolder Folder { get; }

    public string Shard => Path.Combine(root.FullName, "trials", "made.jsonl");

    /// <summary>A finished trial.</summary>
    public static TrialResult Accuracy(double accuracy) => new() { Steps = 10, InitialLoss = 2, FinalLoss = 1, TestLoss = 1 - accuracy, TestAccuracy = accuracy };

    public SweepReport Report(string? measure = null, string? compare = null, int threads = 1) =>
        SweepReport.Read(Folder, measure is null ? null : SweepMeasure.Parse(measure), compare, threads);

    public static JsonElement Json(SweepReport report)
    {
        using MemoryStream stream = new();
        using (Utf8JsonWriter json = new(stream))
        {
            json.WriteStartObject();
            SweepReportJson.Write(json, report, "evenkeel sweep report made", "0");
            json.WriteEndObject();
        }

        return JsonElement.Parse(Encoding.UTF8.GetString(stream.ToArray()));
    }

    public static string[] Csv(Action<TextWriter> write)
    {
        StringWriter writer = new();
        write(writer);
        return writer.ToString().TrimEnd().Split("\r\n");
    }

    public void Dispose() => root.Delete(recursive: true);
}
