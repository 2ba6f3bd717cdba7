using Evenkeel.Numerics;

namespace Evenkeel.Experiments;

/// <summary>A link as people paste it: a whole address, a chapter with a query, or a query alone.</summary>
/// <param name="Chapter">The chapter; null where the link names none.</param>
/// <param name="Query">The query without <c>?</c>; empty for none.</param>
public sealed record LinkAddress(LinkChapter? Chapter, string Query)
{
    /// <summary>What the link leaves out, as its chapter has it.</summary>
    public string Defaults => Chapter?.Defaults ?? "";

    /// <summary>The path and query under a server, such as <c>/layers?init=he-normal</c>.</summary>
    public string Path => $"/{Chapter?.Name}{(Query.Length == 0 ? "" : $"?{Query}")}";

    /// <summary>Reads a link.</summary>
    /// <param name="text">For example <c>http://127.0.0.1:6174/layers?init=he-normal</c>, of any host and port; <c>layers?init=he-normal</c>; <c>layers</c>; <c>init=he-normal</c>.</param>
    /// <returns>Chapter and query.</returns>
    /// <exception cref="FormatException">It names a chapter that there is not; the nearest is suggested.</exception>
    public static LinkAddress Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        string rest = text.Trim();
        int fragment = rest.IndexOf('#', StringComparison.Ordinal);
        rest = fragment < 0 ? rest : rest[..fragment];
        int host = rest.IndexOf("://", StringComparison.Ordinal);
        int question = rest.IndexOf('?', StringComparison.Ordinal);
        if (host >= 0 && (question < 0 || host < question))
        {
            int path = rest.IndexOfAny(['/', '?'], host + 3);
            return Local(path < 0 ? "" : rest[path..]);
        }

        return question < 0 && rest.Contains('=', StringComparison.Ordinal) ? new(null, rest) : Local(rest);
    }

    private static LinkAddress Local(string rest)
    {
        int question = rest.IndexOf('?', StringComparison.Ordinal);
        string name = (question < 0 ? rest : rest[..question]).Trim('/');
        string query = question < 0 ? "" : rest[(question + 1)..];

        // The server's root shows the first chapter, and a query alone belongs to none.
        LinkChapter? chapter = name.Length > 0 ? LinkChapter.Find(name) : rest.StartsWith('/') ? LinkChapter.All[0] : null;
        return chapter is null && name.Length > 0
            ? throw new FormatException($"The lab has no chapter {LinkText.Quote(name)}.{Spelling.Suggestion(name.Length > 40 ? "" : name, [.. LinkChapter.All.Select(known => known.Name)])}")
            : new(chapter, query);
    }
}
