using System.Globalization;
using Evenkeel.Cli.Host;
using Spectre.Console;

namespace Evenkeel.Cli.Rendering;

/// <summary>Says on a terminal that a reproduction is being judged, for as long as that takes; it computes besides, and may take as long as trials.</summary>
internal sealed class JudgingMeter(Shell shell, string name)
{
    private static readonly TimeSpan Pace = TimeSpan.FromMilliseconds(200);

    private readonly long started = shell.Clock.GetTimestamp();

    /// <summary>Judges while saying so.</summary>
    public T Watch<T>(Func<T> judge)
    {
        if (!shell.ErrorIsTerminal) return judge();
        Task<T> judging = Task.Run(judge);
        shell.Messages().Live(Draw()).AutoClear(true).Start(context =>
        {
            while (!((IAsyncResult)judging).AsyncWaitHandle.WaitOne(Pace)) context.UpdateTarget(Draw());
        });
        return judging.GetAwaiter().GetResult();
    }

    private Markup Draw() => new(Markup.Escape(string.Create(CultureInfo.InvariantCulture, $"Judging {name}, {SweepMeter.Duration(shell.Clock.GetElapsedTime(started).TotalSeconds)}; Ctrl-C stops")));
}
