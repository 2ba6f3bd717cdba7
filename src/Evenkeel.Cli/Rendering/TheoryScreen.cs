using System.Collections.Immutable;
using System.Globalization;
using Evenkeel.Cli.Host;
using Evenkeel.Cli.Options;
using Evenkeel.Experiments;
using Evenkeel.MeanField;
using Evenkeel.MeanField.Blocks;
using Evenkeel.MeanField.TwoSided;
using Spectre.Console;

namespace Evenkeel.Cli.Rendering;

/// <summary>Theory's answers on a terminal, a section each.</summary>
internal sealed class TheoryScreen(Shell shell, TheoryReading reading)
{
    /// <summary>The most layers that a terminal shows; of more, as many evenly spaced ones.</summary>
    private const int MostRows = 25;

    /// <summary>The probability of a dead layer from which it is worth a sentence.</summary>
    private const double WorthSaying = 1e-6;

    /// <summary>Columns that a layer's bands need beside its numbers.</summary>
    private const int WideTable = 78;

    private readonly IAnsiConsole console = shell.Results();

    private readonly TheoryQuestion question = reading.Question;

    private readonly GrowthScreen sections = new(shell, reading);

    /// <summary>Writes what was asked for.</summary>
    public void Write()
    {
        GainTable.WriteOne(shell, question.Activation);
        if (reading.IsPlain)
        {
            shell.Say(reading.Conflict.Sentence);
            if (question.Path is not null || question.SigmaW2 is not null)
            {
                WritePoint();
            }

            WriteCritical();
        }

        WriteNormalized();
        if (!reading.Trajectory.IsEmpty)
        {
            WriteTrajectory();
        }

        sections.WriteSchemes();
        sections.WriteWidthChanges();
        if (reading.Suggestion is { } start)
        {
            WriteSuggestion(start);
        }
    }

    private void WritePoint()
    {
        string name = question.Scheme is { } scheme ? $"{scheme}, " : "";
        if (reading.Map is not { } map)
        {
            Heading($"{name}σw² differs from layer to layer");
            shell.Say("There is no one point in the phase diagram, so there are no fixed points; below, each layer is followed with its own σw².");
            return;
        }

        Heading($"{name}σw² = {TheoryText.Number(map.SigmaW2)}, σb² = {TheoryText.Number(map.SigmaB2)}");
        ImmutableArray<FixedPoint> points = reading.FixedPoints;
        Attractor attractor = reading.Attractor!;
        if (!points.IsEmpty)
        {
            console.Write(PointTable(points, attractor.Point));
        }
        else
        {
            shell.Say("No second moment is a fixed point.");
        }

        shell.Say(attractor switch
        {
            { Point: { Stability: Stability.Neutral } any } => $"Every q is a fixed point; 1 stands for all. {TheoryText.Says(any)}",
            { Point: { } at } => TheoryText.Says(at),
            _ => attractor.NoPoint!,
        });
        if (reading.Approach is { Constant: > 0 } approach && double.IsFinite(approach.Constant))
        {
            shell.Say($"The correlation of two inputs comes to 1 as 1 − c → {TheoryText.Number(approach.Constant)}/{(approach.Power == 1 ? "l" : "l²")} in layer l.");
        }
    }

    private Grid PointTable(ImmutableArray<FixedPoint> points, FixedPoint? reached)
    {
        Grid table = new();
        bool isWide = !shell.OutIsTerminal || shell.Width >= 44 + 13 * points.Length;
        table.AddColumn(new GridColumn().NoWrap().Padding(2, 0, 0, 0));
        foreach (FixedPoint _ in points)
        {
            table.AddColumn(new GridColumn().NoWrap().RightAligned().Padding(2, 0, 0, 0));
        }

        void Row(string symbol, string meaning, Func<FixedPoint, string> of) => table.AddRow(
            [new Text(isWide ? $"{symbol,-7}{meaning}" : symbol.Length > 0 ? symbol : meaning.Split(' ')[0]), .. points.Select(point => new Text(of(point), Colour(point, point.Q == reached?.Q)))]);
        Row("q*", "second moment that is kept", point => TheoryText.Number(point.Q));
        Row("", "where q nearby goes", point => TheoryText.Word(point.Stability));
        Row("χ_q", "slope of the map of q", point => TheoryText.Number(point.ChiQ));
        Row("χ₁", "growth of gradients, backward", point => TheoryText.Number(point.Chi1));
        Row("c*", "correlation of two inputs", point => point.Correlation is { } c ? TheoryText.Correlation(c) : "–");
        Row("ξ_q", "layers until q settles, by e", point => TheoryText.Depth(point.XiQ));
        Row("ξ_c", "layers, correlation", point => point.XiC is { } xi ? TheoryText.Depth(xi) : "–");
        Row("ξ_∇", "layers, gradients", point => TheoryText.Depth(point.XiGradient));
        Row("phase", "", point => TheoryText.Word(point.Phase));
        if (points.Length > 1)
        {
            Row("", "where this input ends", point => point.Q == reached?.Q ? "here" : "");
        }

        return table;
    }

