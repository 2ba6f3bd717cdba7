using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using Evenkeel.Cli.Host;
using Evenkeel.Sweeps;

namespace Evenkeel.Cli.Rendering;

/// <summary>What <c>sweep submit</c> says at its end.</summary>
internal sealed class SubmitScreen(Shell shell, string folder, SlurmSweep sweep, bool json)
{
    private const int Failures = 3, Lines = 5;

    /// <summary>Nothing is missing.</summary>
    public int Nothing() => Say("finished", ExitCode.Done, Nothing(sweep.Trials, folder));

    /// <summary>The sentence of a study of which nothing is missing.</summary>
    public static string Nothing(int trials, string folder) => trials == 1 ? $"The only trial has a result in '{folder}'; there is nothing to submit." : $"All {Number(trials)} trials have a result in '{folder}'; there is nothing to submit.";

    /// <summary>A job is with Slurm.</summary>
    public int Submitted() => Say(
        "submitted",
        ExitCode.Done,
        $"Submitted job {JobNumber}: {Tasks(sweep.Job!.Tasks)} for {Number(sweep.Missing)} of {Number(sweep.Trials)} trials. The same line with --wait waits for it, 'evenkeel sweep status {folder}' says how far it is, 'scancel {JobNumber}' stops it.");

    /// <summary>Tasks are at work already.</summary>
    public int UnderWay(ImmutableArray<SlurmTask> live)
    {
        int pending = live.Count(task => task.IsPending);
        string jobs = string.Join(", ", live.Select(task => task.Job).Distinct().Order().Select(job => job.ToString(CultureInfo.InvariantCulture)));
        return Say(
            "underWay",
            ExitCode.Done,
            $"Slurm has {Tasks(live.Length)} for '{folder}' already (job {jobs}: {Number(live.Length - pending)} running, {Number(pending)} pending), and {Number(sweep.Missing)} of {Number(sweep.Trials)} trials are missing; nothing was submitted. --wait waits for them, --again submits more.",
            live.Length - pending,
            pending);
    }

    /// <summary>All is there after a wait.</summary>
    public int Finished() => Say("finished", ExitCode.Done, $"{Number(sweep.Trials)} of {Number(sweep.Trials)} trials have a result in '{folder}'.");

    /// <summary>The wait was stopped.</summary>
    public int Stopped()
    {
        shell.Error.WriteLine($"Stopped waiting; job {JobNumber} goes on. The same line waits again, 'scancel {JobNumber}' stops it.");
        return Say("interrupted", ExitCode.Stopped, $"{Number(sweep.Trials - sweep.Missing)} of {Number(sweep.Trials)} trials have a result in '{folder}'.");
    }

    /// <summary>Trials are missing, and nobody is at work on them.</summary>
    public int Missing(SlurmEnd end)
    {
        ImmutableArray<SlurmFailure> failures = sweep.Failures(Lines);
        foreach (SlurmFailure failure in failures.Take(Failures))
        {
            string last = failure.Lines.IsEmpty ? $"it left no output in '{failure.File}'." : $"its last lines in '{failure.File}':";
            shell.Error.WriteLine($"Task {failure.Task} ended as {failure.Task.State}{(failure.Task.Reason.Length > 0 ? $" ({failure.Task.Reason})" : "")}; {last}");
            foreach (string line in failure.Lines) shell.Error.WriteLine($"  {line}");
        }

        if (failures.Length > Failures) shell.Error.WriteLine($"So did {Number(failures.Length - Failures)} more: {string.Join(", ", failures.Skip(Failures).Select(failure => $"{failure.Task} {failure.Task.State}"))}.");
        string why = end switch
        {
            SlurmEnd.Cancelled => $"job {JobNumber} was cancelled",
            SlurmEnd.NoProgress => $"the tasks of job {JobNumber} ended without one result",
            _ => $"the tasks of job {JobNumber} ended too, and --retries allows no other",
        };
        shell.Error.WriteLine($"evenkeel: {Number(sweep.Missing)} of {Number(sweep.Trials)} trials are missing in '{folder}': {why}. The same line submits what is missing.");
        if (json) Write(end == SlurmEnd.Cancelled ? "cancelled" : "missing", 0, 0, failures);
        return ExitCode.OutsideFailure;
    }

    private string JobNumber => sweep.Job!.Number.ToString(CultureInfo.InvariantCulture);

    private int Say(string state, int code, string sentence, int running = 0, int pending = 0)
    {
        if (json) Write(state, running, pending, []);
        else shell.Say(sentence);
        return code;
    }

    private void Write(string state, int running, int pending, ImmutableArray<SlurmFailure> failures) => shell.WriteJson(document =>
    {
        document.WriteString("folder", folder);
        document.WriteNumber("trials", sweep.Trials);
        document.WriteNumber("done", sweep.Trials - sweep.Missing);
        document.WriteString("state", state);
        if (sweep.Job is { } job)
        {
            document.WriteNumber("job", job.Number);
            document.WriteNumber("tasks", job.Tasks);
            document.WriteString("script", sweep.Script);
        }
        else
        {
            document.WriteNull("job");
            document.WriteNull("tasks");
            document.WriteNull("script");
        }

        document.WriteNumber("running", running);
        document.WriteNumber("pending", pending);
        document.WriteStartArray("failures");
        foreach (SlurmFailure failure in failures) Write(document, failure);
        document.WriteEndArray();
    });

    private static void Write(Utf8JsonWriter document, SlurmFailure failure)
    {
        document.WriteStartObject();
        document.WriteString("task", failure.Task.ToString());
        document.WriteString("state", failure.Task.State);
        document.WriteString("reason", failure.Task.Reason);
        document.WriteString("file", failure.File);
        document.WriteStartArray("lines");
        foreach (string line in failure.Lines) document.WriteStringValue(line);
        document.WriteEndArray();
        document.WriteEndObject();
    }

    private static string Tasks(int count) => count == 1 ? "1 task" : $"{Number(count)} tasks";

    private static string Number(int count) => count.ToString(CultureInfo.InvariantCulture);
}
