using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;

namespace Evenkeel.Cli.Options;

/// <summary>Options whose error messages say what was given and what is needed.</summary>
internal static class Choice
{
    private const int MostThreads = 1024;

    /// <summary>An option that takes text; a shell completes it with the words.</summary>
    public static Option<string?> Text(string name, string help, string description, params string[] words)
    {
        Option<string?> option = new(name) { HelpName = help, Description = description };
        option.CompletionSources.Add(words);
        return option;
    }

    /// <summary>An option that takes a whole number.</summary>
    public static Option<int?> Whole(string name, string description, int least = 0, int most = int.MaxValue) => new(name)
    {
        HelpName = "N",
        Description = description,
        CustomParser = argument => Read<int>(argument, name, most == int.MaxValue ? $"a whole number of {least} or more" : $"a whole number from {least} to {most}", text =>
            int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out int value) && value >= least && value <= most ? value : null),
    };

    /// <summary>An option that takes a seed: any whole number.</summary>
    public static Option<long?> Seed(string description) => new("--seed")
    {
        HelpName = "N",
        Description = description,
        CustomParser = argument => Read<long>(argument, "--seed", "a whole number", text =>
            long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out long value) ? value : null),
    };

    /// <summary>The option that says how many threads work.</summary>
    public static Option<int?> Threads() => Whole("--threads", "Threads to use; changes speed, never results.", 1, MostThreads);

    /// <summary>The option that asks for JSON.</summary>
    public static Option<bool> Json() => Switch("--json", "Print one JSON document and nothing else.");

    /// <summary>An option that takes a number.</summary>
    public static Option<double?> Number(string name, string description, string needed = "a number") => new(name)
    {
        HelpName = "X",
        Description = description,
        CustomParser = argument => Read<double>(argument, name, needed, text =>
            double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out double value) && double.IsFinite(value) ? value : null),
    };

    /// <summary>A switch.</summary>
    public static Option<bool> Switch(string name, string description) => new(name) { Description = description };

    private static T? Read<T>(ArgumentResult argument, string name, string needed, Func<string, T?> read)
        where T : struct
    {
        string text = argument.Tokens.Count == 1 ? argument.Tokens[0].Value : "";
        T? value = read(text);
        if (value is null)
        {
            argument.AddError($"{name} needs {needed}, but got '{text}'.");
        }

        return value;
    }
}
