using System.CommandLine;
using Evenkeel.Cli.Host;

namespace Evenkeel.Guards;

/// <summary>Every command shows one line that runs as it stands.</summary>
[Collection("examples")]
public class HelpTests
{
    /// <summary>Commands whose example no test can run, and why.</summary>
    private static readonly Dictionary<string, string> NotRun = new()
    {
        ["data fetch"] = "it needs the network",
        ["lab"] = "it serves until it is stopped",
    };

    /// <summary>What must be done first so that a command's example finds the files it names.</summary>
    private static readonly Dictionary<string, string[]> Before = new()
    {
        ["predict"] = ["evenkeel train --data circle --save circle.safetensors"],
        ["inspect"] = ["evenkeel draw he-normal --shape 300,784 --out model.safetensors"],
        ["reinit"] = ["evenkeel train --data circle --save model.safetensors"],
        ["sweep status"] = ["evenkeel sweep run study.json --out results"],
        ["sweep export"] = ["evenkeel sweep run study.json --out results"],
        ["sweep report"] = ["evenkeel sweep run study.json --out results"],
    };

    public static TheoryData<string> Commands => [.. All.Keys];

    public static TheoryData<string> Runnable => [.. All.Keys.Except(NotRun.Keys)];

    private static Dictionary<string, Command> All
    {
        get
        {
            Dictionary<string, Command> all = [];
            Collect(CommandLine.Root(new() { Out = TextWriter.Null, Error = TextWriter.Null, In = Stream.Null }), "", all);
            return all;
        }
    }

    [Theory]
    [MemberData(nameof(Commands))]
    public void EveryCommand_HasAnExample(string command) =>
        ExampleText.Of(All[command].Description).ShouldNotBeEmpty($"End the description of '{command}' with a line 'Example:' and a line 'evenkeel {command} …'.");

    [Theory]
    [MemberData(nameof(Runnable))]
    public void EveryExample_ShowsItsOwnCommandAndSucceeds(string command)
    {
        IReadOnlyList<ShellLine> example = ExampleText.Of(All[command].Description);

        using ExampleRun run = new();
        run.Place("points.csv", "0.5,-1\n3,3.5\n");
        run.Place("study.json", """{ "base": { "data": { "name": "circle" }, "training": { "steps": 5 } }, "axes": [{ "set": "hidden", "values": ["6", "6,3"] }], "repeats": 1 }""");
        foreach (ShellLine line in Before.GetValueOrDefault(command, []).Select(ShellLine.Read).Concat(example))
        {
            (int code, _, string error) = run.Run(line);
            code.ShouldBe(0, $"{string.Join(' ', line.Words)}: {error}");
        }

        example.ShouldAllBe(line => line.IsEvenkeel);
        if (example.Count > 0)
        {
            string.Join(' ', example[^1].Arguments).ShouldStartWith(command);
        }
    }

    [Fact]
    public void EveryCommand_AnswersToHelp()
    {
        using ExampleRun run = new();
        foreach (string command in All.Keys)
        {
            (int code, string output, _) = run.Run(ShellLine.Read($"evenkeel {command} --help"));

            code.ShouldBe(0);
            output.ShouldContain("Usage:");
        }
    }

    private static void Collect(Command command, string path, Dictionary<string, Command> all)
    {
        foreach (Command inner in command.Subcommands.Where(inner => !inner.Hidden))
        {
            Collect(inner, $"{path} {inner.Name}".Trim(), all);
        }

        if (path.Length > 0)
        {
            all.Add(path, command);
        }
    }
}
