using System.Globalization;
using Evenkeel.Numerics;

namespace Evenkeel.Initialization;

/// <summary>Reads a scheme as people type it: <c>name</c>, <c>name(argument)</c>, either followed by <c>*variance</c>.</summary>
internal static class SchemeText
{
    public static IInitializer Read(string scheme)
    {
        string text = scheme.Trim();
        int star = text.LastIndexOf('*');
        if (star >= 0)
        {
            double variance = Number(text[(star + 1)..], scheme, "the number after '*'");
            if (!(variance >= 0))
            {
                throw new FormatException($"Scheme '{scheme}' multiplies the variance by {Initializer.Text(variance)}, but a variance cannot be negative.");
            }

            return new ScaledInitializer(Read(text[..star]), variance);
        }

        int open = text.IndexOf('(', StringComparison.Ordinal);
        string name = (open < 0 ? text : text[..open]).Trim();
        InitializerEntry entry = Find(name);
        if (open < 0)
        {
            return Make(entry, null, scheme);
        }

        if (!text.EndsWith(')'))
        {
            throw new FormatException($"Scheme '{scheme}' opens a parenthesis and does not close it.");
        }

        string argument = text[(open + 1)..^1].Trim();
        return Make(entry, argument.Length == 0 ? null : argument, scheme);
    }

    private static IInitializer Make(InitializerEntry entry, string? argument, string scheme)
    {
        if (argument is null)
        {
            return entry.Argument is null || entry.Default is not null
                ? entry.Create(entry.Default)
                : throw new FormatException($"Scheme '{entry.Name}' needs its {entry.Argument}, for example '{entry.Name}(0.5)'.");
        }

        if (entry.Argument is null)
        {
            throw new FormatException($"Scheme '{entry.Name}' takes no argument, but got '({argument})'.");
        }

        int equals = argument.IndexOf('=', StringComparison.Ordinal);
        if (equals >= 0)
        {
            string key = argument[..equals].Trim();
            if (!string.Equals(key, entry.Argument, StringComparison.OrdinalIgnoreCase))
            {
                throw new FormatException($"Scheme '{entry.Name}' has no argument '{key}'; it takes '{entry.Argument}'.");
            }

            argument = argument[(equals + 1)..];
        }

        double value = Number(argument, scheme, $"its {entry.Argument}");
        if (value < 0 && entry.Name is not ("constant" or "orthogonal"))
        {
            throw new FormatException($"Scheme '{scheme}' has a negative {entry.Argument}, {Initializer.Text(value)}; it must be 0 or more.");
        }

        if (Math.Abs(value) > float.MaxValue)
        {
            throw new FormatException($"Scheme '{scheme}' has a {entry.Argument} of {Initializer.Text(value)}; weights are float32, whose largest number is 3.4e38.");
        }

        return entry.Create(value);
    }

    private static InitializerEntry Find(string name)
    {
        foreach (InitializerEntry entry in Initializers.All)
        {
            if (string.Equals(entry.Name, name, StringComparison.OrdinalIgnoreCase))
            {
                return entry;
            }
        }

        throw new FormatException($"Unknown initializer '{name}'.{Spelling.Suggestion(name, [.. Initializers.All.Select(entry => entry.Name)])}");
    }

    /// <summary>A finite number, a quotient such as 5/3, or a root such as sqrt(2).</summary>
    private static double Number(string text, string scheme, string what)
    {
        string[] parts = text.Split('/');
        double value = Term(parts[0]);
        foreach (string divisor in parts.AsSpan(1))
        {
            value /= Term(divisor);
        }

        return double.IsFinite(value)
            ? value
            : throw new FormatException($"Scheme '{scheme}' needs a number for {what}, but got '{text.Trim()}'.");
    }

    private static double Term(string text)
    {
        text = text.Trim();
        return text.StartsWith("sqrt(", StringComparison.OrdinalIgnoreCase) && text.EndsWith(')')
            ? Math.Sqrt(Term(text[5..^1]))
            : double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out double value) ? value : double.NaN;
    }
}
