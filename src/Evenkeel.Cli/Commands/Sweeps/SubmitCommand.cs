using System.Collections.Immutable;
using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using Evenkeel.Cli.Host;
using Evenkeel.Cli.Options;
using Evenkeel.Cli.Rendering;
using Evenkeel.Experiments.Studies;
using Evenkeel.Sweeps;

namespace Evenkeel.Cli.Commands.Sweeps;

/// <summary>Has Slurm run what is missing of a study.</summary>
internal sealed class SubmitCommand : Command
{
    private const int MostTasks = 100_000;
    private const int DefaultRetries = 3;

    private readonly Shell shell;
    private readonly Argument<string> study = new("STUDY") { Description = "The study's file; docs/study.schema.json says what it holds." };
    private readonly Argument<string[]> passed = new("-- OPTION") { Description = "What follows '--' is passed to sbatch as it stands, such as --account=NAME.", Arity = ArgumentArity.ZeroOrMore };
    private readonly Option<bool> slurm = Choice.Switch("--slurm", "Submit to Slurm, as a job array.");
    private readonly Option<string?> folder = Choice.Text("--out", "DIR", "Where results are, and go to: a folder that all nodes share.");
    private readonly Option<int?> tasks = Choice.Whole("--tasks", $"Tasks of the array; by default as many as find work at once, at most {SlurmRequest.MostByDefault}.", 1, MostTasks);
    private readonly Option<int?> processors = Choice.Whole("--cpus-per-task", "Processors of a task, which runs as many trials at a time; 1 by default.", 1, 1024);
    private readonly Option<string?> memory = Choice.Text("--mem", "SIZE", "Memory of a task, as sbatch takes it, such as 2G.");
    private readonly Option<string?> time = Choice.Text("--time", "TIME", "When a task is stopped, as sbatch takes it, such as 2:00:00; what is missing then is submitted again.");
    private readonly Option<string?> partition = Choice.Text("--partition", "NAME", "The cluster's partition.");
    private readonly Option<bool> wait = Choice.Switch("--wait", "Wait until every trial has a result, with progress; submit again what tasks that end leave.");
    private readonly Option<int?> retries = Choice.Whole("--retries", $"How often --wait submits again; {DefaultRetries} by default.", 0, 1000);
    private readonly Option<bool> again = Choice.Switch("--again", "Submit although tasks of this folder wait or run.");
    private readonly Option<bool> print = Choice.Switch("--print", "Print the script, and neither write nor submit it.");
    private readonly Option<int?> patience = Choice.Whole("--patience", "As of 'sweep run': seconds after which the trials of a task that does not answer are taken over; 60 by default.", 1, 86_400);
    private readonly Option<string?> directory = Choice.Text("--data-dir", "DIR", "As of 'sweep run': where downloaded sets are looked for first.");
    private readonly Option<bool> json = Choice.Json();

    public SubmitCommand(Shell shell)
        : base("submit", "Have a Slurm cluster run what is missing of a study, as a job array; the same line submits again what its tasks have left.\n\nExample:\n  evenkeel sweep submit study.json --slurm --out results --print")
    {
        this.shell = shell;
        Arguments.Add(study);
        Arguments.Add(passed);
        Option[] all = [slurm, folder, tasks, processors, memory, time, partition, wait, retries, again, print, patience, directory, json];
        foreach (Option option in all) Options.Add(option);
        SetAction(Run);
    }

    private int Run(ParseResult line)
    {
        string text = TextFile.Read(line.GetValue(study)!);
        string place = line.GetValue(folder) ?? throw new UsageException("'sweep submit' needs --out DIR, the folder for its results, which all nodes share.");
        SlurmRequest request = Request(line);
        Check(line, place);
        if (line.GetValue(print)) return Print(line, text, place, request);

        // The last refusal of a script, before a folder is made for it.
        _ = new SlurmScript(request, place, "", 1);
        SlurmPrograms programs = SlurmPrograms.Find(shell.Variable("PATH"))
            ?? throw new UsageException("There is no Slurm here: 'sbatch' and 'squeue' are not on the path. --print shows the script; with any scheduler, 'evenkeel sweep run STUDY --out DIR --shard I/N' runs part I of N.");
        SlurmSweep sweep = new(StudyFolder.Create(place, text), programs, request, shell.Clock);
        foreach (ShardDamage damage in sweep.Damages) shell.Error.WriteLine(damage);
        SubmitScreen screen = new(shell, place, sweep, line.GetValue(json));
        if (sweep.Missing == 0) return screen.Nothing();
        ImmutableArray<SlurmTask> live = sweep.Live();
        bool submits = live.IsEmpty || line.GetValue(again);
        if (submits) sweep.Submit();
        if (!line.GetValue(wait)) return submits ? screen.Submitted() : screen.UnderWay(live);
        return new SlurmMeter(shell, sweep, submits).Watch(line.GetValue(retries) ?? DefaultRetries, shell.Stop) switch
        {
            SlurmEnd.Finished => screen.Finished(),
            SlurmEnd.Stopped => screen.Stopped(),
            SlurmEnd end => screen.Missing(end),
        };
    }

