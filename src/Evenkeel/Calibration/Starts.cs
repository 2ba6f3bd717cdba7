using Evenkeel.Initialization;
using Evenkeel.Initialization.Schemes;
using Evenkeel.Numerics;

namespace Evenkeel.Calibration;

/// <summary>Every way to start a network, by name: the schemes of <see cref="Initializers"/>, and the starts that look at data, or at a whole network.</summary>
public static class Starts
{
    /// <summary>The starts that look at data, or at a whole network.</summary>
    public static IReadOnlyList<StartEntry> All { get; } = [LsuvStart.Entry, AutoStart.Entry, FixupStart.Entry, BranchScaledStart.Entry, PlacesStart.Entry];

    /// <summary>Reads a start as people type it.</summary>
    /// <param name="text">A scheme as <see cref="Initializers.Parse"/> reads it, or the name of one of <see cref="All"/>, perhaps with arguments: <c>lsuv(he-normal)</c>, <c>auto(factor=2)</c>. <c>fixup</c> alone is <c>fixup-network</c>.</param>
    /// <returns>The start; its <see cref="IStart.Name"/> reads back as the same.</returns>
    /// <exception cref="FormatException">The name is unknown (the nearest is suggested), an argument is unknown or out of range, or the variance of a start that sets it itself is multiplied.</exception>
    public static IStart Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        string trimmed = Whole(text.Trim());
        string name = NameOf(trimmed);
        if (Find(trimmed) is not { } entry)
        {
            return new SchemeStart(Known(trimmed, name));
        }

        string rest = trimmed[name.Length..].Trim();
        if (SchemeSyntax.LastOutside(rest, '*') >= 0)
        {
            throw new FormatException($"Scheme '{trimmed}' multiplies a variance that '{entry.Name}' itself sets{(entry.LooksAtData ? " by what it measures" : "")}; leave '{rest[SchemeSyntax.LastOutside(rest, '*')..].Trim()}' out.");
        }

        if (rest.Length > 0 && !rest.EndsWith(')'))
        {
            throw new FormatException($"Scheme '{trimmed}' opens a parenthesis and does not close it.");
        }

        IReadOnlyList<string> parts = rest.Length == 0 ? [] : SchemeSyntax.Split(rest[1..^1], ',');
        return entry.Create(new(entry.Name, entry.Arguments, SchemeReader.Match(entry.Name, entry.Arguments, () => entry.Name, parts, trimmed)));
    }

    /// <summary>Finds the line of the table that a text begins with.</summary>
    /// <param name="text">A start as people type it; its arguments and factor are not looked at.</param>
    /// <returns>The entry; null where the text means another scheme, or none.</returns>
    public static StartEntry? Find(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        string name = NameOf(text.Trim());
        return All.FirstOrDefault(entry => SchemeSyntax.Same(entry.Name, name));
    }

    /// <summary>The catalogue's <c>fixup</c> makes one tensor and must be told of how many; without that it can only mean the network.</summary>
    private static string Whole(string text) => SchemeSyntax.Same(text, "fixup") ? FixupStart.Name : text;

    private static string NameOf(string text) => text.Split('(', '*')[0].Trim();

    /// <summary>The scheme of the catalogue; where there is none, and a start has nearly this name, that is what the error suggests.</summary>
    private static IInitializer Known(string text, string name)
    {
        try
        {
            return Initializers.Parse(text);
        }
        catch (FormatException unknown) when (unknown.Message.StartsWith("Unknown initializer", StringComparison.Ordinal) && Spelling.Nearest(name, All.Select(entry => entry.Name)) is { } near)
        {
            throw new FormatException($"Unknown initializer '{name}'. Did you mean '{near}'?", unknown);
        }
    }

    /// <summary>The scheme that a start draws from, which may not look at data itself.</summary>
    internal static IInitializer Drawing(SchemeValues values, string argument = "init")
    {
        string scheme = values.Word(argument);
        return Find(scheme) is { } entry
            ? throw new FormatException($"Scheme '{values.Scheme}' draws its weights by '{scheme}', but '{entry.Name}' {(entry.LooksAtData ? "looks at data itself" : "is a start of whole networks itself")}; name a rule that draws weights, such as orthogonal.")
            : Initializers.Parse(scheme);
    }
}
