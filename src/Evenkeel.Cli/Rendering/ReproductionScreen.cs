using System.Globalization;
using System.Text.Json;
using Evenkeel.Cli.Commands.Demos;
using Evenkeel.Cli.Host;
using Evenkeel.Literature;
using Spectre.Console;

namespace Evenkeel.Cli.Rendering;

/// <summary>Reproductions on a terminal: what is claimed and asked before, what was found and what follows after.</summary>
internal sealed class ReproductionScreen(Shell shell)
{
    /// <summary>The page's name in a reproduction's folder.</summary>
    public const string PageName = "report.html";

    /// <summary>Lists everything that can be reproduced.</summary>
    public void List()
    {
        Table table = DemoWriter.Table("name", "claim", "paper");
        table.Columns[1].Alignment = Justify.Left;
        table.Columns[1].NoWrap = false;
        table.Columns[2].Alignment = Justify.Left;
        foreach (Reproduction reproduction in Reproductions.All)
        {
            table.AddRow(Markup.Escape(reproduction.Name), Markup.Escape(reproduction.Claim), Markup.Escape($"{reproduction.Paper.Authors} {reproduction.Paper.Year}"));
        }

        shell.Results().Write(table);
    }

    /// <summary>Lists everything as JSON.</summary>
    public static void WriteList(Utf8JsonWriter document)
    {
        document.WriteStartArray("reproductions");
        foreach (Reproduction reproduction in Reproductions.All)
        {
            document.WriteStartObject();
            document.WriteString("name", reproduction.Name);
            document.WriteString("claim", reproduction.Claim);
            document.WriteString("authors", reproduction.Paper.Authors);
            document.WriteNumber("year", reproduction.Paper.Year);
            document.WriteString("title", reproduction.Paper.Title);
            document.WriteString("link", reproduction.Paper.Link);
            document.WriteStartArray("sizes");
            foreach (RunSize size in Enum.GetValues<RunSize>().Where(reproduction.Has)) document.WriteStringValue(ReproductionJson.WordOf(size));
            document.WriteEndArray();
            document.WriteEndObject();
        }

        document.WriteEndArray();
    }

    /// <summary>Says what is claimed, and what it will be judged by.</summary>
    public void Announce(Reproduction reproduction, RunSize size)
    {
        shell.Say($"{reproduction.Name}: {reproduction.Paper.Authors} {reproduction.Paper.Year}, {reproduction.Paper.Title}, {reproduction.Paper.Link}");
        shell.Say(reproduction.Claim);
        shell.Say($"Reproduced, run as {ReproductionJson.WordOf(reproduction.SizeFor(size))}, if:");
        foreach (Criterion criterion in reproduction.Criteria) shell.Say($"  · {criterion.Text}", hang: 4);
    }

    /// <summary>Shows what was found.</summary>
    public void Show(Reproduced reproduced, string place)
    {
        Table table = DemoWriter.Table("", "paper", "ours", "interval", "theory");
        table.Columns[3].Alignment = Justify.Left;
        table.Columns[4].Alignment = Justify.Left;
        foreach (Finding finding in reproduced.Outcome.Findings)
        {
            string paper = finding.Paper.Length == 0 ? "–" : finding.Source.Length > 0 ? $"{finding.Paper} ({finding.Source})" : finding.Paper;
            table.AddRow(Markup.Escape(finding.What), Markup.Escape(paper), Markup.Escape(finding.Ours), Markup.Escape(finding.Interval), Markup.Escape(finding.Theory));
        }

        shell.Results().Write(table);
        foreach (Judgement judgement in reproduced.Outcome.Judgements)
        {
            string found = judgement.Holds is null ? "Not asked at this size" : "Found";
            shell.Say($"  {(judgement.Holds switch { true => "✓", false => "✗", null => "–" })} {judgement.Criterion.Text} {found}: {judgement.Detail}.", hang: 4);
        }

        shell.Say($"{Words(reproduced.Outcome.Verdict)}. {Cost(reproduced)}");
        foreach (string difference in reproduced.Reproduction.Differences(reproduced.Size)) shell.Say($"  Other than in the paper: {difference}", hang: 4);
        shell.Say($"Page: {Path.Combine(place, PageName)}");
        shell.Out.WriteLine();
    }

    /// <summary>Sums up several.</summary>
    public void Sum(IReadOnlyList<Reproduced> all)
    {
        Table table = DemoWriter.Table("name", "verdict", "thread seconds");
        table.Columns[1].Alignment = Justify.Left;
        foreach (Reproduced reproduced in all)
        {
            table.AddRow(Markup.Escape(reproduced.Reproduction.Name), Words(reproduced.Outcome.Verdict), reproduced.Seconds.ToString("0.0", CultureInfo.InvariantCulture));
        }

        shell.Results().Write(table);
    }

    private static string Words(Verdict verdict) => verdict switch { Verdict.Reproduced => "Reproduced", Verdict.OrderingOnly => "Ordering only", _ => "Not reproduced" };

    private static string Cost(Reproduced reproduced) => string.Create(
        CultureInfo.InvariantCulture,
        $"{reproduced.Trials} networks, {reproduced.Updates:#,0} updates, {reproduced.Seconds:0.0} s of one thread.");
}
