using System.Collections.Immutable;
using System.CommandLine;
using System.Globalization;
using System.Text;
using System.Text.Json;
using Evenkeel.Calibration;
using Evenkeel.Cli.Host;
using Evenkeel.Cli.Options;
using Evenkeel.Cli.Rendering;
using Evenkeel.Data;
using Evenkeel.Diagnosis;
using Evenkeel.Experiments;
using Evenkeel.Graphs;
using Evenkeel.Initialization;
using Evenkeel.Interchange;
using Evenkeel.MeanField;
using Evenkeel.Networks;
using Evenkeel.Numerics;
using Evenkeel.Probing;
using Evenkeel.Training;

namespace Evenkeel.Cli.Commands;

/// <summary>Trains one network, and keeps it.</summary>
internal sealed class TrainCommand : Command
{
    private readonly Shell shell;
    private readonly ExperimentOptions experiment = new(several: false);
    private readonly Option<string?> from = Choice.Text("--from", "FILE", "Start from weights in a .safetensors, .onnx or .npz file, found by name or by order.");
    private readonly Option<string?> save = Choice.Text("--save", "FILE", "Keep the trained network, as .safetensors or as .onnx, which ONNX Runtime runs.");
    private readonly Option<string?> log = Choice.Text("--log", "FILE.jsonl", "Write every step's number and loss, a line each.");
    private readonly Option<bool> json = Choice.Json();
    private readonly Option<bool> force = Choice.Switch("--force", "Overwrite files that are there.");
    private readonly Option<int?> threads = Choice.Threads();

    public TrainCommand(Shell shell)
        : base("train", "Train one network; print each epoch, log each step, keep the result.\n\nExample:\n  evenkeel train --data circle --init xavier --save circle.safetensors")
    {
        this.shell = shell;
        experiment.AddTo(this);
        Option[] all = [from, save, log, json, force, threads];
        foreach (Option option in all)
        {
            Options.Add(option);
        }

        SetAction(Run);
    }

