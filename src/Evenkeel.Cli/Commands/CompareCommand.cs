using System.CommandLine;
using System.Text;
using Evenkeel.Cli.Host;
using Evenkeel.Cli.Options;
using Evenkeel.Cli.Rendering;
using Evenkeel.Data;
using Evenkeel.Experiments;
using Evenkeel.Report;

namespace Evenkeel.Cli.Commands;

/// <summary>Trains the same network from several kinds of start and shows side by side which learns and why.</summary>
internal sealed class CompareCommand : Command
{
    private readonly Shell shell;
    private readonly ExperimentOptions experiment = new(several: true);
    private readonly OutputOptionSet output = new();
    private readonly Option<int?> threads = Choice.Threads();

    public CompareCommand(Shell shell)
        : base("compare", "Train the same network on the same batches from several initializations; see which learns, how fast, and why the others do not.\n\nExample:\n  evenkeel compare --init xavier,normal --repeats 1 --epochs 1")
    {
        this.shell = shell;
        experiment.AddTo(this);
        output.AddTo(this);
        Options.Add(threads);
        SetAction(Run);
    }

    private int Run(ParseResult line)
    {
        ComparisonSpec spec = experiment.Read(line);
        experiment.RefuseRates(line);
        OutputOptionSet.Targets targets = output.Check(line, ComparisonFiles.Names);
        DataSplit data = experiment.Data.Load(line, shell, spec.Data, spec.Seed);
        int workers = line.GetValue(threads) ?? Environment.ProcessorCount;
        MemoryNeed.Check(shell, spec, data, workers);
        Comparison comparison = new(spec, data);
        if (data.Note is { } note)
        {
            shell.Error.WriteLine(note);
        }

        ComparisonResult result = new LiveProgress(shell, comparison)
            .Watch(() => comparison.Run(workers, shell.Stop));
        string command = Replay.Of(line);
        if (line.GetValue(output.Json))
        {
            WriteJson(shell, result, command, detailed: false);
        }
        else if (result.Runs.IsEmpty)
        {
            shell.Error.WriteLine("Stopped before the first run began; there is nothing to show.");
        }
        else
        {
            ComparisonTable.Write(shell.Results(), result);
            CalibrationText.Write(shell, result);
        }

        WriteFiles(shell, result, command, targets);
        return result.Interrupted ? ExitCode.Stopped : ExitCode.Done;
    }

    /// <summary>Prints a comparison as one JSON document.</summary>
    internal static void WriteJson(Shell shell, ComparisonResult result, string command, bool detailed) =>
        shell.Out.WriteLine(Encoding.UTF8.GetString(ComparisonJson.Write(result, command, CommandLine.Version, detailed).Span));

    /// <summary>Writes the report and the folder that were asked for.</summary>
    internal static void WriteFiles(Shell shell, ComparisonResult result, string command, OutputOptionSet.Targets targets)
    {
        ReadOnlyMemory<byte> document = targets is (null, null) ? default : ComparisonJson.Write(result, command, CommandLine.Version, detailed: true);
        if (targets.Report is { } page)
        {
            OutputOptionSet.Write(page, stream => ReportPage.Write(stream, document.Span));
            shell.Error.WriteLine($"Report: {page}");
        }

        if (targets.Folder is { } folder)
        {
            ComparisonFiles.Write(folder, result, document);
            shell.Error.WriteLine($"Results: {string.Join(", ", ComparisonFiles.Names)} in {folder}");
        }
    }
}
