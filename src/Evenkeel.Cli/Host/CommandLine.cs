using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Parsing;
using System.Reflection;
using System.Runtime.ExceptionServices;
using System.Text.RegularExpressions;
using Evenkeel.Cli.Commands;
using Evenkeel.Cli.Commands.Demos;
using Evenkeel.Cli.Commands.Sweeps;
using Evenkeel.Formats;
using Evenkeel.Interchange;
using Evenkeel.Numerics;
using Evenkeel.Sweeps;

namespace Evenkeel.Cli.Host;

/// <summary>Reads the line, runs the command, and turns what goes wrong into one line and an exit code.</summary>
internal static partial class CommandLine
{
    /// <summary>Every command by its name. A line names one, and making the others costs more than running it: they ask each table for its words.</summary>
    private static readonly NamedCommand[] Commands =
    [
        new("compare", shell => new CompareCommand(shell)),
        new("demo", shell => new DemoCommand(shell)),
        new("train", shell => new TrainCommand(shell)),
        new("theory", shell => new TheoryCommand(shell)),
        new("probe", shell => new ProbeCommand(shell)),
        new("predict", shell => new PredictCommand(shell)),
        new("schemes", shell => new SchemesCommand(shell)),
        new("fan", shell => new FanCommand(shell)),
        new("draw", shell => new DrawCommand(shell)),
        new("inspect", shell => new InspectCommand(shell)),
        new("reinit", shell => new ReinitCommand(shell)),
        new("sweep", shell => new SweepCommand(shell)),
        new("reproduce", shell => new ReproduceCommand(shell)),
        new("data", shell => new DataCommand(shell)),
        new("lab", shell => new LabCommand(shell)),
        new("completion", shell => new CompletionCommand(shell)),
    ];

    /// <summary>The program's version.</summary>
    public static string Version =>
        typeof(CommandLine).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()!.InformationalVersion.Split('+')[0];

    /// <summary>Runs one command line.</summary>
    /// <param name="args">The words after the program's name.</param>
    /// <param name="shell">The streams and the environment.</param>
    /// <returns>The exit code.</returns>
    public static int Run(string[] args, Shell shell)
    {
        try
        {
            return Invoke(args, shell);
        }
        catch (OutOfMemoryException)
        {
            return Refuse(shell, new InsufficientMemoryException("There is not enough memory for this; choose narrower layers, a smaller batch, or fewer threads."), ExitCode.OutsideFailure);
        }
        catch (Exception problem) when (problem is UsageException or FormatException or ArgumentException or DataSourceException or TensorFileException or SweepException)
        {
            return Refuse(shell, problem, ExitCode.UnusableRequest);
        }
        catch (OperationCanceledException)
        {
            return ExitCode.Stopped;
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException or HttpRequestException)
        {
            return Refuse(shell, problem, ExitCode.OutsideFailure);
        }
    }

    private static int Invoke(string[] args, Shell shell)
    {
        ParseResult parsed = Root(shell, args).Parse(args);
        if (Mistyped(parsed) is { } word)
        {
            throw new UsageException(Unknown(word, parsed.CommandResult.Command));
        }

        if (parsed.Errors.Count > 0 && parsed.Action is not HelpPage)
        {
            throw new UsageException(Explain(parsed));
        }

        try
        {
            return parsed.Invoke(new() { Output = shell.Out, Error = shell.Error, EnableDefaultExceptionHandler = false, ProcessTerminationTimeout = null });
        }
        catch (AggregateException several) when (several.Flatten().InnerException is { } first)
        {
            // What failed on one of several threads is told as if it had failed on this one.
            ExceptionDispatchInfo.Throw(first);
            throw;
        }
    }