    private static Style Colour(FixedPoint point, bool isReached) => !isReached ? new(Color.Grey)
        : point.Phase == Phase.Critical ? new(Color.Green) : new(Color.Olive);

    private void WriteCritical()
    {
        Heading("Edge of chaos");
        Grid table = Numbers("σb²", "σw²", "q*", "χ_q", "");
        foreach ((double bias, ImmutableArray<CriticalPoint> points) in reading.CriticalRows)
        {
            foreach (CriticalPoint? point in points.IsEmpty ? [null] : points.Cast<CriticalPoint?>())
            {
                AddCritical(table, bias, point, bias == question.SigmaB2 ? new(decoration: Decoration.Bold) : Style.Plain);
            }
        }

        ImmutableArray<CriticalPoint> halves = reading.HalfStable;
        foreach (CriticalPoint half in halves)
        {
            AddCritical(table, half.SigmaB2 ?? double.NaN, half, new(Color.Green));
        }

        console.Write(table);
        shell.Say("σw² = 1/E φ′² and σb² = q − σw²·E φ² keep both q and gradients. A point helps where χ_q ≤ 1: beyond it, q runs away from q*."
            + (halves.IsEmpty ? "" : " Half-stable: χ_q = 1 as well, the best start that this activation has."));
    }

    private static void AddCritical(Grid table, double bias, CriticalPoint? point, Style style)
    {
        string[] cells = point is null
            ? [TheoryText.Number(bias), "none", "", "", ""]
            : [TheoryText.Number(bias), TheoryText.Number(point.SigmaW2), point.IsAtEveryQ ? "every q" : TheoryText.Number(point.Q), TheoryText.Number(point.ChiQ), TheoryText.Word(point.Stability)];
        table.AddRow([.. cells.Select((cell, i) => new Text(cell, i == cells.Length - 1 && point?.Stability == Stability.Unstable ? new(Color.Red) : style))]);
    }

    private void WriteNormalized()
    {
        if (reading.Normalized is not { } normalized)
        {
            return;
        }

        double growth = normalized.BackwardGrowth;
        Heading(normalized.Normalization == LayerNormalization.Units ? "With layer normalization before each activation" : "With batch normalization before each activation");
        string depth = reading.Depth is { } layers and > 1 ? $", {TheoryText.Factor(Math.Pow(growth, layers - 1))}× from layer {layers} back to layer 1" : "";
        shell.Say($"Forward, every layer sees q = 1. Backward, the second moment of gradients grows {TheoryText.Number(growth)}× per layer{depth}"
            + (normalized.Normalization == LayerNormalization.Batch ? ", whatever σw² and σb² are. Two samples come out uncorrelated." : "."));
        if (normalized.Normalization == LayerNormalization.Units && question.Correlation is { } c)
        {
            shell.Say($"Two inputs of correlation {TheoryText.Number(c)} have {TheoryText.Number(normalized.NextCorrelation(c))} one layer on.");
        }
    }

    private void WriteTrajectory()
    {
        ImmutableArray<TrajectoryRow> rows = reading.Trajectory;
        bool hasBlocks = reading.Residual is not null;
        bool hasBands = reading.Prediction is not null;
        bool hasCorrelation = rows[0].Correlation is not null;
        bool isWide = !shell.OutIsTerminal || shell.Width >= WideTable;
        string blocks = string.Create(CultureInfo.InvariantCulture, $"{reading.Depth} residual blocks x + {question.Residual}·W·φ({(question.Normalization is null ? "x" : "norm(x)")})");
        Heading(hasBlocks ? blocks : $"Through {reading.Depth} layers, from inputs with mean x² = {TheoryText.Number(question.InputSecondMoment)}");
        List<string> headers = [hasBlocks ? "before\nblock" : "\nlayer", "\nq", "forward\n→"];
        headers.AddRange(hasBands && isWide ? ["95 of 100\nnets"] : []);
        headers.Add("backward\n←");
        headers.AddRange(hasBands && isWide ? ["95 of 100\nnets "] : []);
        headers.AddRange(hasCorrelation ? ["\nc"] : []);
        Grid table = Numbers([.. headers]);
        int[] shown = Shown(rows.Length);
        foreach (int i in shown)
        {
            TrajectoryRow row = rows[i];
            List<string> cells = [hasBlocks && i == rows.Length - 1 ? "end" : row.Layer.ToString(CultureInfo.InvariantCulture), TheoryText.Number(row.Q), TheoryText.Factor(row.Forward)];
            cells.AddRange(hasBands && isWide ? [Band(row.ForwardBand)] : []);
            cells.Add(TheoryText.Factor(row.Backward));
            cells.AddRange(hasBands && isWide ? [Band(row.BackwardBand)] : []);
            cells.AddRange(hasCorrelation ? [row.Correlation is { } c ? TheoryText.Correlation(c) : "–"] : []);
            table.AddRow([.. cells.Select(cell => new Text(cell))]);
        }

        console.Write(table);
        string some = shown.Length < rows.Length ? $" {shown.Length} of {rows.Length} rows are shown; --json has all." : "";
        shell.Say($"Forward: q over that of the first. Backward: the second moment of gradients over that in the last.{some}");
        if (hasBlocks)
        {
            shell.Say($"Over {reading.Depth} {(reading.Depth == 1 ? "block" : "blocks")} the second moment of the signal grows {TheoryText.Factor(rows[^1].Forward)}× and that of the gradients {TheoryText.Factor(rows[0].Backward)}×.");
        }

        if (reading.Prediction is { } prediction)
        {
            string scatter = string.Create(CultureInfo.InvariantCulture, $"Depth over width adds up to a relative variance of {prediction.Scatter:0.###} in q from network to network.");
            shell.Say(prediction.NoBand is { } why ? $"{why} {scatter}" : $"{scatter} The bands are those of q and of the gradient{(isWide ? "" : "; a wider terminal shows them")}.");
        }

        if (reading.Jacobian is { } jacobian)
        {
            shell.Say($"Jacobian of the last hidden layer: squared singular values have mean {TheoryText.Factor(jacobian.Mean)} and relative variance {TheoryText.Factor(jacobian.RelativeVariance)}{(question.HasWidth ? $", {TheoryText.Factor(jacobian.FiniteVariance)} at these widths" : "")}; 0 keeps every direction alike.{(reading.LargestSquare is { } largest ? $" The largest is {TheoryText.Factor(largest)} where layers are wide." : "")}");
        }

        if (reading.BornDead is > WorthSaying and var dead)
        {
            shell.Say($"Born dead: on an input, some layer has no active unit in {TheoryText.Factor(100 * dead)} % of networks of these widths.");
        }
    }

