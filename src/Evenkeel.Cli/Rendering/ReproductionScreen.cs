using System.Globalization;
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

    /// <summary>Says what is claimed, and what it will be judged by.</summary>
    public void Announce(Reproduction reproduction, RunSize size)
    {
        Introduce(reproduction);
        shell.Say($"Reproduced, run as {ReproductionJson.WordOf(reproduction.SizeFor(size))}, if:");
        foreach (Criterion criterion in reproduction.Criteria) shell.Say($"  · {criterion.Text}", hang: 4);
    }

    /// <summary>Says what is claimed and where.</summary>
    public void Introduce(Reproduction reproduction)
    {
        shell.Say($"{reproduction.Name}: {reproduction.Paper.Authors} {reproduction.Paper.Year}, {reproduction.Paper.Title}, {reproduction.Paper.Link}");
        shell.Say(reproduction.Claim);
    }

    /// <summary>Shows what was found.</summary>
    public void Show(Reproduced reproduced, string place)
    {
        FindingTable.Write(shell, reproduced.Outcome.Findings);
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
        $"{reproduced.Trials} network{(reproduced.Trials == 1 ? "" : "s")}, {reproduced.Updates:#,0} update{(reproduced.Updates == 1 ? "" : "s")}, {reproduced.Seconds:0.0} s of one thread.");
}
