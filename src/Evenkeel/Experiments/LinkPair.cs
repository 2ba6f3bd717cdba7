namespace Evenkeel.Experiments;

/// <summary>A key of a query with its value, escapes and all.</summary>
internal readonly record struct LinkPair(string Key, string RawValue, string Whole)
{
    /// <summary>The pairs of a query, which may begin with <c>?</c> and end with a fragment.</summary>
    public static IEnumerable<LinkPair> Split(string query)
    {
        string text = query.StartsWith('?') ? query[1..] : query;
        int fragment = text.IndexOf('#', StringComparison.Ordinal);
        foreach (string pair in (fragment < 0 ? text : text[..fragment]).Split('&', StringSplitOptions.RemoveEmptyEntries))
        {
            int sign = pair.IndexOf('=', StringComparison.Ordinal);
            string key = sign < 0 ? pair : pair[..sign];
            yield return new(LinkText.Decode(key, plusIsSpace: true) ?? key, sign < 0 ? "" : pair[(sign + 1)..], pair);
        }
    }
}
