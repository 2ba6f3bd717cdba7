using System.CommandLine;
using System.CommandLine.Invocation;
using Spectre.Console;

namespace Evenkeel.Cli.Host;

/// <summary>What <c>--help</c> prints: what a command is for, how it is typed, what it takes, and one line that runs.</summary>
internal sealed class HelpPage(Shell shell) : SynchronousCommandLineAction
{
    private const string ExampleMark = "\n\nExample:\n";

    /// <summary>Whoever asks for help may leave out what the command needs.</summary>
    public override bool ClearsParseErrors => true;

    public override int Invoke(ParseResult parseResult)
    {
        Command command = parseResult.CommandResult.Command;
        string description = command.Description ?? "";
        shell.Say(Summary(command));
        shell.Out.WriteLine();
        shell.Say($"Usage: {Usage(command)}");
        Section("Commands", command.Subcommands.Where(sub => !sub.Hidden).Select(sub => (sub.Name, Summary(sub))));
        Section("Arguments", command.Arguments.Where(argument => !argument.Hidden).Select(argument => (Term(argument), argument.Description ?? "")));
        IEnumerable<Option> inherited = command.Parents.OfType<Command>().SelectMany(parent => parent.Options).Where(option => option.Recursive);
        Section("Options", command.Options.Concat(inherited).Where(option => !option.Hidden).Select(option => (Term(option), option.Description ?? "")));
        int example = description.IndexOf(ExampleMark, StringComparison.Ordinal);
        if (example >= 0)
        {
            shell.Out.WriteLine();
            shell.Out.WriteLine("Example:");
            shell.Out.WriteLine(description[(example + ExampleMark.Length)..]);
        }

        return ExitCode.Done;
    }

    private void Section(string title, IEnumerable<(string Term, string Text)> entries)
    {
        Grid grid = new();
        grid.AddColumn(new GridColumn().NoWrap().Padding(2, 0, 2, 0));
        grid.AddColumn(new GridColumn().Padding(0, 0, 0, 0));
        foreach ((string term, string text) in entries)
        {
            grid.AddRow(new Text(term), new Text(text));
        }

        if (grid.Rows.Count > 0)
        {
            shell.Out.WriteLine();
            shell.Out.WriteLine($"{title}:");
            shell.Results().Write(grid);
        }
    }

    private static string Summary(Command command) => (command.Description ?? "").Split(ExampleMark)[0];

    private static string Usage(Command command)
    {
        List<string> words = [];
        for (Command? at = command; at is not null and not RootCommand; at = at.Parents.OfType<Command>().FirstOrDefault())
        {
            words.Insert(0, at.Name);
        }

        words.Insert(0, "evenkeel");
        words.AddRange(command.Subcommands.Count > 0 ? ["COMMAND"] : command.Arguments.Select(Term));
        return string.Join(' ', words.Append("[options]"));
    }

    private static string Term(Argument argument) => argument.Arity switch
    {
        { MinimumNumberOfValues: 0, MaximumNumberOfValues: > 1 } => $"[{argument.Name} …]",
        { MinimumNumberOfValues: 0 } => $"[{argument.Name}]",
        _ => argument.Name,
    };

    private static string Term(Option option) =>
        string.Join(", ", option.Aliases.Append(option.Name).Distinct().OrderBy(name => name.Length)) + (option.HelpName is { } value ? $" {value}" : "");
}
