using System.CommandLine;
using Evenkeel.Calibration;
using System.Globalization;
using Evenkeel.Cli.Host;
using Evenkeel.Cli.Options;
using Evenkeel.Cli.Rendering;
using Evenkeel.Formats;
using Evenkeel.Initialization;
using Evenkeel.Numerics;
using Evenkeel.Randomness;
using Evenkeel.Shapes;

namespace Evenkeel.Cli.Commands;

/// <summary>Weights of a scheme, to a file or to stdout; larger than memory where the scheme draws them one by one.</summary>
internal sealed class DrawCommand : Command
{
    private const string StandardOutput = "-";

    private readonly Shell shell;
    private readonly Argument<string> scheme = new("SCHEME") { Description = "An initializer as --init takes it, such as he-normal or torch:kaiming_uniform(a=sqrt(5))." };
    private readonly WeightOptionSet weight = new();
    private readonly Option<string?> kind = Choice.Text("--kind", "KIND", "What the axes mean, as 'fan' takes it; by default a vector, a dense layer or a convolution.", [.. WeightShape.Kinds]);
    private readonly Option<long?> seed = Choice.Seed("Decides every number; 0 by default.");
    private readonly Option<string?> rng = Choice.Text("--rng", "NAME", $"Whose random numbers: {string.Join(", ", Generators.Names)}; native by default.", [.. Generators.Names]);
    private readonly Option<bool> bias = Choice.Switch("--bias", "Draw the biases too, after the weights, from the same generator.");
    private readonly Option<string?> output = Choice.Text("--out", "FILE", $"Where to: a file that ends in {string.Join(", ", TensorStreamWriter.Endings)}; or - for CSV on stdout.");
    private readonly Option<bool> json = Choice.Switch("--json", "Print what was promised and measured as one JSON document and nothing else.");
    private readonly Option<bool> force = Choice.Switch("--force", "Overwrite files that are there.");
    private readonly Option<int?> threads = Choice.Threads();

    public DrawCommand(Shell shell)
        : base("draw", "Weights of a scheme, to a file, as CSV, or as a picture; with the numbers that a framework draws from the same seed.\n\nExample:\n  evenkeel draw he-normal --shape 300,784 --rng torch --out w.npy")
    {
        this.shell = shell;
        scheme.CompletionSources.Add([.. Initializers.All.Select(entry => entry.Name)]);
        Arguments.Add(scheme);
        weight.AddTo(this);
        Option[] all = [kind, seed, rng, bias, output, json, force, threads];
        foreach (Option option in all)
        {
            Options.Add(option);
        }

        SetAction(Run);
    }

    private int Run(ParseResult line)
    {
        bool asJson = line.GetValue(json);
        bool toStandardOutput = line.GetValue(output) == StandardOutput;
        string? file = toStandardOutput ? null : line.GetValue(output);
        if (file is not null && string.IsNullOrWhiteSpace(file))
        {
            throw new UsageException($"--out needs the name of a file that ends in {string.Join(", ", TensorStreamWriter.Endings)}, or - for stdout, but got '{file}'.");
        }

        if (toStandardOutput && asJson)
        {
            throw new UsageException("--out - and --json would both write to stdout; give --out a file, or leave one of them out.");
        }

        bool asCsv = toStandardOutput || (file is null && !asJson && !shell.OutIsTerminal);
        int count = line.GetValue(threads) ?? Environment.ProcessorCount;
        using Workers workers = new(count);
        Drawing drawing = Read(line, workers).Prepare(line.GetValue(bias), count: file is null && !asJson && !asCsv, shell.Memory);
        if (file is not null)
        {
            DrawFile.Check(file, line.GetValue(force), drawing);
            DrawFile.Write(shell, file, drawing, count);
        }
        else if (asCsv)
        {
            TensorStreamWriter writer = new() { Stop = shell.Stop, Threads = count };
            PipeText.Write(shell, text => writer.WriteCsv(text, drawing.Streamed));
        }
        else
        {
            // Drawn to be measured.
            new TensorStreamWriter { Stop = shell.Stop }.WriteSafetensors(Stream.Null, drawing.Streamed);
        }

        if (asJson)
        {
            DrawJson.Write(shell, drawing, file);
        }
        else if (file is not null)
        {
            shell.Say(string.Create(CultureInfo.InvariantCulture, $"{file}: {drawing.Initializer.Name}, {new FileInfo(file).Length} bytes. {string.Join("; ", drawing.Tensors.Select(DrawPicture.Sentence))}."));
        }
        else if (!asCsv)
        {
            DrawPicture.Write(shell, drawing);
        }

        return ExitCode.Done;
    }

    private Drawing Read(ParseResult line, Workers workers)
    {
        string text = line.GetValue(scheme)!;
        if (Starts.Find(text) is { } start)
        {
            throw new UsageException($"'{start.Name}' {(start.LooksAtData ? "looks at data on its way through a whole network" : "starts a whole network")}, so it draws no tensor by itself; 'evenkeel train --init {start.Name}' uses it, and --save keeps the network.");
        }

        IInitializer initializer = Initializers.Parse(text);
        WeightShape shape = weight.ReadOrGuess(line, line.GetValue(kind));
        long number = line.GetValue(seed) ?? 0;
        return new(text, initializer, shape, Generators.Create(line.GetValue(rng) ?? "native", number, workers), number);
    }
}
