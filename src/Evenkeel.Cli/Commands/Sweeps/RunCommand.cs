using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using System.Text.Json;
using Evenkeel.Cli.Host;
using Evenkeel.Cli.Options;
using Evenkeel.Cli.Rendering;
using Evenkeel.Data;
using Evenkeel.Experiments;
using Evenkeel.Interchange;
using Evenkeel.Sweeps;

namespace Evenkeel.Cli.Commands.Sweeps;

/// <summary>Runs the trials of a study that have no result yet.</summary>
internal sealed class RunCommand : Command
{
    private readonly Shell shell;
    private readonly Argument<string> study = new("STUDY") { Description = "The study's file; docs/study.schema.json says what it holds." };
    private readonly Option<string?> folder = Choice.Text("--out", "DIR", "Where results are, and go to; a folder with results of the same study goes on.");
    private readonly Option<int?> threads = Choice.Threads();
    private readonly Option<(int Part, int Parts)?> shard = ShardOption();
    private readonly Option<int?> patience = Choice.Whole("--patience", "Seconds after which the trials of a process that does not answer are taken over; 60 by default.", 1, 86_400);
    private readonly Option<string?> directory = Choice.Text("--data-dir", "DIR", "Where downloaded sets are looked for first; then $EVENKEEL_DATA and the user's cache.");
    private readonly Option<bool> json = Choice.Json();

    public RunCommand(Shell shell)
        : base("run", "Run the trials of a study that have no result yet; the same line goes on after a stop, and several may run at once.\n\nExample:\n  evenkeel sweep run study.json --out results")
    {
        this.shell = shell;
        Arguments.Add(study);
        Option[] all = [folder, threads, shard, patience, directory, json];
        foreach (Option option in all) Options.Add(option);
        SetAction(Run);
    }

    private int Run(ParseResult line)
    {
        string text = TextFile.Read(line.GetValue(study)!);
        string place = line.GetValue(folder) ?? throw new UsageException("'sweep run' needs --out DIR, the folder for its results.");
        (int part, int parts) = line.GetValue(shard) ?? (1, 1);
        IReadOnlyList<string> folders = DataFolders.Of(shell, line.GetValue(directory));
        SweepRunner runner = new(
            StudyFolder.Create(place, text),
            (spec, seed) => Load(spec, seed, folders),
            new() { Threads = line.GetValue(threads) ?? Environment.ProcessorCount, Shard = part, Shards = parts, Patience = TimeSpan.FromSeconds(line.GetValue(patience) ?? 60) },
            shell.Clock);
        foreach (ShardDamage damage in runner.Damages) shell.Error.WriteLine(damage);
        bool finished = new SweepMeter(shell, runner.Progress).Watch(() => runner.Run(shell.Stop));
        Say(line, runner, place, finished);
        return finished ? ExitCode.Done : ExitCode.Stopped;
    }

    /// <summary>Gets the data of a trial.</summary>
    internal static DataSplit Load(DataSpec spec, long seed, IReadOnlyList<string> folders) => DataSource.Load(spec.Name, new DataOptions
    {
        Seed = seed,
        Directories = folders,
        Label = spec.Label,
        Regression = spec.Regression,
        Standardise = spec.Standardize,
        TrainCount = spec.Train,
        TestCount = spec.Test,
        TestFraction = spec.TestFraction,
    });

    private void Say(ParseResult line, SweepRunner runner, string place, bool finished)
    {
        SweepProgress progress = runner.Progress;
        if (line.GetValue(json))
        {
            shell.WriteJson(document =>
            {
                document.WriteString("folder", place);
                document.WriteNumber("trials", progress.Trials);
                document.WriteNumber("before", progress.Before);
                document.WriteNumber("ran", progress.Ran);
                document.WriteNumber("done", progress.Done);
                document.WriteNumber("diverged", progress.Diverged);
                document.WriteNumber("aborted", progress.Aborted);
                document.WriteNumber("refused", progress.Refused);
                document.WriteString("refusal", progress.Refusal);
                document.WriteBoolean("interrupted", !finished);
                document.WriteStartArray("damaged");
                foreach (ShardDamage damage in runner.Damages) WriteDamage(document, damage);
                document.WriteEndArray();
            });
            return;
        }

        shell.Say(string.Create(CultureInfo.InvariantCulture, $"{progress.Done} of {progress.Trials} trial{(progress.Trials == 1 ? " has" : "s have")} a result in '{place}'; {progress.Ran} of them {(progress.Ran == 1 ? "was" : "were")} run here{Kinds(progress)}."));
        if (progress.Refusal is { } reason) shell.Say(Refusal(progress.Refused, reason));
    }

    /// <summary>Why trials cannot be run, by the first of them.</summary>
    internal static string Refusal(int count, string reason) => string.Create(CultureInfo.InvariantCulture, $"{(count == 1 ? "1 trial cannot be run" : $"{count} trials cannot be run; the first")}: {reason}");

    /// <summary>Writes a line that cannot be used.</summary>
    internal static void WriteDamage(Utf8JsonWriter document, ShardDamage damage)
    {
        document.WriteStartObject();
        document.WriteString("file", damage.File);
        document.WriteNumber("line", damage.Line);
        document.WriteString("problem", damage.Problem);
        document.WriteEndObject();
    }

    private static string Kinds(SweepProgress progress)
    {
        (int Count, string Word)[] kinds = [(progress.Diverged, "diverged"), (progress.Aborted, "were ended early"), (progress.Refused, "cannot be run")];
        string[] words = [.. kinds.Where(kind => kind.Count > 0).Select(kind => string.Create(CultureInfo.InvariantCulture, $"{kind.Count} {kind.Word}"))];
        return words.Length == 0 ? "" : $", of which {string.Join(", ", words)}";
    }

    private static Option<(int Part, int Parts)?> ShardOption() => new("--shard")
    {
        HelpName = "I/N",
        Description = "Run part I of N only; the parts share no trial.",
        CustomParser = argument =>
        {
            string text = argument.Tokens.Count == 1 ? argument.Tokens[0].Value : "";
            string[] numbers = text.Split('/');
            if (numbers.Length == 2
                && int.TryParse(numbers[0], NumberStyles.None, CultureInfo.InvariantCulture, out int part)
                && int.TryParse(numbers[1], NumberStyles.None, CultureInfo.InvariantCulture, out int parts)
                && part >= 1 && part <= parts)
            {
                return (part, parts);
            }

            argument.AddError($"--shard needs a part of how many, such as 1/4 … 4/4, but got '{text}'.");
            return null;
        },
    };
}