    private void Check(ParseResult line, string place)
    {
        if (!line.GetValue(slurm))
        {
            throw new UsageException($"'sweep submit' needs --slurm, the scheduler that it knows; any other runs 'evenkeel sweep run {line.GetValue(study)} --out {place} --shard I/N' for each I from 1 to N.");
        }

        if (line.GetValue(retries) is not null && !line.GetValue(wait)) throw new UsageException("--retries says how often --wait submits again; add --wait.");
        if (line.GetValue(print) && (line.GetValue(wait) || line.GetValue(again)))
        {
            throw new UsageException($"--print submits nothing, so {(line.GetValue(wait) ? "--wait" : "--again")} has no use beside it; leave one of them out.");
        }
    }

    private SlurmRequest Request(ParseResult line)
    {
        string[] words = line.GetValue(passed) ?? [];
        int after = line.Tokens.SkipWhile(token => token.Type != TokenType.DoubleDash).Skip(1).Count();
        if (words.Length > after) throw new UsageException($"'submit' takes no '{words[0]}'; options for sbatch follow '--'.");
        List<string> run = [];
        if (line.GetValue(patience) is { } seconds) run.AddRange(["--patience", seconds.ToString(CultureInfo.InvariantCulture)]);
        if (line.GetValue(directory) is { } named)
        {
            if (!Directory.Exists(named)) throw new UsageException($"--data-dir names '{named}', which is no folder.");
            run.AddRange(["--data-dir", Path.GetFullPath(named)]);
        }

        return new()
        {
            Program = Program(Environment.ProcessPath),
            WorkingFolder = Environment.CurrentDirectory,
            Tasks = line.GetValue(tasks),
            Processors = line.GetValue(processors) ?? 1,
            Memory = line.GetValue(memory),
            Time = line.GetValue(time),
            Partition = line.GetValue(partition),
            Options = [.. words],
            RunOptions = [.. run],
        };
    }

    private int Print(ParseResult line, string text, string place, SlurmRequest request)
    {
        StudyFolder? there = StudyFolder.Find(place, text);
        Study parsed = there?.Study ?? Study.Parse(text);
        int left = parsed.Trials.Length - (there?.Read().Done ?? 0);
        if (left == 0) return PrintNothing(line, place, parsed.Trials.Length);
        int count = request.TasksFor(left);
        string script = new SlurmScript(request, place, parsed.Name, count).Write();
        if (line.GetValue(json))
        {
            shell.WriteJson(document =>
            {
                document.WriteString("folder", place);
                document.WriteNumber("trials", parsed.Trials.Length);
                document.WriteNumber("done", parsed.Trials.Length - left);
                document.WriteString("state", "printed");
                document.WriteNumber("tasks", count);
                document.WriteString("text", script);
            });
        }
        else
        {
            shell.Out.Write(script);
        }

        return ExitCode.Done;
    }

    /// <summary>What stands in the place of a script may be given to sbatch, so it is said beside it.</summary>
    private int PrintNothing(ParseResult line, string place, int trials)
    {
        if (line.GetValue(json))
        {
            shell.WriteJson(document =>
            {
                document.WriteString("folder", place);
                document.WriteNumber("trials", trials);
                document.WriteNumber("done", trials);
                document.WriteString("state", "finished");
                document.WriteNumber("tasks", 0);
                document.WriteNull("text");
            });
        }
        else
        {
            shell.Error.WriteLine(SubmitScreen.Nothing(trials, place));
        }

        return ExitCode.Done;
    }

    /// <summary>How this program is started once more: by itself, or by the 'dotnet' that runs it.</summary>
    internal static ImmutableArray<string> Program(string? process) => process is null || Path.GetFileNameWithoutExtension(process) == "dotnet"
        ? [process ?? "dotnet", "exec", Path.Combine(AppContext.BaseDirectory, $"{typeof(SubmitCommand).Assembly.GetName().Name}.dll")]
        : [process];
}
