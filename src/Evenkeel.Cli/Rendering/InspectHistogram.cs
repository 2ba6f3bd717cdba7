using System.Globalization;
using Evenkeel.Cli.Host;
using Evenkeel.Interchange.Models;

namespace Evenkeel.Cli.Rendering;

/// <summary>A tensor's elements as bars of text, with the law beside them as dots.</summary>
internal static class InspectHistogram
{
    /// <summary>Bins of the report that share a line.</summary>
    private const int Together = 2;

    private const int Longest = 50;
    private const int BesideBar = 27;
    private const string Eighths = " ▏▎▍▌▋▊▉";

    /// <summary>Draws a line for each two bins.</summary>
    /// <param name="shell">Where to.</param>
    /// <param name="histogram">The elements.</param>
    public static void Write(Shell shell, ModelReportHistogram histogram)
    {
        int width = Math.Clamp((shell.OutIsTerminal ? shell.Width : 100) - BesideBar, 8, Longest);
        int lines = ModelReportHistogram.Bins / Together;
        double step = (histogram.High - histogram.Low) / lines;
        double[] shares = Sums(histogram.Shares.AsSpan());
        double[] expected = Sums(histogram.Expected.AsSpan());
        double tallest = Math.Max(shares.Max(), expected.Max());
        for (int i = 0; i < lines; i++)
        {
            int eighths = (int)Math.Round(8 * shares[i] / tallest * width);
            string bar = new string('█', eighths / 8) + (eighths % 8 == 0 ? "" : $"{Eighths[eighths % 8]}");
            int dot = (int)Math.Round(expected[i] / tallest * width);
            string drawn = expected[i] > 0 && dot >= bar.Length ? bar.PadRight(dot) + "·" : bar;
            shell.Out.WriteLine($"  {InspectDetails.Number(histogram.Low + (i + 0.5) * step),12} {Percent(shares[i]),9} │{drawn}");
        }

        string outside = histogram.Below + histogram.Above > 0 ? $" {Percent(histogram.Below)} lies below, {Percent(histogram.Above)} above." : "";
        string law = histogram.LawName is { } name ? $"{name} ends a bar" : "a normal law of the same mean and variance ends a bar; no initializer fits";
        shell.Say($"  Each line is named by its middle; · is where {law}.{outside}", 2);
    }

    private static double[] Sums(ReadOnlySpan<double> bins)
    {
        double[] sums = new double[bins.Length / Together];
        for (int i = 0; i < bins.Length; i++)
        {
            sums[i / Together] += bins[i];
        }

        return sums;
    }

    private static string Percent(double share) => share is > 0 and < 0.0005 ? "< 0.1 %" : string.Create(CultureInfo.InvariantCulture, $"{100 * share:0.0} %");
}
