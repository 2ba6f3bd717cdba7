using System.CommandLine;
using System.Globalization;
using Evenkeel.Cli.Host;
using Evenkeel.Cli.Options;
using Evenkeel.Cli.Rendering;
using Evenkeel.Experiments;
using Evenkeel.MeanField;
using Evenkeel.Numerics;
using Evenkeel.Report;

namespace Evenkeel.Cli.Commands;

/// <summary>The phase diagram of an activation as a page.</summary>
internal sealed class PhasePage
{
    /// <summary>Points along each axis.</summary>
    private const int Side = 200;

    /// <summary>Room beyond a point that is marked.</summary>
    private const double Room = 1.25;

    private readonly Option<string?> file = Choice.Text("--phase", "FILE.html", "Draw the phase diagram as a page that needs no network, with the point on it.");
    private readonly Option<string?> weights = Choice.Text("--phase-w2", "LO..HI", "Range of σw² in the diagram; by default about twice the critical σw² at q = 0.5.");
    private readonly Option<string?> biases = Choice.Text("--phase-b2", "LO..HI", "Range of σb² in the diagram; 0..0.5 by default.");
    private readonly Option<bool> force = Choice.Switch("--force", "Overwrite a file that is there.");

    /// <summary>Adds the options to a command.</summary>
    public void AddTo(Command command)
    {
        Option[] all = [file, weights, biases, force];
        foreach (Option option in all)
        {
            command.Options.Add(option);
        }
    }

    /// <summary>Refuses what would be overwritten, and ranges without a page, before any work is done.</summary>
    public void Check(ParseResult line)
    {
        if (line.GetValue(file) is { } path)
        {
            OutputOptionSet.Guard(path, line.GetValue(force));
            _ = (Range(weights, line), Range(biases, line));
        }
        else if (line.GetValue(weights) is not null || line.GetValue(biases) is not null)
        {
            throw new UsageException($"{(line.GetValue(weights) is not null ? weights : biases).Name} is the range of a phase diagram; ask for one with {file.Name} FILE.html.");
        }
    }

    /// <summary>Writes the page where the line asks for it.</summary>
    public void Write(ParseResult line, Shell shell, TheoryReading reading)
    {
        if (line.GetValue(file) is not { } path)
        {
            return;
        }

        TheoryQuestion question = reading.Question;
        double usual = Math.Ceiling(2 * (new CriticalLine(question.Activation).At(0.5)?.SigmaW2 ?? 2));
        (double lowW2, double highW2) = Range(weights, line) ?? (0, Math.Max(usual, Room * (question.SigmaW2 ?? 0)));
        (double lowB2, double highB2) = Range(biases, line) ?? (0, Math.Max(0.5, Room * question.SigmaB2));
        using Workers workers = new(Environment.ProcessorCount);
        PhaseDiagram diagram = PhaseDiagram.Of(question.Activation, Axis(lowW2, highW2), Axis(lowB2, highB2), workers);
        ReadOnlyMemory<byte> document = PhaseJson.Write(diagram, reading.Map, Replay.Of(line), CommandLine.Version);
        OutputOptionSet.Write(path, stream => ReportPage.Write(stream, document.Span));
        shell.Error.WriteLine($"Phase diagram: {path}");
    }

    private static double[] Axis(double low, double high) => [.. Enumerable.Range(0, Side).Select(i => low + (high - low) * i / (Side - 1))];

    private static (double Low, double High)? Range(Option<string?> option, ParseResult line)
    {
        if (line.GetValue(option) is not { } text)
        {
            return null;
        }

        string[] ends = text.Split("..");
        bool reads = double.TryParse(ends[0], NumberStyles.Float, CultureInfo.InvariantCulture, out double low) & double.TryParse(ends[^1], NumberStyles.Float, CultureInfo.InvariantCulture, out double high);
        return ends.Length == 2 && reads && low >= 0 && high > low && double.IsFinite(high)
            ? (low, high)
            : throw new UsageException($"{option.Name} needs a range of numbers of 0 or more, such as 0..4, but got '{text}'.");
    }
}
