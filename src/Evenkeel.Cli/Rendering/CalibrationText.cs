using System.Globalization;
using Evenkeel.Calibration;
using Evenkeel.Cli.Host;
using Evenkeel.Experiments;

namespace Evenkeel.Cli.Rendering;

/// <summary>What starts that look at data measured and changed, in words and a short table.</summary>
internal static class CalibrationText
{
    /// <summary>Lines of the table that are shown at both ends of a deep network.</summary>
    private const int Shown = 4;

    /// <summary>One start, on the side where progress goes.</summary>
    public static void Write(Shell shell, CalibrationReport report)
    {
        foreach (string line in Lines(report))
        {
            shell.Error.WriteLine(line);
        }
    }

    /// <summary>Every start of a comparison that looked at data, as its first seed shows it.</summary>
    public static void Write(Shell shell, ComparisonResult result)
    {
        foreach (IGrouping<string, RunResult> scheme in result.Runs.Where(run => run.Calibration is not null).GroupBy(run => run.Scheme))
        {
            shell.Out.WriteLine();
            foreach (string line in Lines(scheme.First().Calibration!))
            {
                shell.Out.WriteLine(line);
            }
        }
    }

    private static IEnumerable<string> Lines(CalibrationReport report)
    {
        yield return $"{report.Start}, on {report.Rows} {(report.Rows == 1 ? "sample" : "samples")} of the first batch. {report.Why}";
        yield return $"  layer   {report.Measure}";
        for (int i = 0; i < report.Layers.Length; i++)
        {
            if (i >= Shown && i < report.Layers.Length - Shown)
            {
                if (i == Shown)
                {
                    yield return $"  …       {report.Layers.Length - 2 * Shown} more";
                }

                continue;
            }

            LayerCalibration layer = report.Layers[i];
            string number = layer.IsOutput ? "output" : layer.Layer.ToString(CultureInfo.InvariantCulture);
            yield return string.Create(CultureInfo.InvariantCulture, $"  {number,-6}  {layer.Before:G3} → {layer.After:G3}, meant {layer.Target:G3}: weights × {layer.Factor:G3}{(layer.Iterations > 1 ? $" in {layer.Iterations} iterations" : "")}");
        }

        if (report.Stopped is not null)
        {
            yield return $"  stopped: {report.Stopped}";
        }
    }
}
