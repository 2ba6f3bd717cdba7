using System.Collections.Immutable;
using System.Globalization;
using Evenkeel.Cli.Host;
using Evenkeel.Diagnosis;
using Evenkeel.Initialization.Translations;
using Spectre.Console;

namespace Evenkeel.Cli.Rendering;

/// <summary>Findings one below the other: what is wrong, what to do, and the lines of code that do it.</summary>
internal static class FindingText
{
    private const int Indent = 2;

    /// <summary>Writes findings.</summary>
    /// <param name="shell">Where to.</param>
    /// <param name="findings">The findings, most severe first.</param>
    /// <param name="framework">The framework whose code is shown: <see cref="Fix.Framework"/>.</param>
    public static void Write(Shell shell, ImmutableArray<Finding> findings, string framework)
    {
        IAnsiConsole console = shell.Results();
        int width = shell.OutIsTerminal ? shell.Width : int.MaxValue;
        Dictionary<string, string> shown = [];
        foreach (Finding finding in findings)
        {
            string head = $"{finding.Code} {finding.Severity.ToString().ToLowerInvariant()}";
            string[] lines = [.. Prose.Lines($"{head}: {finding.Message}.", width, Indent)];
            console.Write(new Paragraph(head, Colour(finding.Severity)).Append(lines[0][head.Length..] + "\n"));
            foreach (string line in lines.Skip(1))
            {
                shell.Out.WriteLine(line);
            }

            string number = finding.Limit is double.MaxValue ? "The limit" : string.Create(CultureInfo.InvariantCulture, $"The limit, {finding.Limit:0.####}");
            string limit = finding.Source.Length > 0 ? $" ({number}: {finding.Source}.)" : "";
            shell.Say($"  {finding.Advice}{limit}", Indent);
            if (finding.Fixes.FirstOrDefault(fix => fix.Framework == framework) is { } code)
            {
                if (!shown.TryAdd(code.Code, finding.Code))
                {
                    shell.Out.WriteLine($"    The lines of {shown[code.Code]} do it.");
                    continue;
                }

                foreach (string line in CodeLines.Of(new(code.Framework, code.Code, null), width - 2 * Indent))
                {
                    console.Write(new Text($"    {line}\n", new Style(Color.Teal)));
                }
            }
        }
    }

    private static Style Colour(Severity severity) => severity switch
    {
        Severity.Error => new(Color.Red, decoration: Decoration.Bold),
        Severity.Warning => new(Color.Olive, decoration: Decoration.Bold),
        _ => new(Color.Grey, decoration: Decoration.Bold),
    };
}
