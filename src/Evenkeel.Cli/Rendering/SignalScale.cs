using System.Globalization;
using Evenkeel.MeanField;
using Spectre.Console;

namespace Evenkeel.Cli.Rendering;

/// <summary>A horizontal logarithmic scale: a band that was predicted, and what was measured.</summary>
internal sealed class SignalScale
{
    /// <summary>A scale shows two powers of ten or more, so that an even signal looks even.</summary>
    private const int LeastDecades = 2;

    /// <summary>Columns that a tick and its label need.</summary>
    private const int LeastSpacing = 7;

    private static readonly int[] steps = [1, 2, 5, 10, 20, 50, 100, 200];

    private static readonly Style quiet = new(Color.Grey);
    private static readonly Style band = new(Color.Teal);

    private readonly int low;
    private readonly int high;
    private readonly int step;

    /// <summary>Makes a scale that fits all values which will be shown on it.</summary>
    /// <param name="values">The values; what is not positive and finite has no place on it.</param>
    /// <param name="width">Its columns.</param>
    public SignalScale(IEnumerable<double> values, int width)
    {
        Width = width;
        double[] logs = [.. values.Where(value => value > 0 && double.IsFinite(value)).Select(Math.Log10)];
        low = logs.Length == 0 ? -1 : (int)Math.Floor(logs.Min());
        high = logs.Length == 0 ? 1 : (int)Math.Ceiling(logs.Max());
        for (bool below = true; high - low < LeastDecades; below = !below)
        {
            low -= below ? 1 : 0;
            high += below ? 0 : 1;
        }

        step = Array.Find(steps, size => (width - 1.0) * size / (high - low) >= LeastSpacing) is > 0 and int found ? found : steps[^1];
    }

    /// <summary>Its columns.</summary>
    public int Width { get; }

    /// <summary>The style of a mark.</summary>
    /// <param name="holds">Whether what was measured lies in its band; null where there is none.</param>
    public static Style Mark(bool? holds) => holds switch
    {
        true => new(Color.Green),
        false => new(Color.Red, decoration: Decoration.Bold),
        null => new(decoration: Decoration.Bold),
    };

    /// <summary>The numbers at its ticks, each beginning at its tick.</summary>
    public string Axis()
    {
        char[] text = Enumerable.Repeat(' ', Width).ToArray();
        int free = 0;
        foreach (int decade in Ticks())
        {
            string label = Label(decade);
            int place = Math.Min(Column(decade), Width - label.Length);
            if (place >= free)
            {
                label.CopyTo(0, text, place, label.Length);
                free = place + label.Length + 1;
            }
        }

        return new(text);
    }

    /// <summary>Draws one value in its band.</summary>
    /// <param name="line">What it is added to.</param>
    /// <param name="predicted">What was predicted; null where nothing was.</param>
    /// <param name="measured">What was measured.</param>
    public void Draw(Paragraph line, Band? predicted, double measured)
    {
        char[] marks = Enumerable.Repeat(' ', Width).ToArray();
        foreach (int decade in Ticks())
        {
            marks[Column(decade)] = '┊';
        }

        if (predicted is { Low: { } from, High: { } to } && Place(from) is { } first && Place(to) is { } last)
        {
            Array.Fill(marks, '░', first, last - first + 1);
        }
        else if (predicted is { Predicted: var single } && Place(single) is { } alone)
        {
            marks[alone] = '│';
        }

        bool? holds = predicted?.Holds(measured);
        if (Place(measured) is { } place)
        {
            marks[place] = holds == false ? '×' : '●';
        }

        foreach (char mark in marks)
        {
            line.Append(mark.ToString(), mark switch { '░' or '│' => band, '●' or '×' => Mark(holds), _ => quiet });
        }
    }

    private IEnumerable<int> Ticks()
    {
        int first = (int)Math.Ceiling((double)low / step) * step;
        for (int decade = first; decade <= high; decade += step)
        {
            yield return decade;
        }
    }

    private int? Place(double value) => value > 0 && double.IsFinite(value) ? Math.Clamp(Column(Math.Log10(value)), 0, Width - 1) : null;

    private int Column(double logarithm) => (int)Math.Round((logarithm - low) / (high - low) * (Width - 1));

    private static string Label(int decade) => decade is >= -2 and <= 3
        ? Math.Pow(10, decade).ToString("0.##", CultureInfo.InvariantCulture)
        : string.Create(CultureInfo.InvariantCulture, $"1e{decade}");
}
