using System.Globalization;
using Evenkeel.Cli.Host;
using Evenkeel.Sweeps;
using Spectre.Console;

namespace Evenkeel.Cli.Rendering;

/// <summary>Shows how far a sweep has come: a line that lives on a terminal; in a pipe a line at the start, and one each half minute.</summary>
internal sealed class SweepMeter(Shell shell, SweepProgress progress)
{
    private static readonly TimeSpan Pace = TimeSpan.FromMilliseconds(200);
    private static readonly TimeSpan PipePace = TimeSpan.FromSeconds(30);

    private readonly long started = shell.Clock.GetTimestamp();

    /// <summary>Runs the work while showing its progress.</summary>
    public bool Watch(Func<bool> work)
    {
        if (progress.Trials > progress.Before) shell.Error.WriteLine(First());
        Task<bool> running = Task.Run(work);
        if (shell.ErrorIsTerminal)
        {
            shell.Messages().Live(Draw()).AutoClear(true).Start(context =>
            {
                for (; !running.IsCompleted; ((IAsyncResult)running).AsyncWaitHandle.WaitOne(Pace)) context.UpdateTarget(Draw());
            });
        }
        else
        {
            while (!((IAsyncResult)running).AsyncWaitHandle.WaitOne(PipePace)) shell.Error.WriteLine($"{Counts()}; {Remaining()}");
        }

        bool finished = running.GetAwaiter().GetResult();
        if (!finished) shell.Error.WriteLine("Stopped; the trials that were under way are run again by the same line.");
        return finished;
    }

    private string First() => progress.Before == 0
        ? string.Create(CultureInfo.InvariantCulture, $"Running {progress.Trials} trial{(progress.Trials == 1 ? "" : "s")}.")
        : string.Create(CultureInfo.InvariantCulture, $"Running {progress.Trials - progress.Before} of {progress.Trials} trials; the other{(progress.Before == 1 ? " has" : "s have")} a result.");

    private Markup Draw()
    {
        const int width = 32;
        int full = (int)Math.Round(progress.Share * width);
        return new(Markup.Escape($"{new string('━', full)}{new string('╌', width - full)} {Counts()}; {Remaining()}"));
    }

    private string Counts() => string.Create(CultureInfo.InvariantCulture, $"{progress.Done}/{progress.Trials} trial{(progress.Trials == 1 ? "" : "s")}{(progress.Diverged > 0 ? $", {progress.Diverged} diverged" : "")}{(progress.Aborted > 0 ? $", {progress.Aborted} ended early" : "")}{(progress.Refused > 0 ? $", {progress.Refused} cannot be run" : "")}");

    private string Remaining()
    {
        double share = progress.Share, elapsed = shell.Clock.GetElapsedTime(started).TotalSeconds;
        return progress.Waiting > 0 ? string.Create(CultureInfo.InvariantCulture, $"waiting for {progress.Waiting} that other processes run")
            : share < 0.01 ? "Ctrl-C stops, and the same line goes on"
            : $"about {Duration(elapsed * (1 - share) / share)} left";
    }

    /// <summary>A time as people say it.</summary>
    internal static string Duration(double seconds) => seconds switch
    {
        < 120 => string.Create(CultureInfo.InvariantCulture, $"{seconds:0} s"),
        < 7200 => string.Create(CultureInfo.InvariantCulture, $"{seconds / 60:0} min"),
        _ => string.Create(CultureInfo.InvariantCulture, $"{seconds / 3600:0.0} h"),
    };
}
