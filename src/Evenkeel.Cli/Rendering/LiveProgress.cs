using System.Globalization;
using Evenkeel.Cli.Host;
using Evenkeel.Experiments;
using Spectre.Console;

namespace Evenkeel.Cli.Rendering;

/// <summary>Shows how far a comparison has come: a table that lives on a terminal; one line at the start in a pipe.</summary>
internal sealed class LiveProgress(Shell shell, Comparison comparison)
{
    private static readonly TimeSpan Pace = TimeSpan.FromMilliseconds(200);

    private readonly long started = shell.Clock.GetTimestamp();

    /// <summary>Runs the work while showing its progress.</summary>
    public ComparisonResult Watch(Func<ComparisonResult> work)
    {
        ComparisonResult result = shell.ErrorIsTerminal ? Show(work) : Announce(work);
        if (result.Interrupted)
        {
            shell.Error.WriteLine($"Stopped: {result.Runs.Count(run => !run.Interrupted)} of {Count(comparison.Progress.Length, "run")} came to their end.");
        }

        return result;
    }

    private ComparisonResult Announce(Func<ComparisonResult> work)
    {
        int schemes = comparison.Progress.Select(run => run.Scheme).Distinct().Count();
        int seeds = comparison.Progress.Select(run => run.Seed).Distinct().Count();
        shell.Error.WriteLine($"Training {Count(comparison.Progress.Length, "network")} {comparison.Network}: {Count(schemes, "initialization")} from {Count(seeds, "seed")}.");
        return work();
    }

    private ComparisonResult Show(Func<ComparisonResult> work)
    {
        Task<ComparisonResult> running = Task.Run(work);
        shell.Messages().Live(Draw()).AutoClear(true).Start(context =>
        {
            while (!running.IsCompleted)
            {
                context.UpdateTarget(Draw());
                ((IAsyncResult)running).AsyncWaitHandle.WaitOne(Pace);
            }
        });
        return running.GetAwaiter().GetResult();
    }

    private static string Count(int number, string thing) => $"{number} {thing}{(number == 1 ? "" : "s")}";

    private Table Draw()
    {
        Table table = new() { Border = TableBorder.Simple };
        table.AddColumns("initializer", "runs", "progress", "loss", "accuracy so far");
        foreach (IGrouping<string, RunProgress> scheme in comparison.Progress.GroupBy(run => run.Scheme))
        {
            RunProgress[] runs = [.. scheme];
            RunProgress? latest = runs.LastOrDefault(run => run.Step > 0);
            double[] accuracies = [.. runs.Where(run => run.Result?.TestAccuracy is not null).Select(run => run.Result!.TestAccuracy!.Value)];
            table.AddRow(
                scheme.Key,
                $"{runs.Count(run => run.Result is not null)}/{runs.Length}",
                Bar(Done(runs)),
                latest is null ? "" : latest.Loss.ToString("0.000", CultureInfo.InvariantCulture),
                accuracies.Length == 0 ? "" : string.Create(CultureInfo.InvariantCulture, $"{100 * accuracies.Average():0.0} %"));
        }

        table.Caption(Remaining());
        return table;
    }

    private string Remaining()
    {
        double done = Done([.. comparison.Progress]);
        double elapsed = shell.Clock.GetElapsedTime(started).TotalSeconds;
        return done < 0.02
            ? "Ctrl-C stops and prints what there is"
            : string.Create(CultureInfo.InvariantCulture, $"about {elapsed * (1 - done) / done:0} s left; Ctrl-C stops and prints what there is");
    }

    private static double Done(RunProgress[] runs) =>
        runs.Average(run => run.Result is not null ? 1 : run.TotalSteps == 0 ? 0 : (double)run.Step / run.TotalSteps);

    private static string Bar(double share)
    {
        const int width = 24;
        int full = (int)Math.Round(share * width);
        return new string('━', full) + new string('╌', width - full);
    }
}
