using System.Text.Json;
using Evenkeel.Cli.Host;
using Evenkeel.Literature;

namespace Evenkeel.Cli.Rendering;

/// <summary>What can be reproduced.</summary>
internal sealed class ReproductionList(Shell shell)
{
    /// <summary>Lists everything: on a terminal the claim below the name, in a pipe beside it.</summary>
    public void Write()
    {
        int width = Reproductions.All.Max(reproduction => reproduction.Name.Length) + 2;
        foreach (Reproduction reproduction in Reproductions.All)
        {
            if (shell.OutIsTerminal) shell.Say($"{reproduction.Name}\n  {reproduction.Claim}", hang: 2);
            else shell.Say($"{reproduction.Name.PadRight(width)}{reproduction.Claim}");
        }
    }

    /// <summary>Lists one, with all that it is judged by and where it differs.</summary>
    public void Write(Reproduction reproduction)
    {
        new ReproductionScreen(shell).Introduce(reproduction);
        shell.Say($"Sizes: {string.Join(", ", Sizes(reproduction))}. Reproduced, if:");
        foreach (Criterion criterion in reproduction.Criteria) shell.Say($"  · {criterion.Text}", hang: 4);
        foreach (string difference in reproduction.Differences(RunSize.Standard)) shell.Say($"  Other than in the paper: {difference}", hang: 4);
    }

    /// <summary>Lists several as JSON, with what they are judged by where it is one.</summary>
    /// <param name="document">The document.</param>
    /// <param name="one">The one that is listed; null for all.</param>
    public static void WriteJson(Utf8JsonWriter document, Reproduction? one)
    {
        document.WriteStartArray("reproductions");
        foreach (Reproduction reproduction in one is null ? Reproductions.All : [one])
        {
            document.WriteStartObject();
            document.WriteString("name", reproduction.Name);
            document.WriteString("claim", reproduction.Claim);
            document.WriteString("authors", reproduction.Paper.Authors);
            document.WriteNumber("year", reproduction.Paper.Year);
            document.WriteString("title", reproduction.Paper.Title);
            document.WriteString("link", reproduction.Paper.Link);
            WriteWords(document, "sizes", Sizes(reproduction));
            WriteWords(document, "criteria", reproduction.Criteria.Select(criterion => criterion.Text));
            document.WriteEndObject();
        }

        document.WriteEndArray();
    }

    private static IEnumerable<string> Sizes(Reproduction reproduction) => Enum.GetValues<RunSize>().Where(reproduction.Has).Select(ReproductionJson.WordOf);

    private static void WriteWords(Utf8JsonWriter document, string name, IEnumerable<string> words)
    {
        document.WriteStartArray(name);
        foreach (string word in words) document.WriteStringValue(word);
        document.WriteEndArray();
    }
}
