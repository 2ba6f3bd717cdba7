using System.Globalization;
using System.Text;

namespace Evenkeel.Cli.Rendering;

/// <summary>A small bar for each layer, as high as the logarithm of its signal.</summary>
internal sealed class Strip
{
    private const string Bars = "▁▂▃▄▅▆▇█";

    /// <summary>A scale shows two powers of ten or more, so that an even signal looks even.</summary>
    private const double LeastDecades = 2;

    private readonly double low;
    private readonly double high;

    /// <summary>Makes a scale that fits all values which will be shown side by side.</summary>
    public Strip(IEnumerable<double> values)
    {
        double[] logs = [.. values.Where(value => value > 0 && double.IsFinite(value)).Select(Math.Log10)];
        high = logs.Length == 0 ? 0 : logs.Max();
        low = Math.Min(high - LeastDecades, logs.Length == 0 ? 0 : logs.Min());
    }

    /// <summary>Draws one signal through the layers, or as many of them as there may be bars; a dot where there is none, ! where it is not finite.</summary>
    public string Draw(IReadOnlyList<double> values, int most)
    {
        StringBuilder bars = new();
        int shown = Math.Min(values.Count, most);
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
        >= 0.01 and < 9.995 => value.ToString("0.##", CultureInfo.InvariantCulture),
        >= 9.995 and < 999.5 => value.ToString(value < 99.95 ? "0.#" : "0", CultureInfo.InvariantCulture),
        _ => value.ToString("0e+0", CultureInfo.InvariantCulture).Replace("e+", "e", StringComparison.Ordinal),
    };
}
