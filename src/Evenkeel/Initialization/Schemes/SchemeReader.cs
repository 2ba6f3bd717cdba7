using Evenkeel.Initialization.Recipes;
using Evenkeel.Numerics;

namespace Evenkeel.Initialization.Schemes;

/// <summary>Reads a scheme as people type it: <c>name</c>, <c>name(arguments)</c>, <c>framework:name(arguments)</c>, each perhaps followed by <c>*variance</c>.</summary>
internal static class SchemeReader
{
    /// <summary>What other frameworks' signatures hold that decides no weight's distribution.</summary>
    private static readonly string[] seeds = ["seed", "key", "rng", "generator"];

    /// <summary>How many names an error lists.</summary>
    private const int Shown = 12;

    public static IInitializer Read(string scheme)
    {
        // Python's power is two stars; one star is the factor on the variance.
        string text = scheme.Trim().Replace("**", "^", StringComparison.Ordinal);
        int star = SchemeSyntax.LastOutside(text, '*');
        if (star >= 0)
        {
            string factor = text[(star + 1)..];
            double variance = SchemeSyntax.Number(factor)
                ?? throw new FormatException($"Scheme '{scheme}' needs a number after '*', the factor on the variance, but got '{factor.Trim()}'.");
            if (!(variance >= 0))
            {
                throw new FormatException($"Scheme '{scheme}' multiplies the variance by {Initializer.Text(variance)}, but a variance cannot be negative.");
            }

            if (Math.Sqrt(variance) > float.MaxValue)
            {
                throw new FormatException($"Scheme '{scheme}' multiplies the variance by {Initializer.Text(variance)}, and so weights by {Initializer.Text(Math.Sqrt(variance))}; weights are float32, whose largest number is 3.4e38.");
            }

            return new ScaledInitializer(Read(text[..star]), variance);
        }

        int open = text.IndexOf('(', StringComparison.Ordinal);
        string name = (open < 0 ? text : text[..open]).Trim();
        if (open >= 0 && !text.EndsWith(')'))
        {
            throw new FormatException($"Scheme '{scheme}' opens a parenthesis and does not close it.");
        }

        (string prefix, InitializerEntry entry) = Find(name);
        IReadOnlyList<string> parts = open < 0 ? [] : SchemeSyntax.Split(text[(open + 1)..^1], ',');
        Dictionary<string, string> given = Match(prefix + entry.Name, entry.Arguments, () => prefix + entry.Example, parts, scheme);
        SchemeValues values = new(prefix + entry.Name, entry.Arguments, given);
        try
        {
            return entry.Create(values);
        }
        catch (ArgumentException impossible)
        {
            // What .NET adds after the sentence is for programmers.
            string reason = impossible.Message.Split(" (Parameter '")[0];
            throw new FormatException($"Scheme '{scheme}' cannot be made. {reason}", impossible);
        }
    }

    /// <summary>The entry of a name with its dialect, without arguments.</summary>
    public static (string Prefix, InitializerEntry Entry) Find(string name)
    {
        int colon = name.IndexOf(':', StringComparison.Ordinal);
        if (colon >= 0)
        {
            Dialect dialect = Dialects.Find(name[..colon].Trim());
            return ($"{dialect.Name}:", dialect.Find(name[(colon + 1)..].Trim()));
        }

        return ("", SchemeSyntax.Lookup(name, Initializers.All) ?? throw new FormatException($"Unknown initializer '{name}'.{Suggestion(name)}"));
    }

    /// <summary>The nearest name, or the first of a list that is too long for one line.</summary>
    private static string Suggestion(string name)
    {
        string[] names = [.. Initializers.All.Select(entry => entry.Name)];
        (Dialect Dialect, InitializerEntry Entry)? foreign = Dialects.All
            .Select(dialect => (dialect, entry: dialect.Lookup(name)))
            .Where(found => found.entry is not null)
            .Select(found => ((Dialect, InitializerEntry)?)(found.dialect, found.entry!))
            .FirstOrDefault();
        return foreign is { } known ? $" Did you mean '{known.Dialect.Name}:{known.Entry.Name}'?"
            : Spelling.Nearest(name, names) is null ? $" Known are {string.Join(", ", names.Take(Shown))} and {names.Length - Shown} more." : Spelling.Suggestion(name, names);
    }

