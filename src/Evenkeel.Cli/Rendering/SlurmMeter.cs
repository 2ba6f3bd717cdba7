using System.Globalization;
using Evenkeel.Cli.Host;
using Evenkeel.Sweeps;
using Spectre.Console;

namespace Evenkeel.Cli.Rendering;

/// <summary>Shows how far a study has come that Slurm runs: a line that lives on a terminal; in a pipe one whenever it differs, at most each half minute.</summary>
internal sealed class SlurmMeter(Shell shell, SlurmSweep sweep, bool submitted)
{
    private static readonly TimeSpan PipePace = TimeSpan.FromSeconds(30);

    private readonly long started = shell.Clock.GetTimestamp();
    private readonly int before = sweep.Trials - sweep.Missing;
    private long said;
    private string last = "";

    /// <summary>Waits while showing progress.</summary>
    public SlurmEnd Watch(int retries, CancellationToken stop)
    {
        shell.Error.WriteLine(submitted
            ? $"Submitted {Named(sweep.Job!)} for {Number(sweep.Missing)} of {Number(sweep.Trials)} trials; Ctrl-C stops waiting, not the job."
            : $"Waiting for {Named(sweep.Job!)}, which {(sweep.Job!.Tasks == 1 ? "is" : "are")} at work already; {Number(sweep.Missing)} of {Number(sweep.Trials)} trials are missing.");
        if (!shell.ErrorIsTerminal) return sweep.Wait(retries, Tell, job => shell.Error.WriteLine(Again(job)), stop);
        SlurmEnd end = default;
        List<string> again = [];
        shell.Messages().Live(new Text("")).AutoClear(true).Start(context =>
        {
            end = sweep.Wait(retries, progress => context.UpdateTarget(new Rows([.. again.Select(line => new Text(line)), Draw(progress)])), job => again.Add(Again(job)), stop);
        });
        foreach (string line in again) shell.Error.WriteLine(line);
        return end;
    }

    private void Tell(SlurmProgress progress)
    {
        string line = Line(progress);
        if (line == last || (last.Length > 0 && shell.Clock.GetElapsedTime(said) < PipePace)) return;
        (last, said) = (line, shell.Clock.GetTimestamp());
        shell.Error.WriteLine(line);
    }

    private Text Draw(SlurmProgress progress)
    {
        const int width = 32;
        int full = progress.Done * width / Math.Max(1, progress.Trials);
        return new($"{new string('━', full)}{new string('╌', width - full)} {Line(progress)}{Remaining(progress)}");
    }

    private static string Line(SlurmProgress progress) => progress.Trouble.Length > 0
        ? $"{Number(progress.Done)}/{Number(progress.Trials)} trials; {progress.Trouble}"
        : $"{Number(progress.Done)}/{Number(progress.Trials)} trials; tasks: {Number(progress.Running)} running, {Number(progress.Pending)} pending{(progress.Pending > 0 && progress.Reason.Length > 0 ? $" ({progress.Reason})" : "")}";

    private string Remaining(SlurmProgress progress)
    {
        double elapsed = shell.Clock.GetElapsedTime(started).TotalSeconds;
        return progress.Done <= before ? "" : $"; about {SweepMeter.Duration(elapsed * (progress.Trials - progress.Done) / (progress.Done - before))} left";
    }

    private string Again(SlurmJob job) => $"{Number(sweep.Missing)} trials were left; submitted again as {Named(job)}.";

    private static string Named(SlurmJob job) => string.Create(CultureInfo.InvariantCulture, $"{job.Tasks} {(job.Tasks == 1 ? "task" : "tasks")} (job {job.Number})");

    private static string Number(int count) => count.ToString(CultureInfo.InvariantCulture);
}
