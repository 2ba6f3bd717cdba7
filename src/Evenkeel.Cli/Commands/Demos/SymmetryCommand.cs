using System.Collections.Immutable;
using System.CommandLine;
using System.Globalization;
using Evenkeel.Cli.Host;
using Evenkeel.Cli.Options;
using Evenkeel.Experiments;
using Evenkeel.Experiments.Demonstrations;
using Spectre.Console;

namespace Evenkeel.Cli.Commands.Demos;

/// <summary>Two units started equal stay equal to the last bit; one differing weight parts them.</summary>
internal sealed class SymmetryCommand : Command
{
    private const int Lines = 10;

    private readonly Shell shell;
    private readonly Option<double?> alpha = Choice.Number("--alpha", "The value of every weight at the start; 0.5 by default.");
    private readonly Option<double?> nudge = Choice.Number("--nudge", "What is added to one weight in the second run; 0.001 by default.");
    private readonly Option<string?> activation = Choice.Text("--activation", "NAME", "Activation; relu by default.");
    private readonly Option<int?> steps = Choice.Whole("--steps", "Steps; 1000 by default.", 1, 1_000_000);
    private readonly Option<long?> seed = Choice.Seed("Decides the points; 0 by default.");
    private readonly Option<bool> json = Choice.Json();

    public SymmetryCommand(Shell shell)
        : base("symmetry", "Two hidden units with equal weights: they stay equal to the last bit while the cost falls, until one weight differs.\n\nExample:\n  evenkeel demo symmetry")
    {
        this.shell = shell;
        Option[] all = [alpha, nudge, activation, steps, seed, json];
        foreach (Option option in all)
        {
            Options.Add(option);
        }

        SetAction(Run);
    }

    private void Run(ParseResult line)
    {
        double value = line.GetValue(alpha) ?? 0.5;
        double difference = line.GetValue(nudge) ?? 0.001;
        string function = line.GetValue(activation) ?? "relu";
        int count = line.GetValue(steps) ?? 1000;
        long seedNumber = line.GetValue(seed) ?? 0;
        ImmutableArray<SymmetryStep> equal = SymmetryDemo.Run(value, 0, function, count, seedNumber);
        ImmutableArray<SymmetryStep> parted = SymmetryDemo.Run(value, difference, function, count, seedNumber);
        int shared = Math.Min(equal.Length, parted.Length);
        if (line.GetValue(json))
        {
            WriteJson(equal, parted);
            return;
        }

        shell.Say(string.Create(CultureInfo.InvariantCulture, $"2-2-1 {function} on gauss, every weight {value}; beside it the same with {difference} added to one weight of unit 2"));
        Table table = DemoWriter.Table("step", "cost", "unit 1: w₁, w₂, b, out", "unit 2: w₁, w₂, b, out", "same\nbits", "nudged:\ncost", "\ndifference");
        for (int i = 0; i <= Lines; i++)
        {
            int index = (int)((long)(shared - 1) * i / Lines);
            SymmetryStep one = equal[index];
            table.AddRow(
                one.Step.ToString(CultureInfo.InvariantCulture),
                one.Cost.ToString("0.0000", CultureInfo.InvariantCulture),
                Weights(one.First), Weights(one.Second), one.AreEqual ? "yes" : "no",
                parted[index].Cost.ToString("0.0000", CultureInfo.InvariantCulture),
                DemoWriter.Number(parted[index].Distance));
        }

        shell.Results().Write(table);
        int same = equal.Count(step => step.AreEqual);
        shell.Say(same == equal.Length
            ? string.Create(CultureInfo.InvariantCulture, $"Equal start: both units have the same bits at all {equal.Length} moments, while the cost falls from {equal[0].Cost:0.0000} to {equal[^1].Cost:0.0000}; two units do the work of one.")
            : $"Equal start: the units have the same bits at {same} of {equal.Length} moments.");
        shell.Say(string.Create(CultureInfo.InvariantCulture, $"One weight {difference} apart: the difference grows from {DemoWriter.Number(parted[0].Distance)} to {DemoWriter.Number(parted[^1].Distance)}; symmetry is broken."));
    }

    private void WriteJson(ImmutableArray<SymmetryStep> equal, ImmutableArray<SymmetryStep> parted) => shell.WriteJson(document =>
    {
        foreach ((string name, ImmutableArray<SymmetryStep> run) in new[] { ("equal", equal), ("nudged", parted) })
        {
            document.WriteStartObject(name);
            JsonNumbers.WriteNumber(document, "initialCost", run[0].Cost);
            JsonNumbers.WriteNumber(document, "finalCost", run[^1].Cost);
            document.WriteNumber("moments", run.Length);
            document.WriteNumber("momentsWithEqualBits", run.Count(step => step.AreEqual));
            JsonNumbers.WriteNumber(document, "initialDistance", run[0].Distance);
            JsonNumbers.WriteNumber(document, "finalDistance", run[^1].Distance);
            document.WriteEndObject();
        }
    });

    private static string Weights(ImmutableArray<float> unit) =>
        string.Join(' ', unit.Select(weight => weight.ToString("0.000", CultureInfo.InvariantCulture)));
}
