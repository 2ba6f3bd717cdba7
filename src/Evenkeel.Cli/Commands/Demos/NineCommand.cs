using System.Collections.Immutable;
using System.CommandLine;
using System.Globalization;
using Evenkeel.Cli.Host;
using Evenkeel.Cli.Options;
using Evenkeel.Data;
using Evenkeel.Experiments;
using Evenkeel.Experiments.Demonstrations;
using Evenkeel.Initialization;
using Evenkeel.Interchange;
using Spectre.Console;

namespace Evenkeel.Cli.Commands.Demos;

/// <summary>The nine-layer network: each layer's gradient at every iteration.</summary>
internal sealed class NineCommand : Command
{
    private readonly Shell shell;
    private readonly Option<string?> init = Choice.Text("--init", "SCHEME,…", "The starts; uniform,xavier,normal by default.");
    private readonly Option<string?> activation = Choice.Text("--activation", "NAME", "Activation; tanh by default.");
    private readonly Option<int?> width = Choice.Whole("--width", "Units in each hidden layer; 50 by default.", 1, 10_000);
    private readonly Option<int?> iterations = Choice.Whole("--steps", "Iterations; 8 by default.", 1, 100_000);
    private readonly Option<double?> rate = Choice.Number("--lr", "Learning rate; 0.1 by default.");
    private readonly Option<long?> seed = Choice.Seed("Decides everything random; 0 by default.");
    private readonly Option<bool> json = Choice.Json();

    public NineCommand(Shell shell)
        : base("nine", "A nine-layer network on the circle's points: every layer's gradient at every iteration, from output to input.\n\nExample:\n  evenkeel demo nine --init normal --steps 5")
    {
        this.shell = shell;
        init.Aliases.Add("--scheme");
        Option[] all = [init, activation, width, iterations, rate, seed, json];
        foreach (Option option in all)
        {
            Options.Add(option);
        }

        SetAction(Run);
    }

    private int Run(ParseResult line)
    {
        long seedNumber = line.GetValue(seed) ?? 0;
        int units = line.GetValue(width) ?? 50;
        string function = line.GetValue(activation) ?? "tanh";
        IDataSet data = DataSource.Load("circle", new() { Seed = seedNumber }).Train;
        (IInitializer Start, ImmutableArray<NineLayerStep> Steps)[] runs =
        [
            .. ExperimentText.SplitSchemes(line.GetValue(init) ?? "uniform,xavier,normal").Select(Initializers.Parse).Select(start =>
                (start, NineLayerDemo.Run(start, function, units, line.GetValue(iterations) ?? 8, line.GetValue(rate) ?? 0.1, data, seedNumber).TakeWhile(_ => !shell.Stop.IsCancellationRequested).ToImmutableArray()))
                .Where(run => run.Item2.Length > 0),
        ];
        int code = shell.Stop.IsCancellationRequested ? ExitCode.Stopped : ExitCode.Done;
        if (line.GetValue(json))
        {
            WriteJson(runs);
            return code;
        }

        shell.Say($"2-{string.Join('-', Enumerable.Repeat(units, 8))}-1 {function} on circle: root mean square of ∂C/∂a in the hidden layers 1 to 8 and of ∂C/∂z in the output layer 9, before each update");
        foreach ((IInitializer start, ImmutableArray<NineLayerStep> steps) in runs)
        {
            shell.Out.WriteLine();
            shell.Say($"{start.Name}: {Words(steps)}");
            Table table = DemoWriter.Table(["iteration", "cost", .. Enumerable.Range(1, 9).Select(layer => $"layer\n{layer}"), "1 over\n8"]);
            foreach (NineLayerStep step in steps)
            {
                table.AddRow(
                [
                    step.Iteration.ToString(CultureInfo.InvariantCulture),
                    step.Cost.ToString("0.000", CultureInfo.InvariantCulture),
                    .. step.Gradients.Select(gradient => gradient.ToString("0.0e+0", CultureInfo.InvariantCulture)),
                    Times(step.Growth),
                ]);
            }

            shell.Results().Write(table);
        }

        return code;
    }

    /// <summary>What the gradient did on its way from output to input, over all iterations.</summary>
    private static string Words(ImmutableArray<NineLayerStep> steps)
    {
        (double least, double most) = (steps.Min(step => step.Growth), steps.Max(step => step.Growth));
        return least > 1.5 ? $"amplified from output to input at every iteration, {Times(least)} to {Times(most)}"
            : most < 1 / 1.5 ? $"diminished from output to input at every iteration, {Times(most)} to {Times(least)}"
            : least > 1 / 1.5 && most < 1.5 ? $"kept from output to input, {Times(least)} to {Times(most)}"
            : $"from {Times(least)} to {Times(most)} of the output's gradient reaches the input";
    }

    private static string Times(double factor) => factor >= 1 || factor == 0 || !double.IsFinite(factor)
        ? string.Create(CultureInfo.InvariantCulture, $"{factor:0.0}×")
        : string.Create(CultureInfo.InvariantCulture, $"1/{1 / factor:0.0}");

    private void WriteJson((IInitializer Start, ImmutableArray<NineLayerStep> Steps)[] runs) => shell.WriteJson(document =>
    {
        document.WriteStartArray("runs");
        foreach ((IInitializer start, ImmutableArray<NineLayerStep> steps) in runs)
        {
            document.WriteStartObject();
            document.WriteString("scheme", start.Name);
            document.WriteStartArray("iterations");
            foreach (NineLayerStep step in steps)
            {
                document.WriteStartObject();
                document.WriteNumber("iteration", step.Iteration);
                JsonNumbers.WriteNumber(document, "cost", step.Cost);
                document.WriteStartArray("gradients");
                foreach (double gradient in step.Gradients)
                {
                    JsonNumbers.WriteElement(document, gradient);
                }

                document.WriteEndArray();
                JsonNumbers.WriteNumber(document, "growth", step.Growth);
                document.WriteEndObject();
            }

            document.WriteEndArray();
            document.WriteEndObject();
        }

        document.WriteEndArray();
    });
}
