using System.Collections.Immutable;

namespace Evenkeel.Sweeps;

/// <summary>A study that Slurm runs: submits tasks for what is missing, and waits for them.</summary>
/// <remarks>All that counts is what the folder holds; Slurm is asked only whether somebody is at work.</remarks>
public sealed class SlurmSweep
{
    /// <summary>Slurm's own advice is not to ask more often than a person looks.</summary>
    private static readonly TimeSpan Slowest = TimeSpan.FromSeconds(15), Fastest = TimeSpan.FromSeconds(1);

    /// <summary>How long Slurm may fail to answer: its controller may be restarted while tasks go on.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(10);

    private readonly StudyFolder folder;
    private readonly SlurmPrograms programs;
    private readonly SlurmRequest request;
    private readonly TimeProvider clock;
    private readonly SlurmFolder files;
    private readonly TrialLog log;
    private readonly HashSet<string> missing;
    private readonly List<SlurmJob> jobs;
    private readonly Dictionary<(long Job, int Index), SlurmTask> seen = [];

    /// <summary>Reads what is there.</summary>
    /// <param name="folder">The study and its results.</param>
    /// <param name="programs">Slurm.</param>
    /// <param name="request">What jobs are to be.</param>
    /// <param name="clock">The time between looks.</param>
    /// <exception cref="IOException">A shard cannot be read.</exception>
    public SlurmSweep(StudyFolder folder, SlurmPrograms programs, SlurmRequest request, TimeProvider clock)
    {
        ArgumentNullException.ThrowIfNull(folder);
        ArgumentNullException.ThrowIfNull(programs);
        ArgumentNullException.ThrowIfNull(request);
        ArgumentNullException.ThrowIfNull(clock);
        (this.folder, this.programs, this.request, this.clock) = (folder, programs, request, clock);
        (files, log) = (new(folder.Root), new(folder.Root));
        missing = [.. folder.Study.Trials.Select(trial => trial.Key)];
        Trials = missing.Count;
        jobs = [.. files.Jobs()];
        Read();
    }

    /// <summary>The study's trials.</summary>
    public int Trials { get; }

    /// <summary>Those without a result when the folder was last read.</summary>
    public int Missing => missing.Count;

    /// <summary>Lines that were found and cannot be used; their trials are run again, unless another line has them.</summary>
    public ImmutableArray<ShardDamage> Damages => [.. log.Damages];

    /// <summary>The script that was submitted last.</summary>
    public string Script => files.Script;

    /// <summary>The job that was submitted last; null for none.</summary>
    public SlurmJob? Job => jobs.Count > 0 ? jobs[^1] : null;

    /// <summary>Asks Slurm which tasks of this folder it has.</summary>
    /// <returns>Those that wait or run.</returns>
    /// <exception cref="IOException">Slurm does not answer.</exception>
    public ImmutableArray<SlurmTask> Live()
    {
        if (jobs.Count == 0) return [];
        HashSet<long> mine = [.. jobs.Select(job => job.Number)];
        ImmutableArray<SlurmTask> tasks = [.. programs.Ask(jobs).Where(task => mine.Contains(task.Job))];
        foreach (SlurmTask task in tasks) seen[(task.Job, task.Index)] = task;
        return [.. tasks.Where(task => !task.HasEnded)];
    }

    /// <summary>Writes the script and submits tasks for the trials that are missing, of which there is one at least.</summary>
    /// <returns>The job.</returns>
    /// <exception cref="SweepException">An option contradicts another.</exception>
    /// <exception cref="IOException">Slurm refuses it, or the folder cannot be written.</exception>
    public SlurmJob Submit()
    {
        int tasks = request.TasksFor(missing.Count);
        SlurmScript script = new(request, folder.Root, folder.Study.Name, tasks);
        files.Write(script);
        SlurmJob job = programs.Submit(script, files.Script, tasks);
        jobs.Add(job);
        files.Add(job);
        return job;
    }

