using System.Collections.Immutable;
using System.CommandLine;
using System.Globalization;
using Evenkeel.Cli.Host;
using Evenkeel.Cli.Options;
using Evenkeel.Experiments;
using Evenkeel.Experiments.Demonstrations;
using Evenkeel.Numerics;
using Spectre.Console;

namespace Evenkeel.Cli.Commands.Demos;

/// <summary>Each equality of the Xavier derivation with both sides measured.</summary>
internal sealed class DerivationCommand : Command
{
    private readonly Shell shell;
    private readonly Option<string?> broken = Choice.Text("--break", "WHAT", "Break an assumption: bias, mean, correlated, large or relu.");
    private readonly Option<long?> seed = Choice.Seed("Decides weights and inputs; 0 by default.");
    private readonly Option<bool> json = Choice.Json();

    public DerivationCommand(Shell shell)
        : base("derivation", "Each equality of the derivation of Var(w) = 1/n, both sides measured with standard errors; and what fails when an assumption is broken.\n\nExample:\n  evenkeel demo derivation --break mean")
    {
        this.shell = shell;
        Options.Add(broken);
        Options.Add(seed);
        Options.Add(json);
        SetAction(Run);
    }

    private void Run(ParseResult line)
    {
        Assumption assumption = Parse(line.GetValue(broken));
        ImmutableArray<Equality> equalities = DerivationDemo.Run(assumption, line.GetValue(seed) ?? 0);
        if (line.GetValue(json))
        {
            WriteJson(assumption, equalities);
            return;
        }

        shell.Say($"256 inputs, 256 units, w ~ N(0, 1/n), b = 0, {(assumption == Assumption.Relu ? "ReLU" : "tanh")}; 16 networks, 800 samples each; mean ± standard error. {DemonstrationText.Says(assumption)}");
        Table table = DemoWriter.Table("", "equality, and its reason", "left side", "right side", "left / right", "holds");
        table.Columns[1].LeftAligned().NoWrap = false;
        foreach (Equality equality in equalities)
        {
            table.AddRow(
                equality.Number.ToString(CultureInfo.InvariantCulture),
                Markup.Escape($"{equality.Formula}\n{equality.Reason}{Scatter(equality)}"),
                Measured(equality.Left, equality.LeftError),
                Measured(equality.Right, equality.RightError),
                Ratio(equality),
                equality.Holds ? "yes" : "NO");
        }

        shell.Results().Write(table);
        foreach (Equality equality in equalities.Where(equality => !equality.Holds))
        {
            shell.Say(DemonstrationText.Verdict(equality));
        }

        if (equalities.All(equality => equality.Holds))
        {
            shell.Say("Every equality holds: with Var(w) = 1/n the variance of the activations is that of the inputs.");
        }
    }

    private static Assumption Parse(string? name) => name?.ToLowerInvariant() switch
    {
        null => Assumption.None,
        "bias" => Assumption.Bias,
        "mean" => Assumption.Mean,
        "correlated" => Assumption.Correlated,
        "large" => Assumption.Large,
        "relu" => Assumption.Relu,
        { } other => throw new UsageException($"Unknown assumption '{other}'.{Spelling.Suggestion(other, ["bias", "mean", "correlated", "large", "relu"])}"),
    };

    private static string Measured(double value, double error) =>
        string.Create(CultureInfo.InvariantCulture, $"{value:0.000e+0} ± {error:0e+0}");

    private static string Ratio(Equality equality) =>
        string.Create(CultureInfo.InvariantCulture, $"{equality.Ratio:0.0000} ± {equality.RatioError:0.0000}");

    private static string Scatter(Equality equality) => equality.Scatter is { } scatter
        ? string.Create(CultureInfo.InvariantCulture, $"\nunits ± {100 * scatter:0.0} % (sampling: {100 * equality.ExpectedScatter:0.0} %)")
        : "";

    private void WriteJson(Assumption assumption, ImmutableArray<Equality> equalities) => shell.WriteJson(document =>
    {
        document.WriteString("broken", assumption.ToString().ToLowerInvariant());
        document.WriteStartArray("equalities");
        foreach (Equality equality in equalities)
        {
            document.WriteStartObject();
            document.WriteNumber("number", equality.Number);
            document.WriteString("formula", equality.Formula);
            JsonNumbers.WriteNumber(document, "left", equality.Left);
            JsonNumbers.WriteNumber(document, "leftError", equality.LeftError);
            JsonNumbers.WriteNumber(document, "right", equality.Right);
            JsonNumbers.WriteNumber(document, "rightError", equality.RightError);
            JsonNumbers.WriteNumber(document, "ratio", equality.Ratio);
            JsonNumbers.WriteNumber(document, "ratioError", equality.RatioError);
            JsonNumbers.WriteNumber(document, "unitScatter", equality.Scatter);
            document.WriteBoolean("holds", equality.Holds);
            document.WriteEndObject();
        }

        document.WriteEndArray();
    });
}