    /// <summary>The values of arguments as they are typed, canonical, by name; those that have their usual value are left out.</summary>
    /// <param name="name">What takes them.</param>
    /// <param name="arguments">What it takes.</param>
    /// <param name="example">A text that has all that must be given.</param>
    /// <param name="parts">What stands between the commas.</param>
    /// <param name="scheme">The whole text, for errors.</param>
    public static Dictionary<string, string> Match(string name, IReadOnlyList<SchemeArgument> arguments, Func<string> example, IReadOnlyList<string> parts, string scheme)
    {
        Dictionary<string, string> given = [];
        int unnamed = 0;
        SchemeArgument[] positional = [.. arguments.Where(argument => !argument.MustBeNamed)];
        foreach (string part in parts)
        {
            int equals = SchemeSyntax.FirstOutside(part, '=');
            if (arguments.Count == 0 && (equals < 0 || !IsSeed(part[..equals])))
            {
                throw new FormatException($"Scheme '{name}' takes no argument, but got '({string.Join(',', parts)})'; write '{name}', or '{name}*2' for twice the variance.");
            }

            if (equals < 0 && positional.Length == 0)
            {
                throw new FormatException($"Scheme '{scheme}' gives '{part.Trim()}' without saying what it is; write {string.Join(" or ", arguments.Select(argument => $"{argument.Name}={part.Trim()}").Take(2))}.");
            }

            if (equals < 0 && unnamed >= positional.Length)
            {
                throw new FormatException($"Scheme '{scheme}' gives {parts.Count} values, but {(positional.Length == 1 ? $"only {positional[0].Name} is" : $"only {string.Join(", ", positional.Select(argument => argument.Name))} are")} read without a name; write other arguments as name=value, and decimals with a point.");
            }

            SchemeArgument argument = equals < 0 ? positional[unnamed++] : Named(name, arguments, part[..equals].Trim());
            string text = (equals < 0 ? part : part[(equals + 1)..]).Trim();
            if (given.ContainsKey(argument.Name))
            {
                throw new FormatException($"Scheme '{scheme}' gives its {argument.Name} twice.");
            }

            if (!text.Equals("None", StringComparison.Ordinal))
            {
                given.Add(argument.Name, SchemeSyntax.Canonical(text, argument, scheme));
            }
        }

        foreach (SchemeArgument argument in arguments)
        {
            if (argument.Default is null && !argument.IsOptional && !given.ContainsKey(argument.Name))
            {
                throw new FormatException($"Scheme '{name}' needs its {argument.Name}, for example '{example()}'.");
            }

            if (given.TryGetValue(argument.Name, out string? value) && value == argument.Default)
            {
                given.Remove(argument.Name);
            }
        }

        return given;
    }

    private static bool IsSeed(string key) => seeds.Contains(key.Trim(), StringComparer.OrdinalIgnoreCase);

    private static SchemeArgument Named(string name, IReadOnlyList<SchemeArgument> arguments, string key)
    {
        SchemeArgument? argument = arguments.FirstOrDefault(argument => SchemeSyntax.Same(argument.Name, key));
        if (argument is not null)
        {
            return argument;
        }

        if (IsSeed(key))
        {
            throw new FormatException($"Scheme '{name}' has no argument '{key}': one seed decides a whole run, so give it to the run (--seed on the command line).");
        }

        string[] names = [.. arguments.Select(argument => argument.Name)];
        throw new FormatException($"Scheme '{name}' has no argument '{key}'; it takes {string.Join(", ", names.Select(known => $"'{known}'"))}.{Spelling.Hint(key, names)}");
    }
}
