using System.Globalization;
using Evenkeel.Cli.Host;
using Evenkeel.Interchange;

namespace Evenkeel.Cli.Rendering;

/// <summary>Shows how far a download has come: in place on a terminal, a line a file in a pipe.</summary>
internal sealed class FetchMeter(Shell shell) : IProgress<FetchProgress>
{
    private string? file;
    private int shown = -1;

    public void Report(FetchProgress value)
    {
        int percent = value.Total is > 0 and { } total ? (int)(100 * value.Received / total) : 0;
        bool begins = file != value.File;
        if (begins)
        {
            (file, shown) = (value.File, -1);
        }

        if (shell.ErrorIsTerminal && percent != shown)
        {
            string size = string.Create(CultureInfo.InvariantCulture, $"{value.Received / 1e6:0.0} MB");
            shell.Error.Write($"\r{value.File}: {size}{(value.Total is null ? "" : $", {percent} %")}   {(percent == 100 ? "\n" : "")}");
        }
        else if (!shell.ErrorIsTerminal && begins)
        {
            shell.Error.WriteLine(value.File);
        }

        shown = percent;
    }
}
