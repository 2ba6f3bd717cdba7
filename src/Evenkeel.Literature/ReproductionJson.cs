using System.Text.Json;
using Evenkeel.Report.Pictures;

namespace Evenkeel.Literature;

/// <summary>A reproduction as its page and <c>reproduce --json</c> have it.</summary>
public static class ReproductionJson
{
    /// <summary>Writes the fields of a reproduction, of kind <c>reproduction</c>.</summary>
    /// <param name="json">The writer, inside an object.</param>
    /// <param name="reproduced">What was found.</param>
    /// <param name="command">The line that does it again.</param>
    /// <param name="version">The program's version.</param>
    public static void Write(Utf8JsonWriter json, Reproduced reproduced, string command, string version)
    {
        ArgumentNullException.ThrowIfNull(json);
        ArgumentNullException.ThrowIfNull(reproduced);
        Reproduction reproduction = reproduced.Reproduction;
        json.WriteString("kind", "reproduction");
        json.WriteString("title", $"{reproduction.Paper.Authors} {reproduction.Paper.Year}, run again");
        json.WriteString("command", command);
        json.WriteString("version", version);
        json.WriteString("name", reproduction.Name);
        json.WriteString("size", WordOf(reproduced.Size));
        WritePaper(json, reproduction.Paper);
        json.WriteString("claim", reproduction.Claim);
        json.WriteString("verdict", WordOf(reproduced.Outcome.Verdict));
        WriteJudgements(json, reproduced.Outcome);
        WriteFindings(json, reproduced.Outcome);
        json.WriteStartArray("differences");
        foreach (string difference in reproduction.Differences(reproduced.Size)) json.WriteStringValue(difference);
        json.WriteEndArray();
        json.WriteStartObject("cost");
        json.WriteNumber("trials", reproduced.Trials);
        json.WriteNumber("updates", reproduced.Updates);
        json.WriteNumber("seconds", Math.Round(reproduced.Seconds, 3));
        json.WriteEndObject();
        json.WritePropertyName("pictures");
        PictureJson.Write(json, reproduced.Outcome.Pictures);
    }

    /// <summary>The word of a verdict.</summary>
    /// <param name="verdict">The verdict.</param>
    /// <returns><c>reproduced</c>, <c>ordering</c> or <c>not-reproduced</c>.</returns>
    public static string WordOf(Verdict verdict) => verdict switch { Verdict.Reproduced => "reproduced", Verdict.OrderingOnly => "ordering", _ => "not-reproduced" };

    /// <summary>The word of a size.</summary>
    /// <param name="size">The size.</param>
    /// <returns><c>quick</c>, <c>standard</c> or <c>full</c>.</returns>
    public static string WordOf(RunSize size) => size switch { RunSize.Quick => "quick", RunSize.Full => "full", _ => "standard" };

    private static void WritePaper(Utf8JsonWriter json, Paper paper)
    {
        json.WriteStartObject("paper");
        json.WriteString("authors", paper.Authors);
        json.WriteNumber("year", paper.Year);
        json.WriteString("title", paper.Title);
        json.WriteString("link", paper.Link);
        json.WriteEndObject();
    }

    private static void WriteJudgements(Utf8JsonWriter json, Outcome outcome)
    {
        json.WriteStartArray("criterion");
        foreach (Judgement judgement in outcome.Judgements)
        {
            json.WriteStartObject();
            json.WriteString("text", judgement.Criterion.Text);
            json.WriteString("kind", judgement.Criterion.Kind == CriterionKind.Order ? "order" : "number");
            if (judgement.Holds is { } holds) json.WriteBoolean("holds", holds);
            else json.WriteNull("holds");
            json.WriteString("detail", judgement.Detail);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void WriteFindings(Utf8JsonWriter json, Outcome outcome)
    {
        json.WriteStartArray("findings");
        foreach (Finding finding in outcome.Findings)
        {
            json.WriteStartObject();
            json.WriteString("what", finding.What);
            json.WriteString("paper", finding.Paper);
            json.WriteString("source", finding.Source);
            json.WriteString("ours", finding.Ours);
            json.WriteString("interval", finding.Interval);
            json.WriteString("theory", finding.Theory);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }
}
