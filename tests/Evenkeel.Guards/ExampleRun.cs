using System.CommandLine;
using Evenkeel.Cli.Host;

namespace Evenkeel.Guards;

/// <summary>Runs examples in this process, in a folder of their own, and shrinks those that train.</summary>
internal sealed class ExampleRun : IDisposable
{
    /// <summary>Options that make an experiment small, and the value that does. They change what an example finds, not whether it runs.</summary>
    private static readonly (string Option, string Value)[] Smaller = [("--epochs", "1"), ("--repeats", "1"), ("--train", "500"), ("--test", "200")];

    private static readonly string[] Trains = ["compare", "train"];

    private readonly string before = Directory.GetCurrentDirectory();
    private readonly string folder = Directory.CreateTempSubdirectory("evenkeel-example-").FullName;

    public ExampleRun() => Directory.SetCurrentDirectory(folder);

    /// <summary>Puts a file into the folder.</summary>
    public void Place(string name, string text) => File.WriteAllText(Path.Combine(folder, name), text);

    /// <summary>Runs a line.</summary>
    /// <returns>The exit code, and what went to stdout and stderr.</returns>
    public (int Code, string Output, string Error) Run(ShellLine line)
    {
        using StringWriter output = new();
        using StringWriter error = new();
        using Stream input = line.InputFile is { } file ? File.OpenRead(Path.Combine(folder, file)) : new MemoryStream();
        Shell shell = new() { Out = output, Error = error, In = input };
        int code = CommandLine.Run(Shrink(line.Arguments, shell), shell);
        if (line.OutputFile is { } target)
        {
            File.WriteAllText(Path.Combine(folder, target), output.ToString());
        }

        return (code, output.ToString(), error.ToString());
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        Directory.SetCurrentDirectory(before);
        Directory.Delete(folder, recursive: true);
    }

    /// <summary>The same line with less to do, where its command trains and knows the options for it.</summary>
    internal static string[] Shrink(string[] arguments, Shell shell)
    {
        if (arguments.Length == 0 || !Trains.Contains(arguments[0]) || arguments.Contains("--help"))
        {
            return arguments;
        }

        HashSet<string> known = [.. CommandLine.Root(shell).Parse(arguments).CommandResult.Command.Options.Select(option => option.Name)];
        List<string> line = [.. arguments];
        bool inSteps = line.Contains("--steps");
        foreach ((string option, string value) in Smaller)
        {
            string name = option == "--epochs" && inSteps ? "--steps" : option;
            Remove(line, name);
            if (known.Contains(name))
            {
                line.AddRange([name, value]);
            }
        }

        // A batch holds no more samples than there are.
        int batch = line.IndexOf("--batch");
        if (batch >= 0 && batch + 1 < line.Count && int.TryParse(line[batch + 1], out int size) && size > 100)
        {
            line[batch + 1] = "100";
        }

        return [.. line];
    }

    private static void Remove(List<string> line, string option)
    {
        int at = line.IndexOf(option);
        if (at >= 0)
        {
            line.RemoveRange(at, Math.Min(2, line.Count - at));
        }
    }
}
