using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;

namespace Evenkeel.Cli.Options;

/// <summary>Options whose error messages say what was given and what is needed.</summary>
internal static class Choice
{
    /// <summary>An option that takes text.</summary>
    public static Option<string?> Text(string name, string help, string description) => new(name) { HelpName = help, Description = description };

    /// <summary>An option that takes a whole number.</summary>
    public static Option<int?> Whole(string name, string description, int least = 0) => new(name)
    {
        HelpName = "N",
        Description = description,
        CustomParser = argument => Read<int>(argument, name, $"a whole number of {least} or more", text =>
            int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out int value) && value >= least ? value : null),
    };

    /// <summary>An option that takes a seed: any whole number.</summary>
    public static Option<long?> Seed(string description) => new("--seed")
    {
        HelpName = "N",
        Description = description,
        CustomParser = argument => Read<long>(argument, "--seed", "a whole number", text =>
            long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out long value) ? value : null),
    };

    /// <summary>An option that takes a number, or a quotient such as 1/3.</summary>
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
