using System.Collections.Immutable;
using Evenkeel.Calibration;

namespace Evenkeel.Experiments;

/// <summary>Values of a link that may be usable in part.</summary>
internal static class LinkLists
{
    /// <summary>Widths of hidden layers: no list takes the default, a layer too wide the most units, a layer too many is left out.</summary>
    public static ImmutableArray<int> Widths(string text, ImmutableArray<int> otherwise, LinkReader reader)
    {
        if (ExperimentText.Stretches(text) is not { } stretches)
        {
            reader.Say($"hidden needs widths such as 300x4 or 300,200,100, or 'none', but got {LinkText.Quote(text)}; {ExperimentText.Widths(otherwise)} is taken.");
            return otherwise;
        }

        (int mostUnits, int mostLayers) = (reader.Limits.Units, reader.Limits.Layers);
        long widest = stretches.Length == 0 ? 0 : stretches.Max(stretch => stretch.Units);
        if (widest > mostUnits)
        {
            reader.Say($"hidden {LinkText.Quote(text)} asks for a layer of {widest} units; at most {mostUnits} are trained here, and {mostUnits} are taken.");
        }

        long layers = stretches.Sum(stretch => stretch.Times);
        if (layers > mostLayers)
        {
            reader.Say($"hidden {LinkText.Quote(text)} has {layers} layers; at most {mostLayers} are trained here, and the first {mostLayers} are taken.");
        }

        return [.. stretches.SelectMany(stretch => Enumerable.Repeat((int)Math.Min(stretch.Units, mostUnits), (int)Math.Min(stretch.Times, mostLayers))).Take(mostLayers)];
    }

    /// <summary>Starts: what is unknown, or there already, is left out; the default is taken where none is left.</summary>
    public static ImmutableArray<string> Schemes(string text, ImmutableArray<string> otherwise, LinkReader reader)
    {
        List<string> names = [];
        List<string> beyond = [];
        foreach (string part in ExperimentText.SplitSchemes(text))
        {
            if (part.Length == 0)
            {
                reader.Say($"init needs names of initializers with commas between them, such as xavier,he-normal, but got {LinkText.Quote(text)}.");
            }
            else if (reader.Parsed<string?>(part, null, "It is left out.", word => Starts.Parse(word).Name) is not { } name)
            {
                continue;
            }
            else if (names.Contains(name))
            {
                reader.Say($"The initializer '{name}' is named twice; it runs once.");
            }
            else
            {
                (names.Count < reader.Limits.Runs ? names : beyond).Add(name);
            }
        }

        if (beyond.Count > 0)
        {
            reader.Say($"init names {names.Count + beyond.Count} initializers; at most {reader.Limits.Runs} run side by side here, and {string.Join(", ", beyond)} {(beyond.Count == 1 ? "is" : "are")} left out.");
        }

        if (names.Count > 0)
        {
            return [.. names];
        }

        reader.Say($"init names nothing that can be used; {string.Join(",", otherwise)} is taken.");
        return otherwise;
    }

    /// <summary>Samples of a step: more than there may be becomes the most.</summary>
    public static int Batch(string text, int otherwise, LinkReader reader)
    {
        bool isNumber = text.Length > 0 && text.All(char.IsAsciiDigit);
        return isNumber
            ? reader.Whole("batch", text, otherwise, 1, reader.Limits.Batch)
            : reader.Parsed(text, otherwise, $"{ExperimentText.Batch(otherwise)} is taken instead.", word => ExperimentText.Batch(word, "batch"));
    }

    /// <summary>Changes of the learning rate: a part that is none, or beyond the most that a link holds, is left out, and of two for the same step the last counts.</summary>
    public static RateChanges Rates(string text, LinkReader reader)
    {
        RateChanges changes = RateChanges.None;
        foreach (string part in RateChanges.Split(text))
        {
            if (RateChanges.ReadOne(part) is not { } change)
            {
                reader.Say($"rates: {RateChanges.Refusal(LinkText.Quote(part).Trim('\''))} It is left out.");
            }
            else if (changes.All.Any(known => known.AfterStep == change.AfterStep))
            {
                reader.Say($"rates changes the learning rate after step {change.AfterStep} twice; the last change is taken.");
                changes = changes.With(change);
            }
            else if (changes.All.Length == RateChanges.MostInLink)
            {
                reader.Say($"rates has more than {RateChanges.MostInLink} changes of the learning rate, which is the most that a link holds; the first {RateChanges.MostInLink} are taken.");
                return changes;
            }
            else
            {
                changes = changes.With(change);
            }
        }

        return changes;
    }
}
