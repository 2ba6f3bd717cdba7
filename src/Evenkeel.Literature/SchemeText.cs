using System.Collections.Immutable;

namespace Evenkeel.Literature;

/// <summary>A start as it is written: its name, and its arguments, which may be starts themselves.</summary>
/// <param name="Name">Such as <c>mean-field</c>.</param>
/// <param name="Arguments">As they stand between commas, <c>name=</c> before those that are named.</param>
internal sealed record SchemeText(string Name, ImmutableArray<string> Arguments)
{
    private const string Places = "places";

    /// <summary>What draws the layers between the first and the last; the start itself where it has no places.</summary>
    public SchemeText Hidden => At("hidden");

    /// <summary>What draws the first layer; the start itself where it has no places.</summary>
    public SchemeText First => At("first");

    /// <summary>Reads a start.</summary>
    /// <param name="scheme">Such as <c>places(first=mean-field(0.8), hidden=he-normal)</c>.</param>
    public static SchemeText Of(string scheme)
    {
        int open = scheme.IndexOf('(', StringComparison.Ordinal);
        return open < 0 ? new(scheme.Trim(), []) : new(scheme[..open].Trim(), Split(scheme[(open + 1)..scheme.LastIndexOf(')')]));
    }

    /// <summary>The text of an argument that stands at a place or is named; null where it is left out.</summary>
    public string? Argument(string name, int place)
    {
        string key = $"{name}=";
        if (Arguments.FirstOrDefault(argument => argument.StartsWith(key, StringComparison.Ordinal)) is { } named) return named[key.Length..];
        return place < Arguments.Length && !Arguments[place].Split('(')[0].Contains('=', StringComparison.Ordinal) ? Arguments[place] : null;
    }

    private SchemeText At(string place) => Name != Places ? this : Argument(place, int.MaxValue) is { } rule ? Of(rule) : new("", []);

    /// <summary>The parts between the commas that no parentheses enclose.</summary>
    private static ImmutableArray<string> Split(string text)
    {
        ImmutableArray<string>.Builder parts = ImmutableArray.CreateBuilder<string>();
        (int start, int depth) = (0, 0);
        for (int i = 0; i <= text.Length; i++)
        {
            if (i == text.Length || text[i] == ',' && depth == 0)
            {
                parts.Add(text[start..i].Trim());
                start = i + 1;
            }
            else if (text[i] is '(' or ')')
            {
                depth += text[i] == '(' ? 1 : -1;
            }
        }

        return parts.ToImmutable();
    }
}
