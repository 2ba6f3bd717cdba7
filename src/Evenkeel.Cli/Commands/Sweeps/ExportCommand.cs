using System.CommandLine;
using System.Globalization;
using Evenkeel.Cli.Host;
using Evenkeel.Cli.Options;
using Evenkeel.Sweeps;

namespace Evenkeel.Cli.Commands.Sweeps;

/// <summary>Writes a study's results for other tools.</summary>
internal sealed class ExportCommand : Command
{
    private readonly Shell shell;
    private readonly Argument<string> folder = new("DIR") { Description = "The folder that 'sweep run' was given." };
    private readonly Option<string?> csv = Choice.Text("--csv", "FILE", "A table, a row a trial.");
    private readonly Option<string?> lines = Choice.Text("--jsonl", "FILE", "JSON Lines, a line a trial with all that was recorded.");
    private readonly Option<string?> events = Choice.Text("--tensorboard", "DIR", "Event files with scalars and histograms, a run a trial.");
    private readonly Option<bool> force = Choice.Switch("--force", "Overwrite files that are there.");

    public ExportCommand(Shell shell)
        : base("export", "Write a study's results for other tools: a table, JSON Lines, or TensorBoard's event files.\n\nExample:\n  evenkeel sweep export results --csv trials.csv")
    {
        this.shell = shell;
        Arguments.Add(folder);
        Option[] all = [csv, lines, events, force];
        foreach (Option option in all) Options.Add(option);
        SetAction(Run);
    }

    private void Run(ParseResult line)
    {
        (string? table, string? json, string? place) = (line.GetValue(csv), line.GetValue(lines), line.GetValue(events));
        if (table is null && json is null && place is null) throw new UsageException("'sweep export' needs to be told what to write: --csv FILE, --jsonl FILE or --tensorboard DIR.");
        bool overwrites = line.GetValue(force);
        foreach (string file in new[] { table, json }.OfType<string>()) OutputOptionSet.Guard(file, overwrites);
        if (place is not null && !overwrites && Directory.Exists(place) && Directory.EnumerateFileSystemEntries(place).Any()) throw new UsageException($"'{place}' holds files already; add --force to write beside them.");
        StudyResults results = StudyFolder.Open(line.GetValue(folder)!).Read();
        foreach (ShardDamage damage in results.Damages) shell.Error.WriteLine(damage);
        if (table is not null)
        {
            OutputOptionSet.Write(table, stream =>
            {
                using StreamWriter writer = new(stream, leaveOpen: true);
                SweepExport.WriteCsv(results, writer);
            });
            shell.Error.WriteLine($"Table: {table}");
        }

        if (json is not null)
        {
            OutputOptionSet.Write(json, stream => SweepExport.WriteJsonLines(results, stream));
            shell.Error.WriteLine($"JSON Lines: {json}");
        }

        if (place is not null) shell.Error.WriteLine(string.Create(CultureInfo.InvariantCulture, $"Event files: {TensorBoardExport.Write(results, place)} runs in {place}"));
        if (results.Done < results.Study.Trials.Length) shell.Error.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{results.Study.Trials.Length - results.Done} of {results.Study.Trials.Length} trials have no result yet and are left out."));
    }
}