    /// <summary>What a line is read against: the command that it starts with, or all of them where it starts with none.</summary>
    /// <param name="shell">What commands may touch.</param>
    /// <param name="args">The line; none for all commands.</param>
    internal static RootCommand Root(Shell shell, params ReadOnlySpan<string> args)
    {
        RootCommand root = new("Evenkeel: why the first weights decide whether a network learns, made visible.");
        string first = args.Length == 0 ? "" : args[0];
        NamedCommand? named = Array.Find(Commands, command => command.Name == first);
        foreach (NamedCommand command in named is null ? Commands : [named])
        {
            root.Subcommands.Add(command.Make(shell));
        }

        root.Options.Remove(root.Options.OfType<HelpOption>().Single());
        root.Options.Add(new HelpOption("--help", "-h") { Description = "Show what a command does and takes.", Action = new HelpPage(shell) });
        root.Options.OfType<VersionOption>().Single().Description = "Show the version.";
        return root;
    }

    private static int Refuse(Shell shell, Exception problem, int code)
    {
        shell.Error.WriteLine($"evenkeel: {Sentence(problem)}");
        return code;
    }

    /// <summary>A problem's own words on one line, without what .NET adds for a programmer: the parameter's name, and the value once more.</summary>
    internal static string Sentence(Exception problem)
    {
        string message = Parameter().Replace(problem.Message, "");
        if (problem is ArgumentOutOfRangeException { ActualValue: not null } && message.LastIndexOf('\n') is var added and > 0)
        {
            message = message[..added];
        }

        return message.Trim().ReplaceLineEndings(" ");
    }

    /// <summary>The first thing that is wrong with a line, and the nearest right one.</summary>
    private static string Explain(ParseResult parsed)
    {
        Command command = parsed.CommandResult.Command;
        if (parsed.UnmatchedTokens.Count > 0)
        {
            return Unknown(parsed.UnmatchedTokens[0], command);
        }

        ParseError error = parsed.Errors[0];
        if (error.Message.StartsWith("Required argument missing", StringComparison.Ordinal))
        {
            return error.SymbolResult is OptionResult option
                ? $"{option.Option.Name} needs a value: {option.Option.Name} {option.Option.HelpName}. {option.Option.Description}"
                : $"'{command.Name}' needs {string.Join(" and ", command.Arguments.Where(argument => argument.Arity.MinimumNumberOfValues > 0).Select(argument => argument.Name))}. See 'evenkeel {command.Name} --help'.";
        }

        return error.Message.Contains("Required command", StringComparison.Ordinal)
            ? $"'{(command is RootCommand ? "evenkeel" : command.Name)}' needs a command: {string.Join(", ", command.Subcommands.Select(sub => sub.Name))}. See --help."
            : error.Message;
    }

    /// <summary>An option that the command lacks, and that was therefore taken for one of its arguments; null for none. What follows <c>--</c> is meant as it stands.</summary>
    private static string? Mistyped(ParseResult parsed) => parsed.Action is HelpPage || parsed.Tokens.Any(token => token.Type == TokenType.DoubleDash)
        ? null
        : parsed.CommandResult.Children.OfType<ArgumentResult>().SelectMany(argument => argument.Tokens).Select(token => token.Value)
            .FirstOrDefault(value => value.StartsWith("--", StringComparison.Ordinal));

    private static string Unknown(string word, Command command)
    {
        bool isOption = word.StartsWith('-');
        string[] known = isOption
            ? [.. command.Options.Where(option => !option.Hidden).SelectMany(option => option.Aliases.Append(option.Name))]
            : [.. command.Subcommands.Select(sub => sub.Name)];
        string place = command is RootCommand ? "" : $" of '{command.Name}'";
        return known.Length == 0
            ? $"'{command.Name}' takes no '{word}'. See 'evenkeel {command.Name} --help'."
            : $"Unknown {(isOption ? "option" : "command")} '{word}'{place}.{Spelling.Suggestion(word, known)}";
    }

    [GeneratedRegex(@" \(Parameter '[^']*'\)")]
    private static partial Regex Parameter();

    /// <summary>A command that is made when it is wanted.</summary>
    private sealed record NamedCommand(string Name, Func<Shell, Command> Make);
}
