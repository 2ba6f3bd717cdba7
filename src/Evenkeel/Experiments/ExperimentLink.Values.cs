using System.Globalization;
using Evenkeel.Networks;
using Evenkeel.Numerics;

namespace Evenkeel.Experiments;

public static partial class ExperimentLink
{
    private static string Cut(string query, LinkReader reader)
    {
        if (query.Length <= MostCharacters)
        {
            return query;
        }

        int end = query.LastIndexOf('&', MostCharacters);
        reader.Say(string.Create(CultureInfo.InvariantCulture, $"The link holds {query.Length} characters, of which at most {MostCharacters} are read; what stands after them is left out."));
        return query[..Math.Max(end, 0)];
    }

    /// <summary>The values of the known keys, escapes and all; the other pairs go to a list of their own.</summary>
    private static Dictionary<string, string> Values(string query, LinkReader reader, List<string> others)
    {
        Dictionary<string, string> values = new(StringComparer.OrdinalIgnoreCase);
        foreach (LinkPair pair in LinkPair.Split(query))
        {
            if (!Keys.Contains(pair.Key, StringComparer.OrdinalIgnoreCase))
            {
                others.Add(LinkText.Untouched(pair.Whole));
                if (pair.Key.Length > 3 && Keys.FirstOrDefault(key => Spelling.Distance(key.ToUpperInvariant(), Start(pair.Key).ToUpperInvariant()) == 1) is { } near)
                {
                    reader.Say($"Nothing is called {LinkText.Quote(pair.Key)}. Did you mean '{near}'?");
                }
            }
            else if (!values.TryAdd(pair.Key, pair.RawValue))
            {
                reader.Say($"{pair.Key.ToLowerInvariant()} is given twice; the first, {LinkText.Quote(values[pair.Key])}, is taken.");
            }
        }

        return values;
    }

    /// <summary>As much of a key as can decide whether it is nearly a known one.</summary>
    private static string Start(string key) => key[..Math.Min(key.Length, 20)];

    private static string DataName(Dictionary<string, string> values, string otherwise, LinkReader reader)
    {
        if (!values.TryGetValue(LinkKey.Data, out string? raw))
        {
            return otherwise;
        }

        string? name = LinkText.Decode(raw, plusIsSpace: true)?.Trim();
        string? refusal = string.IsNullOrEmpty(name) || name.Any(char.IsControl)
            ? $"data needs the name of a data set, but got {LinkText.Quote(raw)}."
            : reader.Limits.DataRefusal(name);
        if (refusal is null)
        {
            return name!;
        }

        reader.Say($"{refusal} {otherwise} is taken instead.");
        return otherwise;
    }

    private static LinkState Apply(Dictionary<string, string> values, LinkState state, LinkReader reader)
    {
        foreach (LinkKey key in LinkKey.All)
        {
            if (values.TryGetValue(key.Name, out string? raw))
            {
                state = Apply(key, raw, state, reader);
            }
        }

        return state with { Spec = state.Spec with { Network = Branching(state.Spec.Network, reader), Seed = Seed(state.Spec, reader) } };
    }

    /// <summary>The network, as a plain stack where its layers make no residual branches.</summary>
    private static NetworkSpec Branching(NetworkSpec network, LinkReader reader)
    {
        if (network.BranchRefusal is not { } refusal)
        {
            return network;
        }

        reader.Say($"{refusal} A plain stack is taken instead.");
        return network with { Branch = 0 };
    }

    private static LinkState Apply(LinkKey key, string raw, LinkState state, LinkReader reader)
    {
        if (LinkText.Decode(raw, plusIsSpace: true) is not { } text)
        {
            reader.Say($"{key.Name} is written {LinkText.Quote(raw)}, which holds an escape that stands for no character; '{key.Write(state)}' is taken.");
            return state;
        }

        LinkReader attempt = new(reader.Limits);
        LinkState read = key.Read(state, text, attempt);
        if (!attempt.IsContent && raw.Contains('+', StringComparison.Ordinal))
        {
            // A plus typed by hand is meant as one where a space cannot be read.
            LinkReader second = new(reader.Limits);
            LinkState typed = key.Read(state, LinkText.Decode(raw, plusIsSpace: false)!, second);
            (read, attempt) = second.IsContent ? (typed, second) : (read, attempt);
        }

        reader.Take(attempt);
        return read;
    }

    /// <summary>The seed, where the generator takes it and those of all repeats; else 0, which every generator takes.</summary>
    private static long Seed(ComparisonSpec spec, LinkReader reader)
    {
        try
        {
            _ = spec.GeneratorFor(spec.Seed);
            _ = spec.GeneratorFor(spec.Seed + spec.Repeats - 1);
            return spec.Seed;
        }
        catch (ArgumentOutOfRangeException problem)
        {
            reader.Say($"{LinkReader.Sentence(problem)} The seed 0 is taken instead.");
            return 0;
        }
    }
}
