using System.Collections.Immutable;
using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;

namespace Evenkeel.Sweeps;

/// <summary>Slurm, by its own programs: submits job arrays and says how their tasks stand.</summary>
public sealed class SlurmPrograms
{
    private const string Format = "%F|%K|%T|%r|%o";
    private static readonly TimeSpan Most = TimeSpan.FromMinutes(2);

    private readonly string sbatch;
    private readonly string squeue;

    private SlurmPrograms(string sbatch, string squeue) => (this.sbatch, this.squeue) = (sbatch, squeue);

    /// <summary>Finds Slurm's programs.</summary>
    /// <param name="path">Folders as the variable PATH holds them; null for none.</param>
    /// <returns>The programs; null where one is missing.</returns>
    public static SlurmPrograms? Find(string? path)
    {
        string[] folders = (path ?? "").Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries);
        string? Locate(string name) => folders.Select(folder => Path.Combine(folder, name)).FirstOrDefault(File.Exists);
        return Locate("sbatch") is { } submit && Locate("squeue") is { } ask ? new(submit, ask) : null;
    }

    /// <summary>Submits a job array.</summary>
    /// <param name="script">Its script.</param>
    /// <param name="file">Where the script lies.</param>
    /// <param name="tasks">Its tasks.</param>
    /// <returns>The job.</returns>
    /// <exception cref="IOException">Slurm refuses it, in its own words.</exception>
    public SlurmJob Submit(SlurmScript script, string file, int tasks)
    {
        ArgumentNullException.ThrowIfNull(script);

        // In the script too; here they also win over SBATCH_ variables of the environment.
        (int code, string output, string error) = Run(sbatch, ["--parsable", .. script.Words, file]);
        if (code != 0) throw new IOException($"sbatch refuses the job: {Said(error)}");
        return ReadJob(output, tasks) ?? throw new IOException($"sbatch gave no job number, but said: {Said(output + error)}");
    }

    /// <summary>Asks how tasks stand.</summary>
    /// <param name="jobs">The job arrays.</param>
    /// <returns>Their tasks, also those that ended minutes ago; of jobs that Slurm has forgotten, none.</returns>
    /// <exception cref="IOException">Slurm does not answer.</exception>
    public ImmutableArray<SlurmTask> Ask(IEnumerable<SlurmJob> jobs)
    {
        ArgumentNullException.ThrowIfNull(jobs);
        ImmutableArray<SlurmTask>.Builder tasks = ImmutableArray.CreateBuilder<SlurmTask>();
        foreach (IGrouping<string, SlurmJob> cluster in jobs.GroupBy(job => job.Cluster, StringComparer.Ordinal))
        {
            string numbers = string.Join(',', cluster.Select(job => job.Number.ToString(CultureInfo.InvariantCulture)));
            string[] where = cluster.Key.Length > 0 ? [$"--clusters={cluster.Key}"] : [];
            (int code, string output, string error) = Run(squeue, ["--noheader", "--array", "--states=all", $"--jobs={numbers}", $"--format={Format}", .. where]);

            // Slurm forgets a job some minutes after its end.
            if (code != 0 && !error.Contains("Invalid job id", StringComparison.OrdinalIgnoreCase)) throw new IOException($"squeue does not answer: {Said(error)}");
            tasks.AddRange(ReadTasks(output));
        }

        return tasks.ToImmutable();
    }

    /// <summary>Reads what <c>sbatch --parsable</c> prints: a number, and after a semicolon the cluster where there are several.</summary>
    internal static SlurmJob? ReadJob(string output, int tasks)
    {
        foreach (string line in output.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Reverse())
        {
            string[] parts = line.Split(';');
            if (long.TryParse(parts[0], NumberStyles.None, CultureInfo.InvariantCulture, out long number)) return new(number, parts.Length > 1 ? parts[1] : "", tasks);
        }

        return null;
    }

    /// <summary>Reads what squeue prints in <see cref="Format"/>; lines of another kind, such as a cluster's name, are passed over.</summary>
    /// <remarks>So are tasks of another script: Slurm begins to count anew some time, and a number may be somebody else's.</remarks>
    internal static IEnumerable<SlurmTask> ReadTasks(string output)
    {
        foreach (string line in output.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            string[] parts = line.Split('|', 5);
            if (parts.Length == 5
                && long.TryParse(parts[0], NumberStyles.None, CultureInfo.InvariantCulture, out long job)
                && int.TryParse(parts[1], NumberStyles.None, CultureInfo.InvariantCulture, out int index)
                && parts[4].EndsWith(SlurmFolder.ScriptPath, StringComparison.Ordinal))
            {
                yield return new(job, index, parts[2], parts[3] == "None" ? "" : parts[3]);
            }
        }
    }

    /// <summary>What a program of Slurm said, on one line, without its name before each.</summary>
    internal static string Said(string error)
    {
        string[] lines = [.. error.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Select(Bare).Where(line => line.Length > 0).Distinct(StringComparer.Ordinal)];
        return lines.Length == 0 ? "it gave no reason." : $"{string.Join("; ", lines).TrimEnd('.')}.";
    }

    private static string Bare(string line)
    {
        foreach (string start in new[] { "sbatch:", "squeue:", "error:", "fatal:" })
        {
            if (line.StartsWith(start, StringComparison.Ordinal)) line = line[start.Length..].TrimStart();
        }

        return line;
    }

    private static (int Code, string Output, string Error) Run(string program, IEnumerable<string> words)
    {
        try
        {
            using Process process = Process.Start(new ProcessStartInfo(program, words) { RedirectStandardOutput = true, RedirectStandardError = true, RedirectStandardInput = true })!;
            process.StandardInput.Close();
            Task<string> output = process.StandardOutput.ReadToEndAsync(), error = process.StandardError.ReadToEndAsync();
            if (!process.WaitForExit(Most))
            {
                process.Kill(entireProcessTree: true);
                throw new IOException($"'{program}' did not end within {Most.TotalMinutes.ToString(CultureInfo.InvariantCulture)} minutes.");
            }

            return (process.ExitCode, output.GetAwaiter().GetResult(), error.GetAwaiter().GetResult());
        }
        catch (Win32Exception problem)
        {
            throw new IOException($"'{program}' cannot be run: {problem.Message}.", problem);
        }
    }
}
