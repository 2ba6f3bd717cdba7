namespace Evenkeel.Benchmarks.Peers;

/// <summary>The table as a page that is kept.</summary>
internal static class ResultPage
{
    /// <summary>Writes the page.</summary>
    /// <param name="setting">Machine and versions, a line each.</param>
    /// <param name="table">The table's lines.</param>
    public static string Of(IEnumerable<string> setting, IEnumerable<string> table) =>
        $"""
        # Evenkeel beside its peers

        Written by `benchmarks/peers/run --save`; how to read it: [benchmarks/README.md](../README.md).

        {string.Join('\n', setting.Select(line => $"- {line}"))}

        {string.Join('\n', table)}

        What each row does:

        {string.Join('\n', Rows.All.Select(row => $"- `{row.Name}`: {row.Work}"))}

        """;
}
