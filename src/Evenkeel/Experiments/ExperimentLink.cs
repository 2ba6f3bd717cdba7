using System.Collections.Immutable;
using System.Globalization;
using Evenkeel.Networks;
using Evenkeel.Numerics;

namespace Evenkeel.Experiments;

/// <summary>Experiments as the query of an address, such as <c>data=circle&amp;hidden=6,3&amp;init=xavier*0.01,xavier&amp;seed=3&amp;step=120&amp;rates=40:0.5</c>.</summary>
/// <remarks>
/// The keys are the words of the command line: data, label, regression, standardize, test-fraction, train, test, hidden, activation, loss, bias, outputs, branch, init, seed, rng, optimizer, lr,
/// schedule, batch, epochs, steps, weight-decay, clip, shuffle, repeats and target; and two of a link's own: step, the moment that is shown, and rates, the changes of the learning rate.
/// What a query leaves out is taken from a chapter's defaults, or, where it names data of another kind than they, from <see cref="ExperimentDefaults"/>. A value that may be missing (label, train, test, steps, clip) is taken away by an empty one.
/// <c>+</c> stands for a space, as in a form, or for itself where a space cannot be read.
/// </remarks>
public static partial class ExperimentLink
{
    /// <summary>The most characters of a query that are read.</summary>
    public const int MostCharacters = 4000;

    /// <summary>The known keys, in the order in which they are written.</summary>
    public static IReadOnlyList<string> Keys { get; } = [LinkKey.Data, .. LinkKey.All.Select(key => key.Name)];

    /// <summary>Writes a text so that a query holds it as a value, with as few escapes as that needs.</summary>
    /// <param name="text">Any text.</param>
    /// <returns>The text with every letter escaped, as UTF-8, that would mean something else in a query.</returns>
    public static string Escape(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return LinkText.Encode(text);
    }

    /// <summary>Reads a query; whatever it holds, there is an answer.</summary>
    /// <param name="query">The query, with or without <c>?</c>.</param>
    /// <param name="defaults">What is taken where the query says nothing, in the same form; empty for what the data's name stands for.</param>
    /// <param name="limits">The most that it may ask for; null for what the library can do.</param>
    /// <returns>The experiment that was meant, or the nearest valid one, and what was wrong. Whether it fits the data shows <see cref="LinkReading.Fit"/>.</returns>
    public static LinkReading Read(string query, string defaults, LinkLimits? limits = null)
    {
        ArgumentNullException.ThrowIfNull(query);
        ArgumentNullException.ThrowIfNull(defaults);
        LinkReader reader = new(limits ?? LinkLimits.Widest);
        LinkBase start = new(Defaults(defaults, reader), []);
        List<string> others = [];
        Dictionary<string, string> values = Values(Cut(query, reader), reader, others);
        start = start with { Others = [.. others] };
        LinkState state = Apply(values, start.For(DataName(values, start.Defaults.Spec.Data.Name, reader)), reader);
        return Reading(state, start, reader.Problems);
    }

    /// <summary>Writes a query.</summary>
    /// <param name="spec">The experiment.</param>
    /// <param name="step">The moment that is shown; ≥ 0.</param>
    /// <param name="rates">The changes of the learning rate.</param>
    /// <param name="defaults">What need not be said, in the same form; empty for what the data's name stands for.</param>
    /// <returns>The query without <c>?</c>; <see cref="Read"/> with the same defaults gives back the same.</returns>
    public static string Write(ComparisonSpec spec, int step, RateChanges rates, string defaults)
    {
        ArgumentNullException.ThrowIfNull(spec);
        ArgumentNullException.ThrowIfNull(rates);
        ArgumentNullException.ThrowIfNull(defaults);
        return Write(new(spec, step, rates), new(Defaults(defaults, new(LinkLimits.Widest)), []));
    }

    /// <summary>A reading of a state that was changed to be valid.</summary>
    internal static LinkReading Reading(LinkState state, LinkBase start, IEnumerable<string> problems) => new()
    {
        Spec = state.Spec,
        Step = state.Step,
        Rates = state.Rates,
        Query = Write(state, start),
        Problems = [.. problems],
        Base = start,
    };

    private static string Write(LinkState state, LinkBase start)
    {
        LinkReader quiet = new(LinkLimits.Widest);
        List<string> pairs = [];
        string data = state.Spec.Data.Name;
        if (data != start.Defaults.Spec.Data.Name)
        {
            pairs.Add($"{LinkKey.Data}={LinkText.Encode(data)}");
        }

        // What a reader would have at each key decides whether it must be told.
        LinkState known = start.For(data);
        foreach (LinkKey key in LinkKey.All)
        {
            string text = key.Write(state);
            if (text != key.Write(known))
            {
                pairs.Add($"{key.Name}={LinkText.Encode(text)}");
                known = key.Read(known, text, quiet);
            }
        }

        // A question mark at the very beginning would be read as that of an address, and what follows it as a known key.
        string query = string.Join('&', pairs.Concat(start.Others));
        return query.StartsWith('?') ? $"%3F{query[1..]}" : query;
    }

    private static LinkState Defaults(string defaults, LinkReader reader)
    {
        LinkReader own = new(reader.Limits);
        Dictionary<string, string> values = Values(Cut(defaults, own), own, []);
        LinkState state = Apply(values, LinkBase.Usual.For(DataName(values, LinkBase.Usual.Defaults.Spec.Data.Name, own)), own);
        foreach (string problem in own.Problems)
        {
            reader.Say($"The defaults: {problem}");
        }

        return state;
    }
}
