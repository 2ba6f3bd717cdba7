using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace Evenkeel.Cli.Tests;

public sealed class ReproduceTests : IDisposable
{
    private const string Line = "reproduce klambauer2017 --quick --out {dir}/runs";

    private readonly Session session = new();

    public void Dispose() => session.Dispose();

    [Fact]
    public void List_SaysWhatIsClaimedAndWhere()
    {
        JsonElement[] all = [.. session.Json("reproduce --list --json").GetProperty("reproductions").EnumerateArray()];

        all.ShouldAllBe(one => one.GetProperty("claim").GetString()!.Length > 0 && one.GetProperty("link").GetString()!.StartsWith("https://"));
        JsonElement klambauer = all.Single(one => one.GetProperty("name").GetString() == "klambauer2017");
        (klambauer.GetProperty("authors").GetString(), klambauer.GetProperty("year").GetInt32()).ShouldBe(("Klambauer and others", 2017));
        klambauer.GetProperty("sizes").EnumerateArray().Select(size => size.GetString()).ShouldContain("standard");
        string list = session.Run("reproduce --list").Output;
        all.ShouldAllBe(one => list.Contains(one.GetProperty("name").GetString()!));
    }

    [Fact]
    public void List_OfANameSaysWhatItIsJudgedBy()
    {
        Session.Answer answer = session.Run("reproduce klambauer2017 --list");

        answer.Code.ShouldBe(0, answer.Error);
        answer.Lines[0].ShouldStartWith("klambauer2017: Klambauer and others 2017, Self-Normalizing Neural Networks, https://");
        answer.Lines.Count(line => line.StartsWith("  · ", StringComparison.Ordinal)).ShouldBe(session.Json(Line + " --json").GetProperty("criterion").GetArrayLength());
        JsonElement one = session.Json("reproduce KLAMBAUER2017 --list --json").GetProperty("reproductions").EnumerateArray().ShouldHaveSingleItem();
        one.GetProperty("criteria").EnumerateArray().ShouldAllBe(criterion => answer.Output.Contains(criterion.GetString()!, StringComparison.Ordinal));
        session.Run("reproduce klambauer2071 --list").Code.ShouldBe(2);
    }

    [Fact]
    public void List_FitsATerminalAndIsALineEachInAPipe()
    {
        using Session terminal = new() { IsTerminal = true, Width = 80 };
        JsonElement[] all = [.. session.Json("reproduce --list --json").GetProperty("reproductions").EnumerateArray()];

        string[] screen = terminal.Run("reproduce --list").Lines, pipe = session.Run("reproduce --list").Lines;

        screen.ShouldAllBe(line => line.Length <= 80);
        string flowing = string.Join(' ', screen.Select(line => line.Trim()));
        all.ShouldAllBe(one => flowing.Contains($"{one.GetProperty("name").GetString()} {one.GetProperty("claim").GetString()}", StringComparison.Ordinal));
        pipe.Length.ShouldBe(all.Length);
        pipe.Zip(all).ShouldAllBe(pair => pair.First.EndsWith(pair.Second.GetProperty("claim").GetString()!, StringComparison.Ordinal));
        pipe.Zip(all, (line, one) => line.Length - one.GetProperty("claim").GetString()!.Length).Distinct().ShouldHaveSingleItem();
    }

    [Fact]
    public void Findings_AreBlocksWhereATerminalIsNarrow()
    {
        using Session terminal = new() { IsTerminal = true, Width = 80 };
        JsonElement[] findings = [.. session.Json($"{Line} --json").GetProperty("findings").EnumerateArray()];

        string[] lines = [.. terminal.Run(["reproduce", "klambauer2017", "--quick", "--out", session.PathOf("runs")]).Lines.Select(ScreenText.Plain)];

        lines.Where(line => !line.Contains("https://", StringComparison.Ordinal) && !line.StartsWith("Page: ", StringComparison.Ordinal)).ShouldAllBe(line => line.Length <= 80);
        string flowing = string.Join(' ', lines.SelectMany(line => line.Split(' ', StringSplitOptions.RemoveEmptyEntries)));
        findings.ShouldAllBe(finding => flowing.Contains($"ours {finding.GetProperty("ours").GetString()}", StringComparison.Ordinal) && flowing.Contains(finding.GetProperty("what").GetString()!, StringComparison.Ordinal));
    }

    [Fact]
    public void Name_IsRunJudgedAndKept()
    {
        Session.Answer answer = session.Run(Line);

        answer.Code.ShouldBe(0, answer.Error);
        string said = string.Join(' ', answer.Output.Split((char[])[' ', '\n'], StringSplitOptions.RemoveEmptyEntries));
        said.ShouldContain("https://arxiv.org/abs/1706.02515");
        said.IndexOf("Reproduced, run as standard, if:", StringComparison.Ordinal).ShouldBeInRange(0, said.IndexOf("Found:", StringComparison.Ordinal), "The conditions are said before what was found.");
        said.ShouldContain("Other than in the paper:");
        session.Read("runs/klambauer2017/report.html").ShouldContain("\"kind\":\"reproduction\"");
        session.Read("runs/klambauer2017/second-moment-by-layer.csv").ShouldStartWith("line,style,layer,");
        File.Exists(session.PathOf("runs/klambauer2017/study.json")).ShouldBeTrue();
    }

