using System.CommandLine;
using System.CommandLine.Parsing;
using System.Text.Json;
using Evenkeel.Cli.Commands.Sweeps;
using Evenkeel.Cli.Host;
using Evenkeel.Cli.Options;
using Evenkeel.Cli.Rendering;
using Evenkeel.Literature;
using Evenkeel.Numerics;
using Evenkeel.Report;
using Evenkeel.Report.Pictures;
using Evenkeel.Sweeps;

namespace Evenkeel.Cli.Commands;

/// <summary>Runs results of the literature again, and says by a criterion that stands before whether they hold.</summary>
internal sealed class ReproduceCommand : Command
{
    private const string DefaultFolder = "reproductions";

    private readonly Shell shell;
    private readonly Argument<string?> name = new("NAME") { Description = "What to reproduce; all with a size and no name.", Arity = ArgumentArity.ZeroOrOne };
    private readonly Option<bool> list = Choice.Switch("--list", "List what can be reproduced; with a NAME, say what that one is judged by.");
    private readonly Option<bool> quick = Choice.Switch("--quick", "Run what shows the ordering in a minute or so.");
    private readonly Option<bool> standard = Choice.Switch("--standard", "Run what an hour on two cores allows; so without a size.");
    private readonly Option<bool> full = Choice.Switch("--full", "Run as near to the paper as can be, whatever it costs.");
    private readonly Option<string?> folder = Choice.Text("--out", "DIR", $"Where trials, pages and tables are, in a folder each; a stopped run goes on from there. '{DefaultFolder}' by default.");
    private readonly Option<int?> threads = Choice.Threads();
    private readonly Option<bool> json = Choice.Json();

    public ReproduceCommand(Shell shell)
        : base("reproduce", "Run results of the literature again: the claim, the paper's numbers, ours, and a verdict by a criterion that stands before.\n\nExample:\n  evenkeel reproduce klambauer2017 --quick")
    {
        this.shell = shell;
        name.CompletionSources.Add([.. Reproductions.All.Select(reproduction => reproduction.Name)]);
        Arguments.Add(name);
        Option[] all = [list, quick, standard, full, folder, threads, json];
        foreach (Option option in all) Options.Add(option);
        SetAction(Run);
    }

    private int Run(ParseResult line)
    {
        ReproductionScreen screen = new(shell);
        if (line.GetValue(list))
        {
            List(line);
            return ExitCode.Done;
        }

        RunSize size = Size(line);
        IReadOnlyList<Reproduction> chosen = Chosen(line);
        List<Reproduced> done = [];
        foreach (Reproduction reproduction in chosen)
        {
            if (!line.GetValue(json)) screen.Announce(reproduction, size);
            string place = Path.Combine(line.GetValue(folder) ?? DefaultFolder, FolderOf(reproduction, size));
            if (Reproduce(line, reproduction, size, place) is not { } reproduced) return ExitCode.Stopped;
            done.Add(reproduced);
            Keep(reproduced, place);
            if (!line.GetValue(json)) screen.Show(reproduced, place);
        }

        if (line.GetValue(json)) WriteJson(done);
        else if (done.Count > 1) screen.Sum(done);
        return done.Any(reproduced => reproduced.Outcome.Verdict == Verdict.NotReproduced) ? ExitCode.FindingsReached : ExitCode.Done;
    }

    private void List(ParseResult line)
    {
        Reproduction? one = line.GetValue(name) is { } named ? Reproductions.Find(named) : null;
        if (line.GetValue(json)) shell.WriteJson(document => ReproductionList.WriteJson(document, one));
        else if (one is null) new ReproductionList(shell).Write();
        else new ReproductionList(shell).Write(one);
    }

    private RunSize Size(ParseResult line)
    {
        List<RunSize> asked = [];
        if (line.GetValue(quick)) asked.Add(RunSize.Quick);
        if (line.GetValue(standard)) asked.Add(RunSize.Standard);
        if (line.GetValue(full)) asked.Add(RunSize.Full);
        return asked.Count > 1 ? throw new UsageException("--quick, --standard and --full are sizes of one run; choose one.") : asked.Count == 1 ? asked[0] : RunSize.Standard;
    }

