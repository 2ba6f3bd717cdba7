using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using System.Text.Json;
using Evenkeel.Formats;

namespace Evenkeel.Sweeps;

/// <summary>What a study's folder keeps of Slurm: <c>slurm/job.sh</c>, the jobs in <c>slurm/jobs.jsonl</c>, and what each task printed.</summary>
/// <param name="root">The study's folder.</param>
internal sealed class SlurmFolder(string root)
{
    /// <summary>Slurm's words for the array's number and the task's.</summary>
    public const string OutputPattern = "%A_%a.out";

    /// <summary>How the path of every script ends.</summary>
    public const string ScriptPath = "/slurm/job.sh";

    private const int LongestTail = 4096;

    private readonly string folder = Of(root);

    /// <summary>The folder of a study's folder.</summary>
    public static string Of(string root) => Path.Combine(Path.GetFullPath(root), "slurm");

    /// <summary>The script.</summary>
    public string Script => Path.Combine(folder, "job.sh");

    private string Log => Path.Combine(folder, "jobs.jsonl");

    /// <summary>Writes the script.</summary>
    public void Write(SlurmScript script)
    {
        Directory.CreateDirectory(folder);
        AtomicFile.Write(Script, stream => stream.Write(Encoding.UTF8.GetBytes(script.Write())));
    }

    /// <summary>Keeps a job.</summary>
    public void Add(SlurmJob job) =>
        File.AppendAllText(Log, string.Create(CultureInfo.InvariantCulture, $"{{\"job\":{job.Number},\"cluster\":\"{JsonEncodedText.Encode(job.Cluster)}\",\"tasks\":{job.Tasks}}}\n"));

    /// <summary>The jobs that were submitted, in their order; a line that is cut short is none.</summary>
    public ImmutableArray<SlurmJob> Jobs()
    {
        if (!File.Exists(Log)) return [];
        ImmutableArray<SlurmJob>.Builder jobs = ImmutableArray.CreateBuilder<SlurmJob>();
        foreach (string line in File.ReadAllLines(Log))
        {
            if (Read(line) is { } job) jobs.Add(job);
        }

        return jobs.ToImmutable();
    }

    /// <summary>Where a task's output lies.</summary>
    public string OutputOf(SlurmTask task) => Path.Combine(folder, $"{task}.out");

    /// <summary>The last lines that a task printed; none where it printed nothing, or elsewhere.</summary>
    public ImmutableArray<string> TailOf(SlurmTask task, int lines)
    {
        string path = OutputOf(task);
        if (!File.Exists(path)) return [];
        using FileStream stream = new(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        stream.Position = Math.Max(0, stream.Length - LongestTail);
        using StreamReader reader = new(stream);
        return [.. reader.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).TakeLast(lines)];
    }

    private static SlurmJob? Read(string line)
    {
        try
        {
            using JsonDocument document = JsonDocument.Parse(line);
            JsonElement job = document.RootElement;
            return new(job.GetProperty("job").GetInt64(), job.GetProperty("cluster").GetString() ?? "", job.GetProperty("tasks").GetInt32());
        }
        catch (Exception problem) when (problem is JsonException or KeyNotFoundException or InvalidOperationException or FormatException)
        {
            return null;
        }
    }
}
