using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using Evenkeel.Cli.Host;
using Evenkeel.Cli.Options;
using Evenkeel.Experiments;
using Evenkeel.Interchange;

namespace Evenkeel.Cli.Commands;

/// <summary>Names the class of new points.</summary>
internal sealed class PredictCommand : Command
{
    private readonly Shell shell;
    private readonly Argument<string> model = new("MODEL") { Description = "A network that 'evenkeel train --save' wrote." };
    private readonly Argument<string[]> inputs = new("INPUT") { Description = "CSV files, PNG or PGM images, or - for CSV rows from standard input (the default).", Arity = ArgumentArity.ZeroOrMore };
    private readonly Option<bool> json = Choice.Json();

    public PredictCommand(Shell shell)
        : base("predict", "Classify new points with a trained network: rows of a table, images, or standard input.\n\nExample:\n  evenkeel predict circle.safetensors points.csv")
    {
        this.shell = shell;
        Arguments.Add(model);
        Arguments.Add(inputs);
        Options.Add(json);
        SetAction(Run);
    }

    private int Run(ParseResult line)
    {
        string file = line.GetValue(model)!;
        if (!File.Exists(file))
        {
            throw new UsageException($"There is no file '{file}'; 'evenkeel train --save {file}' makes one.");
        }

        SavedNetwork saved = NetworkFile.Load(file);
        Predictor predictor = new(saved);
        string[] sources = line.GetValue(inputs) is { Length: > 0 } given ? given : ["-"];
        List<(string Row, Prediction Answer)> answers = [];
        foreach (string source in sources)
        {
            foreach (float[] point in Points(saved, source))
            {
                string row = IsImage(source) ? Path.GetFileName(source) : (answers.Count + 1).ToString(CultureInfo.InvariantCulture);
                answers.Add((row, predictor.Predict(point)));
            }
        }

        if (line.GetValue(json))
        {
            WriteJson(saved, answers);
        }
        else
        {
            foreach ((string row, Prediction answer) in answers)
            {
                shell.Out.WriteLine($"{row}\t{Words(saved, answer)}");
            }
        }

        return ExitCode.Done;
    }

    private IEnumerable<float[]> Points(SavedNetwork saved, string source)
    {
        if (source != "-" && !File.Exists(source))
        {
            throw new UsageException(Directory.Exists(source) ? $"'{source}' is a folder; a file is needed." : $"There is no file '{source}'.");
        }

        if (IsImage(source))
        {
            return [GreyImage.Read(source).Fit(saved.Network.InputShape, source, saved.IsSigned)];
        }

        using Stream stream = source == "-" ? shell.In : File.OpenRead(source);
        (float[] values, int rows) = CsvData.ReadInputs(stream, source == "-" ? "standard input" : Path.GetFileName(source), saved.Schema ?? Plain(saved));
        int width = saved.Network.InputShape.Count;
        return [.. Enumerable.Range(0, rows).Select(row => values[(row * width)..((row + 1) * width)])];
    }

    /// <summary>A network that did not learn from a table takes rows of plain numbers, as many as it has inputs.</summary>
    private static CsvSchema Plain(SavedNetwork saved) => CsvSchema.Plain(saved.Network.InputShape.Count, saved.Classes);

    private static bool IsImage(string source) => Path.GetExtension(source).ToLowerInvariant() is ".png" or ".pgm" or ".pnm";

    private static string Words(SavedNetwork saved, Prediction answer)
    {
        if (saved.Network.Classes == 0)
        {
            return string.Join('\t', answer.Outputs.Select(output => output.ToString("R", CultureInfo.InvariantCulture)));
        }

        IEnumerable<string> shares = answer.Probabilities is { } probabilities
            ? saved.Classes.Zip(probabilities).OrderByDescending(pair => pair.Second).Take(3).Select(pair => string.Create(CultureInfo.InvariantCulture, $"{pair.First} {100 * pair.Second:0.0} %"))
            : answer.Outputs.Select(output => string.Create(CultureInfo.InvariantCulture, $"{output:0.###}"));
        return $"{answer.Class ?? "not a number"}\t({string.Join(", ", shares)})";
    }

    private void WriteJson(SavedNetwork saved, List<(string Row, Prediction Answer)> answers)
    {
        shell.WriteJson(document =>
        {
            document.WriteStartArray("classes");
            foreach (string name in saved.Classes)
            {
                document.WriteStringValue(name);
            }

            document.WriteEndArray();
            document.WriteStartArray("predictions");
            for (int i = 0; i < answers.Count; i++)
            {
                (string row, Prediction answer) = answers[i];
                document.WriteStartObject();
                document.WriteNumber("row", i + 1);
                document.WriteString("source", row);
                document.WriteString("class", answer.Class);
                WriteArray(document, "probabilities", answer.Probabilities);
                WriteArray(document, "outputs", [.. answer.Outputs.Select(output => (double)output)]);
                document.WriteEndObject();
            }

            document.WriteEndArray();
        });
    }

    private static void WriteArray(Utf8JsonWriter document, string name, IReadOnlyList<double>? values)
    {
        if (values is null)
        {
            document.WriteNull(name);
            return;
        }

        document.WriteStartArray(name);
        foreach (double value in values)
        {
            JsonNumbers.WriteElement(document, value);
        }

        document.WriteEndArray();
    }
}
