using System.Collections.Immutable;
using System.Globalization;
using Evenkeel.Experiments;
using Evenkeel.Functions;
using Evenkeel.Numerics;

namespace Evenkeel.Lab.Questions;

/// <summary>Reads a query's values by type; each that is not usable becomes one sentence, and the nearest that is usable is taken.</summary>
public sealed class QueryReader
{
    private readonly List<(string Key, string Raw, string Whole)> pairs = [];
    private readonly HashSet<string> read = [];
    private readonly List<string> canonical = [];
    private readonly ImmutableArray<string>.Builder problems = ImmutableArray.CreateBuilder<string>();
    private string? experiment;

    /// <summary>Splits a query into its pairs.</summary>
    /// <param name="query">Any text; of two pairs of one key the first counts.</param>
    public QueryReader(string query)
    {
        ArgumentNullException.ThrowIfNull(query);
        foreach (string pair in query.TrimStart('?').Split('#')[0].Split('&', StringSplitOptions.RemoveEmptyEntries))
        {
            int sign = pair.IndexOf('=', StringComparison.Ordinal);
            pairs.Add((QueryText.Decode(sign < 0 ? pair : pair[..sign]), sign < 0 ? "" : pair[(sign + 1)..], pair));
        }
    }

    /// <summary>One sentence for each value that was not usable.</summary>
    public ImmutableArray<string> Problems => problems.ToImmutable();

    /// <summary>The pairs that nothing has read, as they were.</summary>
    public string Rest => string.Join('&', pairs.Where(pair => !read.Contains(pair.Key)).Select(pair => pair.Whole));

    /// <summary>What was read, valid and in the order of reading, what is usual left out; then the experiment, or else what nobody read.</summary>
    public string Canonical => string.Join('&', canonical.Append(experiment ?? Rest).Where(part => part.Length > 0));

    /// <summary>Whether the query has a key.</summary>
    /// <param name="key">The key.</param>
    /// <returns>True where it stands in the query, usable or not.</returns>
    public bool Has(string key) => pairs.Any(pair => pair.Key == key);

    /// <summary>Adds a problem.</summary>
    /// <param name="sentence">The thing, the value received, the value needed and what was taken.</param>
    public void Problem(string sentence) => problems.Add(sentence);

    /// <summary>Says what the rest of the query was understood as.</summary>
    /// <param name="query">The experiment's query, with the keys at its end that nobody reads.</param>
    public void TakeExperiment(string query) => experiment = query;

    /// <summary>Reads a number.</summary>
    /// <param name="key">The key.</param>
    /// <param name="usual">What is taken where the key is missing, or holds no number.</param>
    /// <param name="low">The least that is usable.</param>
    /// <param name="high">The most that is usable.</param>
    /// <returns>A number from <paramref name="low"/> to <paramref name="high"/>.</returns>
    public double Number(string key, double usual, double low, double high)
    {
        if (Value(key) is not { } text)
        {
            return usual;
        }

        bool isNumber = double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out double number) && !double.IsNaN(number);
        double taken = isNumber ? Math.Clamp(number, low, high) : usual;
        if (!isNumber || taken != number)
        {
            Problem(string.Create(CultureInfo.InvariantCulture, $"{key} is '{QueryText.Brief(text)}', but must be a number from {low} to {high}; {taken} is taken."));
        }

        Keep(key, taken == usual ? null : taken.ToString("R", CultureInfo.InvariantCulture));
        return taken;
    }

    /// <summary>Reads a whole number.</summary>
    /// <param name="key">The key.</param>
    /// <param name="usual">What is taken where the key is missing, or holds no number.</param>
    /// <param name="low">The least that is usable.</param>
    /// <param name="high">The most that is usable.</param>
    /// <returns>A number from <paramref name="low"/> to <paramref name="high"/>.</returns>
    public long Whole(string key, long usual, long low, long high)
    {
        if (Value(key) is not { } text)
        {
            return usual;
        }

        bool isNumber = decimal.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out decimal number);
        long taken = isNumber ? (long)Math.Round(Math.Clamp(number, low, high)) : usual;
        if (!isNumber || taken != number)
        {
            Problem(string.Create(CultureInfo.InvariantCulture, $"{key} is '{QueryText.Brief(text)}', but must be a whole number from {low} to {high}; {taken} is taken."));
        }

        Keep(key, taken == usual ? null : taken.ToString(CultureInfo.InvariantCulture));
        return taken;
    }

    /// <summary>Reads the seed.</summary>
    /// <returns>A whole number of 64 bits; 0 where the query has none.</returns>
    public long Seed() => Whole("seed", 0, long.MinValue, long.MaxValue);

    /// <summary>Reads one of several words.</summary>
    /// <param name="key">The key.</param>
    /// <param name="usual">What is taken where the key is missing, or no word is near.</param>
    /// <param name="words">The words.</param>
    /// <returns>One of the words.</returns>
    public string Choice(string key, string usual, IReadOnlyCollection<string> words)
    {
        ArgumentNullException.ThrowIfNull(words);
        if (Value(key) is not { } text)
        {
            return usual;
        }

        string taken = words.Contains(text) ? text : Spelling.Nearest(text, words) ?? usual;
        if (taken != text)
        {
            Problem($"{key} is '{QueryText.Brief(text)}', but must be one of {string.Join(", ", words)}; {taken} is taken.");
        }

        Keep(key, taken == usual ? null : taken);
        return taken;
    }

    /// <summary>Reads an activation.</summary>
    /// <param name="usual">The name that is taken where the key <c>activation</c> is missing, or means nothing.</param>
    /// <returns>An activation by name, or from a formula in x.</returns>
    public Activation Activation(string usual)
    {
        if (Raw("activation") is not { } raw)
        {
            return Activations.Parse(usual);
        }

        // A form writes a space as '+', a person a sum.
        (Activation? found, string? problem) = Parse(QueryText.Decode(raw.Replace('+', ' ')));
        if (found is null && Parse(QueryText.Decode(raw)) is { Found: { } typed })
        {
            found = typed;
        }

        if (found is null)
        {
            Problem($"{problem} {usual} is taken.");
            found = Activations.Parse(usual);
        }

        Keep("activation", found.Name == usual ? null : found.Name);
        return found;
    }

    /// <summary>Reads a text.</summary>
    /// <param name="key">The key.</param>
    /// <returns>The text, with its escapes resolved; null where the key is missing or empty.</returns>
    public string? Text(string key)
    {
        string? text = Value(key);
        Keep(key, text);
        return text;
    }

    private static (Activation? Found, string? Problem) Parse(string text)
    {
        try
        {
            return (Activations.Parse(text), null);
        }
        catch (FormatException wrong)
        {
            return (null, wrong.Message);
        }
    }

    private string? Raw(string key)
    {
        read.Add(key);
        string? raw = pairs.FirstOrDefault(pair => pair.Key == key).Raw;
        return string.IsNullOrEmpty(raw) ? null : raw;
    }

    private string? Value(string key) => Raw(key) is { } raw ? QueryText.Decode(raw.Replace('+', ' ')).Trim() : null;

    private void Keep(string key, string? value)
    {
        if (value is not null)
        {
            canonical.Add($"{key}={ExperimentLink.Escape(value)}");
        }
    }
}
