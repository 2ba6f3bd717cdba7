using System.Collections.Immutable;
using System.CommandLine;
using System.Globalization;
using Evenkeel.Cli.Host;
using Evenkeel.Cli.Options;
using Evenkeel.Experiments;
using Evenkeel.Experiments.Demonstrations;
using Spectre.Console;

namespace Evenkeel.Cli.Commands.Demos;

/// <summary>α·I over L layers: the product against its closed form, forward and backward; and trained.</summary>
internal sealed class ChainCommand : Command
{
    private const double Rate = 0.02;
    private const int Steps = 1000;

    private readonly Shell shell;
    private readonly Option<double?> factor = Choice.Number("--factor", "α of W^[1…L−1] = α·I; 1.5 by default.");
    private readonly Option<int?> layers = Choice.Whole("--layers", "L, the number of layers; 10 by default.", 2, 10_000);
    private readonly Option<bool> train = Choice.Switch("--train", "Train the chain too, beside α = 0.5 and α = 1, and show what the start does to the cost.");
    private readonly Option<long?> seed = Choice.Seed("Decides data and last layer of --train.");
    private readonly Option<bool> json = Choice.Json();

    public ChainCommand(Shell shell)
        : base("chain", "A linear network of L layers α·I, 2×2: signal and gradient against α^(L−1), forward and backward.\n\nExample:\n  evenkeel demo chain --factor 0.5 --layers 10")
    {
        this.shell = shell;
        Option[] all = [factor, layers, train, seed, json];
        foreach (Option option in all)
        {
            Options.Add(option);
        }

        SetAction(Run);
    }

    private void Run(ParseResult line)
    {
        double alpha = line.GetValue(factor) ?? 1.5;
        int depth = line.GetValue(layers) ?? 10;
        ImmutableArray<ChainLayer> chain = ChainDemo.Run(alpha, depth);
        ImmutableArray<ChainTraining> trained = line.GetValue(train)
            ? [.. new[] { 0.5, 1, alpha }.Distinct().Order().Select(start => ChainTraining.Run(start, depth, Rate, Steps, line.GetValue(seed) ?? 0))]
            : [];
        if (line.GetValue(json))
        {
            WriteJson(alpha, depth, chain, trained);
            return;
        }

        Table table = DemoWriter.Table("layer", "activation a", "α^l", "gradient ∂Σŷ/∂a", "α^(L−1−l)", "relative\nerror");
        foreach (ChainLayer layer in chain)
        {
            table.AddRow(
                layer.Layer.ToString(CultureInfo.InvariantCulture),
                DemonstrationText.Exact(layer.Activation), DemonstrationText.Exact(layer.ExpectedActivation), DemonstrationText.Exact(layer.Gradient), DemonstrationText.Exact(layer.ExpectedGradient), DemoWriter.Number(layer.RelativeError));
        }

        shell.Say(string.Create(CultureInfo.InvariantCulture, $"ŷ = W^[{depth}]·W^[{depth - 1}]···W^[1]·x with W^[1…{depth - 1}] = {alpha}·I, W^[{depth}] = I, 2×2, x = (1, 1)"));
        shell.Results().Write(table);
        shell.Say(DemonstrationText.Verdict(alpha, chain));
        if (!trained.IsEmpty)
        {
            WriteTraining(trained, depth);
        }
    }

    private void WriteTraining(ImmutableArray<ChainTraining> trained, int depth)
    {
        shell.Out.WriteLine();
        shell.Say(string.Create(CultureInfo.InvariantCulture, $"Trained: W^[1…{depth - 1}] = α·I, W^[{depth}] drawn at random, 64 points of a linear regression, {Steps} full-batch steps of {Rate}, gradient norm clipped at 1"));
        Table table = DemoWriter.Table("α", "first cost", "lowest", "last", "least\npossible", "rises in\nthe last 19", "swing");
        foreach (ChainTraining run in trained)
        {
            table.AddRow(DemoWriter.Number(run.Factor), DemoWriter.Number(run.Costs[0]), DemoWriter.Number(run.Lowest), DemoWriter.Number(run.Final), DemoWriter.Number(run.Least), run.Rises.ToString(CultureInfo.InvariantCulture), string.Create(CultureInfo.InvariantCulture, $"{run.Swing:0.000}×"));
        }

        shell.Results().Write(table);
        foreach (ChainTraining run in trained)
        {
            shell.Say($"α = {DemoWriter.Number(run.Factor)}: {DemonstrationText.Verdict(run)}");
        }
    }

    private void WriteJson(double alpha, int depth, ImmutableArray<ChainLayer> chain, ImmutableArray<ChainTraining> trained) => shell.WriteJson(document =>
    {
        JsonNumbers.WriteNumber(document, "factor", alpha);
        document.WriteNumber("layers", depth);
        JsonNumbers.WriteNumber(document, "product", chain[^1].Activation);
        JsonNumbers.WriteNumber(document, "expected", chain[^1].ExpectedActivation);
        document.WriteStartArray("chain");
        foreach (ChainLayer layer in chain)
        {
            document.WriteStartObject();
            document.WriteNumber("layer", layer.Layer);
            JsonNumbers.WriteNumber(document, "activation", layer.Activation);
            JsonNumbers.WriteNumber(document, "expectedActivation", layer.ExpectedActivation);
            JsonNumbers.WriteNumber(document, "gradient", layer.Gradient);
            JsonNumbers.WriteNumber(document, "expectedGradient", layer.ExpectedGradient);
            document.WriteEndObject();
        }

        document.WriteEndArray();
        document.WriteStartArray("training");
        foreach (ChainTraining run in trained)
        {
            document.WriteStartObject();
            JsonNumbers.WriteNumber(document, "factor", run.Factor);
            JsonNumbers.WriteNumber(document, "final", run.Final);
            JsonNumbers.WriteNumber(document, "lowest", run.Lowest);
            JsonNumbers.WriteNumber(document, "least", run.Least);
            JsonNumbers.WriteNumber(document, "swing", run.Swing);
            document.WriteNumber("rises", run.Rises);
            document.WriteNumber("gradientClippedAt", ChainTraining.ClipNorm);
            document.WriteBoolean("oscillates", run.Oscillates);
            document.WriteStartArray("costs");
            foreach (double cost in run.Costs)
            {
                JsonNumbers.WriteElement(document, cost);
            }

            document.WriteEndArray();
            document.WriteEndObject();
        }

        document.WriteEndArray();
    });
}
