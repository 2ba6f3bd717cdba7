using System.Runtime.CompilerServices;
using System.Text.Json;
using Evenkeel.Data;
using Evenkeel.Experiments;
using Evenkeel.Lab.Protocol;

namespace Evenkeel.Lab.Sessions;

/// <summary>Runs whole comparisons for pages.</summary>
/// <param name="options">Limits and threads.</param>
/// <param name="shelf">Where data is shared.</param>
internal sealed class Workbench(LabOptions options, DataShelf shelf) : IDisposable
{
    /// <summary>Repeats of a scheme; a page shows how seeds scatter with fewer.</summary>
    private const int MostRepeats = 100;

    private const int MostAtOnce = 4;

    private static readonly TimeSpan BetweenStages = TimeSpan.FromMilliseconds(100);

    private readonly SemaphoreSlim places = new(MostAtOnce);

    /// <summary>Runs a comparison; who stops listening stops it.</summary>
    /// <param name="query">The experiment as an address has it.</param>
    /// <param name="cancellation">Nobody listens any more.</param>
    /// <returns>How far it is, several times a second; at the end its report.</returns>
    /// <exception cref="FormatException">It is over a limit, or cannot be run.</exception>
    public async IAsyncEnumerable<ComparisonStage> Compare(string query, [EnumeratorCancellation] CancellationToken cancellation)
    {
        if (places.CurrentCount == 0) yield return new(0, 0, $"{MostAtOnce} comparisons are running; this one waits for one of them.", null);
        await places.WaitAsync(cancellation).ConfigureAwait(false);
        try
        {
            using CancellationTokenSource stop = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
            Comparison comparison = await Task.Run(() => Prepare(query), cancellation).ConfigureAwait(false);
            Task<ComparisonResult> run = Task.Factory.StartNew(() => comparison.Run(options.Threads, stop.Token), stop.Token, TaskCreationOptions.LongRunning, TaskScheduler.Default);
            try
            {
                while (!run.IsCompleted)
                {
                    yield return Stage(comparison, null);
                    await Task.WhenAny(run, Task.Delay(BetweenStages, options.Time, cancellation)).ConfigureAwait(false);
                    cancellation.ThrowIfCancellationRequested();
                }
            }
            finally
            {
                await stop.CancelAsync().ConfigureAwait(false);
                await ((Task)run).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }

            ComparisonResult result = await run.ConfigureAwait(false);
            ReadOnlyMemory<byte> document = ComparisonJson.Write(result, CommandText.Of(result.Spec), options.Version, detailed: true);
            yield return Stage(comparison, JsonSerializer.Deserialize<JsonElement>(document.Span));
        }
        finally
        {
            places.Release();
        }
    }

    /// <inheritdoc/>
    public void Dispose() => places.Dispose();

    private Comparison Prepare(string query)
    {
        ComparisonSpec spec = LinkReader.Read(query, "").Spec;
        LabLimits limits = options.Limits;
        if (spec.Repeats > MostRepeats) throw new FormatException(FormattableString.Invariant($"{spec.Repeats} repeats were asked for, but the lab runs at most {MostRepeats}; take fewer, or run it with 'evenkeel compare'."));
        SpecLimits.Check(spec with { Schemes = [] }, 0, limits);
        DataSplit data = shelf.Load(spec.Data, spec.Seed);
        SpecLimits.Check(spec, data, limits);
        return new(spec, data);
    }

    private static ComparisonStage Stage(Comparison comparison, JsonElement? report)
    {
        (long done, int finished) = (0, 0);
        foreach (RunProgress run in comparison.Progress)
        {
            done += run.Result is null ? run.Step : run.TotalSteps;
            finished += run.Result is null ? 0 : 1;
        }

        // Runs that have not begun do not say how long they are; all are equally long.
        long longest = comparison.Progress.Max(run => (long)run.TotalSteps);
        return new(done, longest * comparison.Progress.Length, FormattableString.Invariant($"{finished} of {comparison.Progress.Length} runs"), report);
    }
}
