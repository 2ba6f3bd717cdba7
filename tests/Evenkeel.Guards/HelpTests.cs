using System.CommandLine;
using Evenkeel.Cli.Host;

namespace Evenkeel.Guards;

/// <summary>Every command shows one line that runs as it stands.</summary>
[Collection("examples")]
public class HelpTests
{
    public static TheoryData<string> Commands => [.. Leaves.Keys];

    private static Dictionary<string, Command> Leaves
    {
        get
        {
            Dictionary<string, Command> leaves = [];
            Collect(CommandLine.Root(new() { Out = TextWriter.Null, Error = TextWriter.Null, In = Stream.Null }), "", leaves);
            return leaves;
        }
    }

    [Theory]
    [MemberData(nameof(Commands))]
    public void EveryCommand_HasAnExample(string command) =>
        ExampleText.Of(Leaves[command].Description).ShouldNotBeEmpty($"End the description of '{command}' with a line 'Example:' and a line 'evenkeel {command} …'.");

    [Theory]
    [MemberData(nameof(Commands))]
    public void EveryExample_ShowsItsOwnCommandAndSucceeds(string command)
    {
        IReadOnlyList<ShellLine> example = ExampleText.Of(Leaves[command].Description);

        using ExampleRun run = new();
        foreach (ShellLine line in example)
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
        foreach (string command in Leaves.Keys)
        {
            (int code, string output, _) = run.Run(ShellLine.Read($"evenkeel {command} --help"));

            code.ShouldBe(0);
            output.ShouldContain("Usage:");
        }
    }

    private static void Collect(Command command, string path, Dictionary<string, Command> leaves)
    {
        foreach (Command inner in command.Subcommands.Where(inner => !inner.Hidden))
        {
            Collect(inner, $"{path} {inner.Name}".Trim(), leaves);
        }

        if (path.Length > 0 && command.Subcommands.Count == 0)
        {
            leaves.Add(path, command);
        }
    }
}
