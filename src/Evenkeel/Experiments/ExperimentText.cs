using System.Collections.Immutable;
using System.Globalization;
using Evenkeel.Networks;
using Evenkeel.Numerics;
using Evenkeel.Training;

namespace Evenkeel.Experiments;

/// <summary>The parts of an experiment as people type them, the same on the command line and in a link.</summary>
public static class ExperimentText
{
    /// <summary>The most hidden layers that are trained.</summary>
    internal const int MostLayers = 4000;

    /// <summary>The most units of a hidden layer.</summary>
    internal const int MostUnits = 1_000_000;

    private const int MostTimes = 10_000;

    private static readonly (string Word, LossKind Loss)[] LossWords =
    [
        ("cross-entropy", LossKind.CrossEntropy),
        ("mse", LossKind.MeanSquaredError),
        ("hinge", LossKind.Hinge),
    ];

    /// <summary>The words for losses.</summary>
    public static IReadOnlyList<string> Losses { get; } = [.. LossWords.Select(entry => entry.Word)];

    /// <summary>Reads the widths of hidden layers: <c>300x4</c>, <c>300,200,100</c>, <c>6,3</c>, <c>none</c>.</summary>
    /// <param name="text">What was typed.</param>
    /// <param name="subject">What the error calls it, such as <c>--hidden</c>.</param>
    /// <returns>The widths from the input on, each 1 … 1,000,000; at most 4000 of them.</returns>
    /// <exception cref="FormatException">It is no list of widths, or a long one.</exception>
    public static ImmutableArray<int> Widths(string text, string subject)
    {
        ArgumentNullException.ThrowIfNull(text);
        (long Units, long Times)[] parts = Stretches(text) ?? [(0, 1)];
        if (parts.Any(part => part.Units is < 1 or > MostUnits || part.Times > MostTimes))
        {
            throw new FormatException($"{subject} needs widths such as 300x4 or 300,200,100, or 'none', but got '{text}'.");
        }

        long layers = parts.Sum(part => part.Times);
        return layers <= MostLayers
            ? [.. parts.SelectMany(part => Enumerable.Repeat((int)part.Units, (int)part.Times))]
            : throw new FormatException($"{subject} '{text}' has {layers} layers; at most {MostLayers} are trained.");
    }

    /// <summary>Writes widths as <see cref="Widths(string, string)"/> reads them.</summary>
    /// <param name="widths">The widths from the input on.</param>
    /// <returns>For example <c>300x4</c> or <c>300,200,100</c>; <c>none</c> for none.</returns>
    public static string Widths(ImmutableArray<int> widths)
    {
        List<string> parts = [];
        for (int first = 0, next; first < widths.Length; first = next)
        {
            next = first + 1;
            while (next < widths.Length && widths[next] == widths[first])
            {
                next++;
            }

            parts.Add(next - first == 1 ? Invariant(widths[first]) : $"{Invariant(widths[first])}x{Invariant(next - first)}");
        }

        return parts.Count == 0 ? "none" : string.Join(',', parts);
    }

    /// <summary>Splits a list of schemes at commas that do not stand in parentheses.</summary>
    /// <param name="text">What was typed.</param>
    /// <returns>The parts without spaces around them; one for a text without commas, and perhaps empty ones.</returns>
    public static ImmutableArray<string> SplitSchemes(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        ImmutableArray<string>.Builder schemes = ImmutableArray.CreateBuilder<string>();
        (int depth, int start) = (0, 0);
        for (int i = 0; i <= text.Length; i++)
        {
            if (i == text.Length || (text[i] == ',' && depth == 0))
            {
                schemes.Add(text[start..i].Trim());
                start = i + 1;
            }
            else
            {
                depth += text[i] switch { '(' => 1, ')' => -1, _ => 0 };
            }
        }

        return schemes.ToImmutable();
    }

    /// <summary>Reads a loss.</summary>
    /// <param name="text">One of <see cref="Losses"/>.</param>
    /// <returns>The loss.</returns>
    /// <exception cref="FormatException">The word is unknown; the nearest is suggested.</exception>
    public static LossKind Loss(string text) =>
        Array.Find(LossWords, entry => entry.Word == text) is { Word: not null } found ? found.Loss : throw new FormatException($"Unknown loss '{text}'.{Spelling.Suggestion(text, Losses)}");

    /// <summary>Writes a loss as <see cref="Loss(string)"/> reads it.</summary>
    /// <param name="loss">The loss.</param>
    /// <returns>One of <see cref="Losses"/>.</returns>
    public static string Loss(LossKind loss) => Array.Find(LossWords, entry => entry.Loss == loss).Word;

    /// <summary>Reads the samples of a step: a number, or <c>full</c>.</summary>
    /// <param name="text">What was typed.</param>
    /// <param name="subject">What the error calls it, such as <c>--batch</c>.</param>
    /// <returns>1 or more; 0 for all samples.</returns>
    /// <exception cref="FormatException">It is neither.</exception>
    public static int Batch(string text, string subject)
    {
        ArgumentNullException.ThrowIfNull(text);
        return text.Equals("full", StringComparison.OrdinalIgnoreCase) ? 0
            : int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int size) && size >= 1 ? size
            : throw new FormatException($"{subject} needs a whole number of 1 or more, or 'full', but got '{text}'.");
    }

    /// <summary>Writes the samples of a step as <see cref="Batch(string, string)"/> reads them.</summary>
    /// <param name="samples">1 or more; 0 for all samples.</param>
    /// <returns>A number, or <c>full</c>.</returns>
    public static string Batch(int samples) => samples == 0 ? "full" : Invariant(samples);

    /// <summary>Reads the order of samples.</summary>
    /// <param name="text"><c>seeded</c> or <c>none</c>.</param>
    /// <param name="subject">What the error calls it, such as <c>--shuffle</c>.</param>
    /// <returns>The order.</returns>
    /// <exception cref="FormatException">It is neither.</exception>
    public static Shuffle Order(string text, string subject) => text switch
    {
        "seeded" => Shuffle.Seeded,
        "none" => Shuffle.None,
        _ => throw new FormatException($"{subject} is 'seeded' or 'none', but got '{text}'."),
    };

    /// <summary>Writes the order of samples as <see cref="Order(string, string)"/> reads it.</summary>
    /// <param name="order">The order.</param>
    /// <returns><c>seeded</c> or <c>none</c>.</returns>
    public static string Order(Shuffle order) => order == Shuffle.None ? "none" : "seeded";

    /// <summary>The widths that a text names, each with how often it follows itself; null where the text is no list of widths. Numbers too large to hold are given as the largest.</summary>
    internal static (long Units, long Times)[]? Stretches(string text)
    {
        if (text.Equals("none", StringComparison.OrdinalIgnoreCase))
        {
            return [];
        }

        string[] parts = text.Split(',');
        (long Units, long Times)[] stretches = new (long, long)[parts.Length];
        for (int i = 0; i < parts.Length; i++)
        {
            string[] factors = parts[i].Trim().Split('x', 'X', '×');
            if (factors.Length > 2 || Whole(factors[0]) is not { } units || Whole(factors.Length == 2 ? factors[1] : "1") is not { } times || units < 1 || times < 1)
            {
                return null;
            }

            stretches[i] = (units, times);
        }

        return stretches;
    }

    private static long? Whole(string digits) =>
        digits.Length == 0 || !digits.All(char.IsAsciiDigit) ? null
        : int.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out int value) ? value
        : int.MaxValue;

    private static string Invariant(int number) => number.ToString(CultureInfo.InvariantCulture);
}