    private int Run(ParseResult line)
    {
        ComparisonSpec spec = experiment.Read(line);
        experiment.RefuseRates(line);
        IStart scheme = SchemeOf(spec);
        CheckFiles(line);
        (DataSplit data, CsvSchema? schema) = Load(line, spec);
        MemoryNeed.Check(shell, spec, data, threads: 1);
        Network network = Network.For(spec.Network, data.Train);
        Seed seed = spec.Seed;
        if (scheme.Refusal(network) is { } refusal)
        {
            throw new UsageException(refusal);
        }

        using Workers workers = new(line.GetValue(threads) ?? Environment.ProcessorCount);
        Seed batches = seed.For("batches");
        (ParameterStore parameters, CalibrationReport? calibration) = scheme.Create(network, spec.GeneratorFor(spec.Seed), data.Train, Trainer.FirstBatchOf(data.Train, spec.Training, batches), workers);
        string start = $"from {scheme.Name}";
        if (line.GetValue(from) is { } weights)
        {
            start = $"from {WeightFile.Read(weights, network, parameters)}";
            calibration = null;
        }

        IInitializer? rule = line.GetValue(from) is null ? scheme.Initializer : null;
        SignalPath path = calibration?.Path ?? (line.GetValue(from) is null ? scheme.PathOf(network) : null) ?? network.SignalPath(parameters);
        Trainer trainer = new(network, parameters, data.Train, spec.Training, batches, workers);
        Evaluator onTest = new(network, parameters, data.Test, workers);
        NetworkReading first = new Probe(network, parameters, trainer.FirstBatch.Length, workers).Read(data.Train, trainer.FirstBatch.AsSpan(), histograms: false);
        TrainingRecord record = new(trainer, spec.Target, first.Loss);
        shell.Error.WriteLine($"{network}{(network.HiddenLayers.Length == 0 ? "" : $" {network.Function}")} on {data.Train.Name} {start}{(data.Note is null ? "" : $"\n{data.Note}")}");
        if (calibration is not null)
        {
            CalibrationText.Write(shell, calibration);
        }

        bool stopped = Train(line, trainer, network, onTest, record);
        Evaluation train = new Evaluator(network, parameters, data.Train, workers).Evaluate();
        Evaluation test = onTest.Evaluate();
        if (record.Steps > 0 && !double.IsFinite(test.Loss))
        {
            record.DivergeAtLastStep();
        }

        Evidence evidence = new(network, first, record.DivergedAt)
        {
            Initializer = rule,
            RuleOf = line.GetValue(from) is null ? layer => scheme.RuleOf(network, layer) : null,
            LearningRate = spec.Training.LearningRate,
            Optimizer = spec.Training.Optimizer,
        };
        ImmutableArray<Finding> findings = Rules.Examine(evidence.WithTheory(path));
        Write(line, network, record, stopped, train, test, findings, calibration);
        if (line.GetValue(save) is { } file)
        {
            Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(file))!);
            NetworkFile.Save(file, new()
            {
                Network = network,
                Parameters = parameters,
                Classes = [.. data.Train.Classes],
                Schema = schema,
                IsSigned = data.Train.IsSigned,
                Experiment = ExperimentJson.Write(spec),
            });
            shell.Error.WriteLine($"Network: {file}");
        }

        return stopped ? ExitCode.Stopped : ExitCode.Done;
    }

    private static IStart SchemeOf(ComparisonSpec spec) => Starts.Parse(
        spec.Schemes is [string only] ? only
        : spec.Schemes.FirstOrDefault(scheme => scheme == ExperimentDefaults.StartOf(spec)) ?? spec.Schemes.FirstOrDefault() ?? throw new UsageException("The specification names no initializer; name one with --init."));

    private void CheckFiles(ParseResult line)
    {
        foreach (string? file in new[] { line.GetValue(save), line.GetValue(log) })
        {
            if (file is not null)
            {
                OutputOptionSet.Guard(file, line.GetValue(force));
            }
        }

        if (line.GetValue(save) is { } network)
        {
            NetworkFile.CheckEnding(network);
        }

        if (line.GetValue(from) is { } weights && !File.Exists(weights))
        {
            throw new UsageException($"There is no file '{weights}'.");
        }
    }

    private (DataSplit Data, CsvSchema? Schema) Load(ParseResult line, ComparisonSpec spec)
    {
        DataOptions options = experiment.Data.Options(line, shell, spec.Data, spec.Seed);
        if (Path.GetExtension(spec.Data.Name) == ".csv" && File.Exists(spec.Data.Name))
        {
            (DataSplit split, CsvSchema schema) = CsvData.Load(spec.Data.Name, options);
            return (split, schema);
        }

        return (DataSource.Load(spec.Data.Name, options), null);
    }

    private bool Train(ParseResult line, Trainer trainer, Network network, Evaluator onTest, TrainingRecord record)
    {
        using StreamWriter? steps = OpenLog(line.GetValue(log));
        foreach (TrainingStep step in trainer.Steps())
        {
            record.Add(step);
            steps?.Write(string.Create(CultureInfo.InvariantCulture, $"{{\"step\":{step.Step},\"loss\":{(double.IsFinite(step.Loss) ? step.Loss.ToString("R", CultureInfo.InvariantCulture) : "null")}}}\n"));
            bool epochEnds = step.Step % trainer.StepsPerEpoch == 0;
            int epochs = Math.Max(1, trainer.TotalSteps / trainer.StepsPerEpoch);
            if (epochEnds && step.Epoch % Math.Max(1, epochs / 10) == 0 && step.Step < trainer.TotalSteps)
            {
                Evaluation now = onTest.Evaluate();
                shell.Error.WriteLine(string.Create(CultureInfo.InvariantCulture, $"epoch {step.Epoch}: loss {Loss(step.Loss)}{(network.Classes > 0 ? $", test accuracy {100 * now.Accuracy:0.0} %" : $", test loss {Loss(now.Loss)}")}"));
            }

            if (shell.Stop.IsCancellationRequested && step.Step < trainer.TotalSteps)
            {
                return true;
            }
        }

        return false;
    }

    private static StreamWriter? OpenLog(string? path)
    {
        if (path is null)
        {
            return null;
        }

        Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(path))!);
        return new StreamWriter(path, append: false, new UTF8Encoding(false));
    }

    private void Write(ParseResult line, Network network, TrainingRecord record, bool stopped, Evaluation train, Evaluation test, ImmutableArray<Finding> findings, CalibrationReport? calibration)
    {
        bool classes = network.Classes > 0;
        if (!line.GetValue(json))
        {
            string accuracy = classes
                ? string.Create(CultureInfo.InvariantCulture, $"{100 * train.Accuracy:0.0} % of training and {100 * test.Accuracy:0.0} % of test samples right")
                : string.Create(CultureInfo.InvariantCulture, $"mean squared error {Loss(train.Loss)} on training and {Loss(test.Loss)} on test samples");
            string end = record.DivergedAt is { } at ? $"diverged at step {at}" : stopped ? $"stopped after step {record.Steps}" : $"{record.Steps} steps";
            shell.Say(string.Create(CultureInfo.InvariantCulture, $"{end}: loss from {Loss(record.InitialLoss)} to {Loss(record.FinalLoss)}; {accuracy}."));
            foreach (Finding finding in findings)
            {
                shell.Say($"{finding.Code} {finding.Severity.ToString().ToLowerInvariant()}: {finding.Message}. {finding.Advice}");
            }

            return;
        }

        shell.WriteJson(document =>
        {
            JsonNumbers.WriteNumber(document, "initialLoss", record.InitialLoss);
            JsonNumbers.WriteNumber(document, "finalLoss", record.FinalLoss);
            JsonNumbers.WriteNumber(document, "trainAccuracy", classes ? train.Accuracy : null);
            JsonNumbers.WriteNumber(document, "testAccuracy", classes ? test.Accuracy : null);
            JsonNumbers.WriteNumber(document, "trainLoss", train.Loss);
            JsonNumbers.WriteNumber(document, "testLoss", test.Loss);
            document.WriteNumber("steps", record.Steps);
            document.WriteBoolean("diverged", record.DivergedAt is not null);
            JsonNumbers.WriteNumber(document, "divergedAt", record.DivergedAt);
            document.WriteBoolean("interrupted", stopped);
            CalibrationJson.Write(document, calibration);
        });
    }

    private static string Loss(double value) => value.ToString(Math.Abs(value) < 100_000 ? "0.0000" : "0.###e+0", CultureInfo.InvariantCulture);
}
