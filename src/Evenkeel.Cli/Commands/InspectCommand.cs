using System.Collections.Immutable;
using System.CommandLine;
using System.Text;
using Evenkeel.Cli.Host;
using Evenkeel.Cli.Options;
using Evenkeel.Cli.Rendering;
using Evenkeel.Formats;
using Evenkeel.Interchange.Models;
using Evenkeel.Numerics;
using Evenkeel.Report;

namespace Evenkeel.Cli.Commands;

/// <summary>Says of each tensor of a model file which initializer could have made it, and what is wrong with it; of two files, what changed between them.</summary>
internal sealed class InspectCommand : Command
{
    private static readonly string[] Spectra = ["block", "full"];

    private readonly Shell shell;
    private readonly Argument<string[]> files = new("FILE") { Description = "A model file; of two, what changed from the first to the second is said too.", Arity = ArgumentArity.OneOrMore };
    private readonly Option<string[]> tensor = new("--tensor") { HelpName = "GLOB", Description = "Show all that is known of the tensors whose names match; * stands for any letters, ? for one. May be given several times." };
    private readonly Option<string?> roles = Choice.Text("--roles", "FILE", "A file of lines 'GLOB ROLE' that say what tensors are where their names do not; or JSON.");
    private readonly Option<string?> spectra = Choice.Text("--spectra", "EXTENT", "Singular values of each matrix's first 512 rows and columns, 384 in a file of more than 32 tensors (block, the default), or of all of it (full).", Spectra);
    private readonly Option<bool> all = Choice.Switch("--all", $"List every tensor; {InspectTable.Usual} by default, the worst first.");
    private readonly Option<string?> failOn = InspectFailOn.Option();
    private readonly OutputOptionSet output = new();
    private readonly Option<int?> threads = Choice.Threads();

    public InspectCommand(Shell shell)
        : base("inspect", "Which initializer made each tensor of a model file, which are still untrained, and which are broken; of two files, what changed between them.\n\nExample:\n  evenkeel inspect model.safetensors")
    {
        this.shell = shell;
        Arguments.Add(files);
        Option[] own = [tensor, roles, spectra, all, failOn];
        foreach (Option option in own)
        {
            Options.Add(option);
        }

        output.AddTo(this);
        Options.Add(threads);
        SetAction(Run);
    }

    private int Run(ParseResult line)
    {
        string[] paths = line.GetValue(files)!;
        Func<ModelReportTensor, bool> fails = InspectFailOn.Read(line.GetValue(failOn));
        OutputOptionSet.Targets targets = output.Check(line, InspectFiles.Names);
        ModelInspectionOptions options = Read(line);
        string[] patterns = line.GetValue(tensor) ?? [];
        CheckFiles(paths, patterns);
        List<ModelReport> reports = [];
        foreach (string path in paths)
        {
            InspectMeter meter = new(shell, path);
            reports.Add(ModelInspection.Run(path, options with { Progress = meter.Report }));
            meter.End();
        }

        ModelComparison? comparison = paths.Length == 2 ? ModelComparison.Run(paths[0], paths[1], options.Threads, shell.Stop) : null;
        string command = Replay.Of(line);
        if (line.GetValue(output.Json))
        {
            shell.Out.WriteLine(Encoding.UTF8.GetString(InspectJson.Write(reports, comparison, command, CommandLine.Version, InspectJsonDetail.Numbers).Span));
        }
        else
        {
            Show(reports, comparison is { Common: > 0 } ? comparison : null, patterns, line.GetValue(all));
        }

        WriteFiles(reports, comparison, command, targets);
        return reports.Any(report => report.Tensors.Any(fails)) ? ExitCode.FindingsReached : ExitCode.Done;
    }

    private ModelInspectionOptions Read(ParseResult line)
    {
        string extent = line.GetValue(spectra) ?? Spectra[0];
        if (!Spectra.Contains(extent))
        {
            throw new UsageException($"{spectra.Name} is block or full, but got '{extent}'.{Spelling.Hint(extent, Spectra)}");
        }

        return new()
        {
            Roles = line.GetValue(roles) is { } file ? RoleRules.Parse(TextFile.Read(file), Path.GetFileName(file)) : null,
            FullSpectra = extent == "full",
            Threads = line.GetValue(threads) ?? Environment.ProcessorCount,
            Stop = shell.Stop,
        };
    }

    /// <summary>Opens every file before the first is read through: what cannot be read is said at once, not after minutes.</summary>
    private static void CheckFiles(string[] paths, string[] patterns)
    {
        List<string> names = [];
        foreach (string path in paths)
        {
            if (!File.Exists(path))
            {
                throw new UsageException(Directory.Exists(path) ? $"'{path}' is a folder; a file is needed." : $"There is no file '{path}'.");
            }

            using TensorFile file = TensorFile.Open(path);
            names.AddRange(file.Tensors.Select(info => info.Name));
        }

        foreach (string pattern in patterns)
        {
            if (!names.Exists(name => TensorGlob.IsMatch(pattern, name)))
            {
                throw new UsageException($"No tensor matches '{pattern}'.{TensorGlob.Hint(pattern, names)}");
            }
        }
    }

    private void Show(List<ModelReport> reports, ModelComparison? comparison, string[] patterns, bool isAll)
    {
        foreach (ModelReport report in reports)
        {
            if (report != reports[0])
            {
                shell.Out.WriteLine();
            }

            InspectScreen.Heading(shell, report);
            ImmutableArray<ModelReportTensor> chosen = [.. report.WorstFirst().Where(one => Array.Exists(patterns, pattern => TensorGlob.IsMatch(pattern, one.Tensor.Info.Name)))];
            if (patterns.Length > 0)
            {
                InspectDetails.Write(shell, chosen);
            }
            else if (comparison is null)
            {
                InspectScreen.Write(shell, report, isAll);
            }
        }

        if (comparison is not null)
        {
            shell.Out.WriteLine();
            InspectChanges.Write(shell, comparison, patterns, isAll);
        }
    }

    private void WriteFiles(List<ModelReport> reports, ModelComparison? comparison, string command, OutputOptionSet.Targets targets)
    {
        if (targets.Report is { } page)
        {
            ReadOnlyMemory<byte> document = InspectJson.Write(reports, comparison, command, CommandLine.Version, InspectJsonDetail.Page);
            OutputOptionSet.Write(page, stream => ReportPage.Write(stream, document.Span));
            shell.Error.WriteLine($"Report: {page}");
        }

        if (targets.Folder is { } folder)
        {
            InspectFiles.Write(folder, InspectJson.Write(reports, comparison, command, CommandLine.Version, InspectJsonDetail.All));
            shell.Error.WriteLine($"Results: {string.Join(", ", InspectFiles.Names)} in {folder}");
        }
    }
}
