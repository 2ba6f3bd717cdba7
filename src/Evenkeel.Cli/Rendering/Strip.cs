using System.Globalization;
using System.Text;

namespace Evenkeel.Cli.Rendering;

/// <summary>A small bar for each layer, as high as the logarithm of its signal.</summary>
internal sealed class Strip
{
    private const string Bars = "▁▂▃▄▅▆▇█";
    private const int MostBars = 12;

    private readonly double low;
    private readonly double high;

    /// <summary>Makes a scale that fits all values which will be shown side by side.</summary>
    public Strip(IEnumerable<double> values)
    {
        double[] logs = [.. values.Where(value => value > 0 && double.IsFinite(value)).Select(Math.Log10)];
        (low, high) = logs.Length == 0 ? (0, 1) : (logs.Min(), logs.Max());
    }

    /// <summary>Draws one signal through the layers; a dot where there is none, ! where it is not finite.</summary>
    public string Draw(IReadOnlyList<double> values)
    {
        StringBuilder bars = new();
        int shown = Math.Min(values.Count, MostBars);
        for (int i = 0; i < shown; i++)
        {
            double value = values[shown == 1 ? 0 : i * (values.Count - 1) / (shown - 1)];
            double height = high > low ? (Math.Log10(value) - low) / (high - low) : 1;
            bars.Append(double.IsFinite(value) ? value > 0 ? Bars[(int)Math.Round(height * (Bars.Length - 1))] : '·' : '!');
        }

        return bars.ToString();
    }

    /// <summary>A size in four characters or so: <c>0.31</c>, <c>2e-7</c>.</summary>
    public static string Size(double value) => value switch
    {
        0 => "0",
        _ when !double.IsFinite(value) => "∞",
        >= 0.01 and < 1000 => value.ToString("0.##", CultureInfo.InvariantCulture),
        _ => value.ToString("0e+0", CultureInfo.InvariantCulture).Replace("e+", "e", StringComparison.Ordinal),
    };
}
