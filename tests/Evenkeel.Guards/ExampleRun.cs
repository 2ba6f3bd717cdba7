using System.CommandLine;
using System.Globalization;
using Evenkeel.Cli.Host;

namespace Evenkeel.Guards;

/// <summary>Runs examples in this process, in a folder of their own, and shrinks those that train.</summary>
internal sealed class ExampleRun : IDisposable
{
    /// <summary>Options that make an experiment small, and the most that they are left at. That changes what an example finds, not whether it runs.</summary>
    private static readonly (string Option, int Most)[] Limits = [("--steps", 20), ("--epochs", 1), ("--repeats", 1), ("--train", 500), ("--test", 200), ("--batch", 100)];

    /// <summary>Options that an experiment without them is given.</summary>
    private static readonly string[] Given = ["--epochs", "--repeats", "--train", "--test"];

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

    /// <summary>The same line with less to do, where its command trains for epochs.</summary>
    internal static string[] Shrink(string[] arguments, Shell shell)
    {
        Dictionary<string, Option> known = CommandLine.Root(shell).Parse(arguments).CommandResult.Command.Options.Where(option => option.ValueType != typeof(bool)).ToDictionary(option => option.Name);
        if (!known.ContainsKey("--epochs") || arguments.Contains("--help"))
        {
            return arguments;
        }

        List<string> line = [.. arguments.SelectMany(word => Limits.Any(limit => word.StartsWith($"{limit.Option}=", StringComparison.Ordinal)) ? word.Split('=', 2) : [word])];
        bool isGenerated = !line.Contains("--spec") && (line.IndexOf("--data") is var data && (data < 0 || data + 1 >= line.Count || line[data + 1].IndexOfAny(['.', '/']) < 0));
        foreach ((string option, int most) in Limits.Where(limit => known.ContainsKey(limit.Option)))
        {
            int at = line.IndexOf(option);
            if (at >= 0)
            {
                // What is no number stays, and fails as it should.
                bool isLarge = at + 1 < line.Count && int.TryParse(line[at + 1], NumberStyles.None, CultureInfo.InvariantCulture, out int value) && value > most;
                line[Math.Min(at + 1, line.Count - 1)] = isLarge ? most.ToString(CultureInfo.InvariantCulture) : line[Math.Min(at + 1, line.Count - 1)];
            }
            else if (Given.Contains(option) && !(option == "--epochs" && line.Contains("--steps")) && (isGenerated || option is not ("--train" or "--test")))
            {
                line.AddRange([option, most.ToString(CultureInfo.InvariantCulture)]);
            }
        }

        return [.. line];
    }
}
