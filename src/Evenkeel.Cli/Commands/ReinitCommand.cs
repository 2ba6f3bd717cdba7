using System.CommandLine;
using System.Globalization;
using System.Text;
using System.Text.Json;
using Evenkeel.Cli.Host;
using Evenkeel.Cli.Options;
using Evenkeel.Cli.Rendering;
using Evenkeel.Formats;
using Evenkeel.Initialization;
using Evenkeel.Interchange.Models;
using Evenkeel.Numerics;

namespace Evenkeel.Cli.Commands;

/// <summary>New weights into a model file, all else byte for byte as it was, and a record of what was done.</summary>
internal sealed class ReinitCommand : Command
{
    private readonly Shell shell;
    private readonly Argument<string> input = new("FILE") { Description = "The model: safetensors, npz, npy, ONNX, a PyTorch file." };
    private readonly Option<string?> output = Choice.Text("--out", "FILE", "Where to, in the format of the model.");
    private readonly ReinitOptionSet what = new();
    private readonly Option<string?> manifest = Choice.Text("--manifest", "FILE", "Where the record goes; by default beside the output, its name with .manifest.json behind it.");
    private readonly Option<bool> dryRun = Choice.Switch("--dry-run", "Say what would be done, and write nothing.");
    private readonly Option<bool> force = Choice.Switch("--force", "Overwrite files that are there, the model too.");
    private readonly Option<bool> json = Choice.Switch("--json", "Print the record as one JSON document and nothing else.");
    private readonly Option<int?> threads = Choice.Threads();

    public ReinitCommand(Shell shell)
        : base("reinit", "New weights into a model file: chosen tensors are drawn anew, every other byte stays. A scheme draws weights and biases of dense, convolutional and packed layers; embeddings, low-rank "
            + "adaptions, normalizations and running statistics stay unless --role names them, and then normalizations get their start values.\n\nExample:\n  evenkeel reinit model.safetensors --out fresh.safetensors --scheme he-normal --only '*.weight'")
    {
        this.shell = shell;
        output.Aliases.Add("-o");
        Arguments.Add(input);
        Options.Add(output);
        what.AddTo(this);
        Option[] all = [manifest, dryRun, force, json, threads];
        foreach (Option option in all)
        {
            Options.Add(option);
        }

        SetAction(Run);
    }

    private int Run(ParseResult line)
    {
        string path = line.GetValue(input)!;
        if (!File.Exists(path))
        {
            throw new UsageException(Directory.Exists(path) ? $"'{path}' is a folder; a file is needed." : $"There is no file '{path}'.");
        }

        bool writes = !line.GetValue(dryRun);
        string? target = Target(line, path, writes);
        string? record = writes ? line.GetValue(manifest) ?? $"{target}.manifest.json" : null;
        if (record is not null)
        {
            OutputOptionSet.Guard(record, line.GetValue(force));
        }

        if (record is not null && target is not null && Path.GetFullPath(record) == Path.GetFullPath(target))
        {
            throw new UsageException($"--out and --manifest are both '{target}'; give them different names.");
        }

        using Workers workers = new(line.GetValue(threads) ?? Environment.ProcessorCount);
        using TensorFile file = TensorFile.Open(path);
        Reinitialization plan = what.Read(line, path, file, workers, shell.Stop);
        if (writes)
        {
            Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(target!))!);
            plan.SaveAs(target!, _ => shell.Stop.ThrowIfCancellationRequested());
            OutputOptionSet.Write(record!, stream => WriteRecord(stream, plan, path, file.Format, target));
        }

        if (line.GetValue(json))
        {
            shell.WriteJson(document =>
            {
                document.WriteBoolean("dryRun", !writes);
                ReinitManifest.Write(document, plan, CommandLine.Version, path, file.Format, writes ? target : null);
            });
        }
        else
        {
            ReinitTable.Write(shell, plan);
            shell.Say(Sentence(plan, path, writes ? target : null, record));
        }

        return ExitCode.Done;
    }

    private string? Target(ParseResult line, string path, bool writes)
    {
        string? target = line.GetValue(output);
        if (string.IsNullOrWhiteSpace(target))
        {
            return writes || target is not null ? throw new UsageException("'reinit' needs --out, the file to write; or --dry-run, which only says what would be done.") : null;
        }

        if (Path.GetFullPath(target) == Path.GetFullPath(path) && !line.GetValue(force))
        {
            throw new UsageException($"'{target}' is the model itself; choose another name for --out, or add --force to replace it.");
        }

        if (writes)
        {
            OutputOptionSet.Guard(target, line.GetValue(force));
        }

        return target;
    }

    private static void WriteRecord(Stream stream, Reinitialization plan, string path, string format, string? target)
    {
        using Utf8JsonWriter document = new(stream, new() { Indented = true });
        document.WriteStartObject();
        ReinitManifest.Write(document, plan, CommandLine.Version, path, format, target);
        document.WriteEndObject();
        document.Flush();
        stream.Write("\n"u8);
    }

    private static string Sentence(Reinitialization plan, string path, string? target, string? record)
    {
        long elements = plan.Tensors.Sum(tensor => tensor.Tensor.Info.Count);
        int others = plan.Tensors.Sum(tensor => tensor.SharedWith.Length);
        StringBuilder text = new();
        text.Append(CultureInfo.InvariantCulture, $"{target ?? path}: {plan.Tensors.Length} of {plan.Tensors.Length + others + plan.Untouched.Length} tensors {(target is null ? "would be drawn" : "drawn")} anew, {elements} elements, seed {plan.Request.Seed}");
        if (others > 0)
        {
            text.Append(CultureInfo.InvariantCulture, $"; {others} more share their memory");
        }

        if (plan.Untouched.Length > 0)
        {
            IEnumerable<string> kinds = plan.Untouched.GroupBy(untouched => ModelRoles.Word(untouched.Tensor.Role)).Select(group => string.Create(CultureInfo.InvariantCulture, $"{group.Count()} {group.Key}"));
            text.Append(CultureInfo.InvariantCulture, $"; {plan.Untouched.Length} stay: {string.Join(", ", kinds)}");
        }

        return text.Append(record is null ? "." : $". The record is {record}.").ToString();
    }
}