    private void WriteSuggestion(TwoSidedStart start)
    {
        Heading($"{(start.IsWithin ? "A start that keeps both sides within" : "The start that comes nearest to keeping both sides within")} {TheoryText.Factor(question.Within)}× over {reading.Depth} {(reading.Depth == 1 ? "layer" : "layers")}");
        shell.Say(start.Why);
        if (start.Rescaling is { } rescaling)
        {
            shell.Say($"  φ̂(x) = γ·(φ(αx + β) + δ) with α = {TheoryText.Number(rescaling.Alpha)}, β = {TheoryText.Number(rescaling.Beta)}, γ = {TheoryText.Number(rescaling.Gamma)}, δ = {TheoryText.Number(rescaling.Delta)}", 4);
            shell.Say($"  --activation \"{rescaling.Activation.Name}\"", 4);
        }

        Grid table = Numbers("layers", "σw²", "σb²", "σ of w", "σ of b");
        ImmutableArray<SignalLayer> layers = start.Path.Layers;
        int lines = 0;
        for (int first = 0; first < layers.Length; lines++)
        {
            if (lines == MostRows)
            {
                table.AddRow(new Text("…"));
                break;
            }

            int last = first;
            while (last + 1 < layers.Length - 1 && layers[last + 1] == layers[first])
            {
                last++;
            }

            string name = first == layers.Length - 1 ? "output" : first == last ? $"{first + 1}" : $"{first + 1}–{last + 1}";
            SignalLayer layer = layers[first];
            string[] cells = [name, TheoryText.Number(layer.SigmaW2), TheoryText.Number(layer.BiasVariance), TheoryText.Number(Math.Sqrt(layer.WeightVariance)), TheoryText.Number(Math.Sqrt(layer.BiasVariance))];
            table.AddRow([.. cells.Select(cell => new Text(cell))]);
            first = last + 1;
        }

        console.Write(table);
        shell.Say($"Predicted over the hidden layers: forward {TheoryText.Factor(start.Growth.Forward)}×, backward {TheoryText.Factor(start.Growth.Backward)}×{(start.IsWithin ? "" : ", which is not within the factor")}.");
    }

    private static int[] Shown(int rows) => rows <= MostRows
        ? [.. Enumerable.Range(0, rows)]
        : [.. Enumerable.Range(0, MostRows).Select(i => (int)Math.Round((double)i * (rows - 1) / (MostRows - 1)))];

    private static string Band(Band? band) => band is { Low: { } low, High: { } high } ? $"{TheoryText.Factor(low)}…{TheoryText.Factor(high)}" : "no band";

    private Grid Numbers(params string[] headers)
    {
        Grid table = new();
        foreach (string _ in headers)
        {
            table.AddColumn(new GridColumn().NoWrap().RightAligned().Padding(2, 0, 0, 0));
        }

        Style quiet = new(Color.Grey);
        return table.AddRow([.. headers.Select(header => new Text(shell.OutIsTerminal ? header : header.Replace('\n', ' ').Trim(), quiet))]);
    }

    private void Heading(string text) => console.Write(new Text($"\n{text}\n", new Style(decoration: Decoration.Bold)));
}
