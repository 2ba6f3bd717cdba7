using System.Globalization;
using Evenkeel.Cli.Host;

namespace Evenkeel.Cli.Rendering;

/// <summary>Shows how much of a large file is read, and how long the rest takes; in a pipe one line at the start.</summary>
internal sealed class InspectMeter
{
    /// <summary>Below this a file is read before a person could read about it.</summary>
    private const long LeastElements = 200_000_000;

    private readonly Shell shell;
    private readonly string file;
    private readonly long started;
    private readonly Lock gate = new();
    private int shown = -1;

    /// <param name="shell">Knows the clock.</param>
    /// <param name="file">What is read.</param>
    public InspectMeter(Shell shell, string file)
    {
        (this.shell, this.file) = (shell, Path.GetFileName(file));
        started = shell.Clock.GetTimestamp();
    }

    /// <summary>Takes note of what is read, from any thread.</summary>
    /// <param name="read">Elements so far.</param>
    /// <param name="total">Elements in all.</param>
    public void Report(long read, long total)
    {
        int percent = (int)(100.0 * read / total);
        if (total < LeastElements || percent <= Volatile.Read(ref shown))
        {
            return;
        }

        lock (gate)
        {
            if (percent <= shown)
            {
                return;
            }

            bool begins = shown < 0;
            shown = percent;
            if (shell.ErrorIsTerminal)
            {
                double left = shell.Clock.GetElapsedTime(started).TotalSeconds * (total - read) / read;
                shell.Error.Write(string.Create(CultureInfo.InvariantCulture, $"\r{file}: {percent} % of {Elements(total)}, about {left:0} s left").PadRight(shell.Width - 1));
            }
            else if (begins)
            {
                shell.Error.WriteLine($"{file}: {Elements(total)}");
            }
        }
    }

    /// <summary>Leaves the line, so that what follows stands on its own.</summary>
    public void End()
    {
        if (shown >= 0 && shell.ErrorIsTerminal)
        {
            shell.Error.Write("\r".PadRight(shell.Width) + "\r");
        }
    }

    private static string Elements(long count) => string.Create(CultureInfo.InvariantCulture, $"{count / 1e6:#,0} million elements");
}
