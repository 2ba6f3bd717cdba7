using System.CommandLine;
using System.Text;
using Evenkeel.Cli.Host;
using Evenkeel.Cli.Options;
using Evenkeel.Cli.Rendering;
using Evenkeel.Data;
using Evenkeel.Diagnosis;
using Evenkeel.Experiments;
using Evenkeel.Graphs;
using Evenkeel.Interchange;
using Evenkeel.Report;

namespace Evenkeel.Cli.Commands;

/// <summary>Reads a network at its first step, or a later one, and sets beside each reading what theory predicts.</summary>
internal sealed class ProbeCommand : Command
{
    /// <summary>Samples that are read where nobody says how many: enough for shares of a percent, and read at once.</summary>
    private const int UsualSamples = 1000;

    private readonly Shell shell;
    private readonly ExperimentOptions experiment = new(several: true, repeated: false);
    private readonly Option<string?> from = Choice.Text("--from", "FILE", "Probe weights in a .safetensors, .onnx or .npz file, found by name or by order.");
    private readonly Option<int?> at = Choice.Whole("--at", "Steps of training before the reading; 0 by default, before the first update, or the step of --link.");
    private readonly Option<int?> samples = Choice.Whole("--samples", $"Samples to read on; {UsualSamples} by default, or as many as there are.", 1);
    private readonly Option<string?> framework = FrameworkChoice.Option();
    private readonly Option<string?> failOn = FailOn.Option();
    private readonly OutputOptionSet output = new();
    private readonly Option<int?> threads = Choice.Threads();

    public ProbeCommand(Shell shell)
        : base("probe", "Read every layer of a network at its first step, forward and backward, beside what theory predicts; say what is wrong and how to mend it.\n\nExample:\n  evenkeel probe --hidden 300x4 --activation tanh --init xavier --train 1000")
    {
        this.shell = shell;
        experiment.AddTo(this);
        Option[] all = [from, at, samples, framework, failOn];
        foreach (Option option in all)
        {
            Options.Add(option);
        }

        output.AddTo(this);
        Options.Add(threads);
        SetAction(Run);
    }

    private int Run(ParseResult line)
    {
        ComparisonSpec spec = ReadSpec(line);
        spec = spec with { Training = experiment.ToStepOfLink(line, spec.Training) };
        string fixes = FrameworkChoice.Read(line.GetValue(framework));
        Severity? limit = FailOn.Read(line.GetValue(failOn));
        OutputOptionSet.Targets targets = output.Check(line, ProbeFiles.Names);
        DataSplit data = experiment.Data.Load(line, shell, spec.Data, spec.Seed);
        int rows = Rows(line, data);
        MemoryNeed.Check(shell, spec with { Repeats = 1, Training = spec.Training with { Batch = spec.Training.Batch == 0 ? 0 : Math.Max(rows, spec.Training.Batch) } }, data, threads: 1);
        ProbeExperiment probe = new(spec, data, new() { Step = line.GetValue(at) ?? experiment.StepOfLink(line), Batch = rows, Histograms = targets is not (null, null) });
        if (data.Note is { } note)
        {
            shell.Error.WriteLine(note);
        }

        ProbeResult result = Probe(line, probe);
        string command = Replay.Of(line);
        if (line.GetValue(output.Json))
        {
            shell.Out.WriteLine(Encoding.UTF8.GetString(ProbeJson.Write(result, command, CommandLine.Version, detailed: false).Span));
        }
        else if (result.Starts.IsEmpty)
        {
            shell.Error.WriteLine("Stopped before anything was read; there is nothing to show.");
        }
        else
        {
            ProbeScreen.Write(shell, result, fixes);
        }

        WriteFiles(result, command, targets);
        return result.Interrupted ? ExitCode.Stopped : FailOn.Code(limit, result.Starts.SelectMany(start => start.Findings));
    }

    private ComparisonSpec ReadSpec(ParseResult line)
    {
        if (line.GetValue(from) is { } weights)
        {
            if (experiment.StartOption(line) is { } init)
            {
                throw new UsageException($"{from.Name} gives the weights and {init} would draw them; leave one of them out.");
            }

            if (!File.Exists(weights))
            {
                throw new UsageException($"There is no file '{weights}'.");
            }
        }

        ComparisonSpec spec = experiment.Read(line);
        return experiment.NamesStarts(line) && line.GetValue(from) is null ? spec : spec with { Schemes = [ExperimentDefaults.StartOf(spec)] };
    }

    private int Rows(ParseResult line, DataSplit data)
    {
        int there = data.Train.Count;
        return line.GetValue(samples) is not { } wanted ? Math.Min(UsualSamples, there)
            : wanted <= there ? wanted
            : throw new UsageException($"{samples.Name} asks for {wanted} samples, but {data.Train.Name} has {there} to learn from; ask for at most as many.");
    }

    private ProbeResult Probe(ParseResult line, ProbeExperiment probe)
    {
        int workers = line.GetValue(threads) ?? Environment.ProcessorCount;
        if (line.GetValue(from) is not { } weights)
        {
            return probe.Run(workers, shell.Stop);
        }

        ParameterStore parameters = new(probe.Network.Graph);
        shell.Error.WriteLine(WeightFile.Read(weights, probe.Network, parameters));
        return probe.Run(parameters, Path.GetFileName(weights), workers, shell.Stop);
    }

    private void WriteFiles(ProbeResult result, string command, OutputOptionSet.Targets targets)
    {
        ReadOnlyMemory<byte> document = targets is (null, null) ? default : ProbeJson.Write(result, command, CommandLine.Version, detailed: true);
        if (targets.Report is { } page)
        {
            OutputOptionSet.Write(page, stream => ReportPage.Write(stream, document.Span));
            shell.Error.WriteLine($"Report: {page}");
        }

        if (targets.Folder is { } folder)
        {
            ProbeFiles.Write(folder, result, document);
            shell.Error.WriteLine($"Results: {string.Join(", ", ProbeFiles.Names)} in {folder}");
        }
    }
}
