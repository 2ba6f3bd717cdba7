using System.Globalization;
using System.Numerics;

namespace Evenkeel.Experiments;

/// <summary>Reads values of a link, and says what it took instead of one that cannot be used.</summary>
internal sealed class LinkReader(LinkLimits limits)
{
    private const int MostProblems = 20;

    private readonly List<string> problems = [];

    public LinkLimits Limits => limits;

    /// <summary>What was said; beyond a number that a person reads, only how much more there is.</summary>
    public IEnumerable<string> Problems => problems.Count <= MostProblems
        ? problems
        : problems.Take(MostProblems - 1).Append($"{problems.Count - MostProblems + 1} more parts of the link cannot be used.");

    public bool IsContent => problems.Count == 0;

    public void Say(string problem) => problems.Add(LinkText.Tell(problem));

    public void Take(LinkReader other) => problems.AddRange(other.problems);

    /// <summary>Reads a number.</summary>
    public double Number(string key, string text, double otherwise, Func<double, bool> fits, string needed)
    {
        if (double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out double value) && double.IsFinite(value) && fits(value))
        {
            return value;
        }

        Say(string.Create(CultureInfo.InvariantCulture, $"{key} needs {needed}, but got {LinkText.Quote(text)}; {otherwise} is taken."));
        return otherwise;
    }

    /// <summary>Reads a whole number, and brings one that is out of range to the nearest end.</summary>
    public int Whole(string key, string text, int otherwise, int least, int most)
    {
        string needed = most == int.MaxValue ? $"a whole number of {least} or more" : $"a whole number from {least} to {most}";
        if (!BigInteger.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out BigInteger value))
        {
            Say($"{key} needs {needed}, but got {LinkText.Quote(text)}; {otherwise} is taken.");
            return otherwise;
        }

        return value < least || value > most ? Clamp(key, text, value < least ? least : most, needed) : (int)value;
    }

    /// <summary>Reads a choice of words, a scheme, a formula: whatever says itself what is wrong.</summary>
    public T Parsed<T>(string text, T otherwise, string consequence, Func<string, T> parse)
    {
        try
        {
            return parse(text);
        }
        catch (Exception problem) when (IsRefusal(problem))
        {
            Say($"{Sentence(problem)} {consequence}");
            return otherwise;
        }
    }

    /// <summary>What a parser throws at words that it does not take.</summary>
    public static bool IsRefusal(Exception problem) => problem is FormatException or ArgumentException or OverflowException;

    /// <summary>A problem's own words, without the parameter's name that .NET adds for a programmer.</summary>
    public static string Sentence(Exception problem)
    {
        string message = problem.Message;
        int added = message.IndexOf(" (Parameter '", StringComparison.Ordinal);
        return added < 0 ? message : message[..added];
    }

    private int Clamp(string key, string text, int nearest, string needed)
    {
        Say($"{key} needs {needed}, but got {LinkText.Quote(text)}; {nearest} is taken.");
        return nearest;
    }
}