    [Fact]
    public void Json_IsTheDocumentOfThePage()
    {
        JsonElement document = session.Json($"{Line} --json");

        (document.GetProperty("kind").GetString(), document.GetProperty("verdict").GetString(), document.GetProperty("size").GetString()).ShouldBe(("reproduction", "reproduced", "standard"));
        document.GetProperty("command").GetString().ShouldBe("evenkeel reproduce klambauer2017 --standard");
        document.GetProperty("criterion").EnumerateArray().ShouldAllBe(condition => condition.GetProperty("holds").GetBoolean());
    }

    /// <summary>A verdict follows from the trials in the folder, so that a second run takes none, and the same line gives it again.</summary>
    [Fact]
    public void Folder_IsKeptAndGoneOnFrom()
    {
        session.Run(Line).Code.ShouldBe(0);
        string[] before = Shards();

        JsonElement again = session.Json($"{Line} --json");

        Shards().ShouldBe(before);
        again.GetProperty("cost").GetProperty("trials").GetInt32().ShouldBe(before.Length);
    }

    /// <summary>Results that say otherwise, as if the networks had behaved otherwise: the verdict is theirs, and the exit code too.</summary>
    [Fact]
    public void ClaimThatFails_EndsWithOne()
    {
        session.Run(Line).Code.ShouldBe(0);
        foreach (string shard in Directory.GetFiles(session.PathOf("runs/klambauer2017/trials"))) File.WriteAllLines(shard, File.ReadAllLines(shard).Select(WithoutSignal));

        Session.Answer answer = session.Run($"{Line} --json");

        answer.Code.ShouldBe(1, answer.Error);
        answer.Json().GetProperty("verdict").GetString().ShouldBe("not-reproduced");
    }

    [Fact]
    public void Run_EndsWith130WhereItIsStopped()
    {
        using CancellationTokenSource stop = new();
        stop.Cancel();
        using Session stopped = new() { Stop = stop.Token };

        stopped.Run(Line).Code.ShouldBe(130);
    }

    /// <summary>All trials have a result, so that nothing is left to stop but the judging.</summary>
    [Fact]
    public void Judging_SaysThatItIsStopped()
    {
        session.Run(Line).Code.ShouldBe(0);
        using CancellationTokenSource stop = new();
        stop.Cancel();
        using Session stopped = new() { Stop = stop.Token };

        stopped.Run(["reproduce", "klambauer2017", "--quick", "--json", "--out", session.PathOf("runs")])
            .ShouldBe(new(130, "", "Stopped; the trials are kept, and the same line judges them again.\n"));
    }

    [Fact]
    public void Judging_IsSaidOnATerminalOnly()
    {
        using Session terminal = new() { ErrorIsTerminal = true };

        terminal.Run($"{Line} --json").Error.ShouldContain("Judging klambauer2017, ");
        session.Run($"{Line} --json").Error.ShouldNotContain("Judging");
    }

    [Theory]
    [InlineData("reproduce klambauer2071", "Unknown reproduction 'klambauer2071'. Did you mean 'klambauer2017'?")]
    [InlineData("reproduce klambauer2017 --quick --full", "--quick, --standard and --full are sizes of one run; choose one.")]
    [InlineData("reproduce", "'reproduce' needs a NAME, or --quick for all; --list shows the names.")]
    [InlineData("reproduce klambauer2017 --quik", "Unknown option '--quik' of 'reproduce'. Did you mean '--quick'?")]
    [InlineData("reproduce klambauer2017 --out {dir}/full", "'{dir}/full/klambauer2017' holds files, but no study; name an empty folder, or a new one.")]
    public void Line_IsRefusedInOneSentence(string line, string message)
    {
        Directory.CreateDirectory(session.PathOf("full/klambauer2017"));
        session.Place("full/klambauer2017/notes.txt", "");

        Session.Answer answer = session.Run(line);

        (answer.Code, answer.Error).ShouldBe((2, $"evenkeel: {message}\n"));
    }

    private string[] Shards() => [.. Directory.GetFiles(session.PathOf("runs/klambauer2017/trials")).SelectMany(File.ReadAllLines)];

    /// <summary>The line of a network whose activations have all but vanished, with the check that belongs to it.</summary>
    private static string WithoutSignal(string line)
    {
        const string result = ",\"result\":", check = ",\"check\":\"";
        (int from, int to) = (line.IndexOf(result, StringComparison.Ordinal) + result.Length, line.IndexOf(check, StringComparison.Ordinal));
        string changed = Regex.Replace(line[from..to], "\"q\":[^,]+", "\"q\":1e-6");
        return $"{line[..from]}{changed}{check}{CheckOf(changed)}{line[(to + check.Length + 8)..]}";
    }

    /// <summary>CRC-32C, bit by bit.</summary>
    private static string CheckOf(string text)
    {
        uint crc = uint.MaxValue;
        foreach (byte value in Encoding.UTF8.GetBytes(text))
        {
            crc ^= value;
            for (int bit = 0; bit < 8; bit++) crc = (crc & 1) == 0 ? crc >> 1 : (crc >> 1) ^ 0x82F63B78;
        }

        return (~crc).ToString("x8", CultureInfo.InvariantCulture);
    }
}