    private IReadOnlyList<Reproduction> Chosen(ParseResult line)
    {
        if (line.GetValue(name) is { } one) return [Reproductions.Find(one)];
        return line.GetValue(quick) || line.GetValue(standard) || line.GetValue(full)
            ? Reproductions.All
            : throw new UsageException("'reproduce' needs a NAME, or --quick for all; --list shows the names.");
    }

    private static string FolderOf(Reproduction reproduction, RunSize size) =>
        reproduction.Has(size) && size != RunSize.Standard ? $"{reproduction.Name}-{ReproductionJson.WordOf(size)}" : reproduction.Name;

    /// <summary>Runs what has no result yet, and judges; null where that was stopped.</summary>
    private Reproduced? Reproduce(ParseResult line, Reproduction reproduction, RunSize size, string place)
    {
        int crew = line.GetValue(threads) ?? Environment.ProcessorCount;
        IReadOnlyList<string> folders = DataFolders.Of(shell, null);
        StudyFolder trials = StudyFolder.Create(place, reproduction.Study(size));
        SweepRunner runner = new(trials, (spec, seed) => RunCommand.Load(spec, seed, folders), new() { Threads = crew }, shell.Clock);
        foreach (ShardDamage damage in runner.Damages) shell.Error.WriteLine(damage);
        if (!new SweepMeter(shell, runner.Progress).Watch(() => runner.Run(shell.Stop))) return null;
        return Judge(reproduction, size, trials.Read(), crew);
    }

    /// <summary>Judges, which computes besides, and may take as long as trials; null where that was stopped.</summary>
    private Reproduced? Judge(Reproduction reproduction, RunSize size, StudyResults results, int crew)
    {
        try
        {
            shell.Stop.ThrowIfCancellationRequested();
            using Workers workers = new(crew);
            return new JudgingMeter(shell, reproduction.Name).Watch(() => Reproduced.From(reproduction, size, results, workers, shell.Clock, shell.Stop));
        }
        catch (Exception problem) when (IsStop(problem))
        {
            shell.Error.WriteLine("Stopped; the trials are kept, and the same line judges them again.");
            return null;
        }
    }

    /// <summary>Whether somebody asked to stop, on whichever thread that was heard.</summary>
    private static bool IsStop(Exception problem) => problem is OperationCanceledException || problem is AggregateException several && several.Flatten().InnerExceptions.All(IsStop);

    /// <summary>The page, and a table behind each picture, beside the trials.</summary>
    private static void Keep(Reproduced reproduced, string place)
    {
        using MemoryStream document = new();
        using (Utf8JsonWriter writer = new(document))
        {
            writer.WriteStartObject();
            Write(writer, reproduced);
            writer.WriteEndObject();
        }

        OutputOptionSet.Write(Path.Combine(place, ReproductionScreen.PageName), stream => ReportPage.Write(stream, document.GetBuffer().AsSpan(0, (int)document.Length)));
        foreach (Picture picture in reproduced.Outcome.Pictures)
        {
            OutputOptionSet.Write(Path.Combine(place, $"{picture.Name}.csv"), stream =>
            {
                using StreamWriter table = new(stream, leaveOpen: true);
                PictureCsv.Write(picture, table);
            });
        }
    }

    private void WriteJson(List<Reproduced> done)
    {
        shell.WriteJson(document =>
        {
            if (done.Count == 1)
            {
                Write(document, done[0]);
                return;
            }

            document.WriteStartArray("reproductions");
            foreach (Reproduced reproduced in done)
            {
                document.WriteStartObject();
                Write(document, reproduced);
                document.WriteEndObject();
            }

            document.WriteEndArray();
        });
    }

    private static void Write(Utf8JsonWriter document, Reproduced reproduced) => ReproductionJson.Write(
        document, reproduced, $"evenkeel reproduce {reproduced.Reproduction.Name} --{ReproductionJson.WordOf(reproduced.Size)}", CommandLine.Version);
}