    /// <summary>Waits until every trial has a result, and submits again what tasks that ended have left.</summary>
    /// <param name="retries">How often it submits again; ≥ 0.</param>
    /// <param name="tell">Hears how far it has come, at each look.</param>
    /// <param name="resubmitted">Hears of each further job.</param>
    /// <param name="cancellation">Ends the wait, not the tasks.</param>
    /// <returns>How it ended.</returns>
    /// <exception cref="IOException">Slurm refuses a job or does not answer for long, or the folder cannot be read.</exception>
    public SlurmEnd Wait(int retries, Action<SlurmProgress> tell, Action<SlurmJob> resubmitted, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(tell);
        ArgumentNullException.ThrowIfNull(resubmitted);
        (long began, long answered, int before, bool ended) = (clock.GetTimestamp(), clock.GetTimestamp(), missing.Count, false);
        for (; ; )
        {
            Read();
            if (missing.Count == 0) return SlurmEnd.Finished;
            if (cancellation.IsCancellationRequested) return SlurmEnd.Stopped;
            ImmutableArray<SlurmTask>? live = TryLive(out string trouble, cancellation);
            if (live is not null) answered = clock.GetTimestamp();
            else if (clock.GetElapsedTime(answered) > Patience) throw new IOException(trouble);
            tell(ProgressOf(live ?? [], trouble));
            if (live is { IsEmpty: true } && ended)
            {
                if (WasCancelled()) return SlurmEnd.Cancelled;
                if (missing.Count == before) return SlurmEnd.NoProgress;
                if (retries-- == 0) return SlurmEnd.OutOfRetries;
                before = missing.Count;
                resubmitted(Submit());
                ended = false;
            }
            else
            {
                // A shared file system may show the last results some moments after their task has ended: what is missing then is missing.
                ended = live is { IsEmpty: true };
            }

            cancellation.WaitHandle.WaitOne(Pace(clock.GetElapsedTime(began)));
        }
    }

    /// <summary>The tasks of the last job that ended otherwise than well, and what they printed last.</summary>
    /// <param name="lines">The most lines of each.</param>
    /// <returns>The tasks in their order; those of which Slurm said nothing are left out.</returns>
    /// <exception cref="IOException">A file of theirs cannot be read.</exception>
    public ImmutableArray<SlurmFailure> Failures(int lines) =>
    [
        .. seen.Values.Where(task => task.Job == Job?.Number && task.HasEnded && task.State != "COMPLETED").OrderBy(task => task.Index)
            .Select(task => new SlurmFailure(task, files.OutputOf(task), files.TailOf(task, lines))),
    ];

    private static TimeSpan Pace(TimeSpan waited) => waited / 10 < Fastest ? Fastest : waited / 10 > Slowest ? Slowest : waited / 10;

    private bool WasCancelled()
    {
        SlurmTask[] last = [.. seen.Values.Where(task => task.Job == Job?.Number)];
        return last.Length > 0 && last.All(task => task.State == "CANCELLED");
    }

    private ImmutableArray<SlurmTask>? TryLive(out string trouble, CancellationToken cancellation)
    {
        trouble = "";
        try
        {
            return Live();
        }
        catch (IOException problem)
        {
            // Ctrl-C reaches squeue too.
            trouble = cancellation.IsCancellationRequested ? "" : problem.Message;
            return null;
        }
    }

    private SlurmProgress ProgressOf(ImmutableArray<SlurmTask> live, string trouble)
    {
        SlurmTask[] pending = [.. live.Where(task => task.IsPending)];
        return new(Trials, Trials - missing.Count, live.Length - pending.Length, pending.Length, pending.FirstOrDefault(task => task.Reason.Length > 0)?.Reason ?? "", Job?.Number ?? 0, trouble);
    }

    private void Read() => log.Refresh(line => missing.Remove(line.Key));
}
