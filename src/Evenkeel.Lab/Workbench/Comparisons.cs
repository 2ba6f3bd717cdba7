using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using System.Text.Json;
using System.Threading.Channels;
using Evenkeel.Experiments;
using Evenkeel.Lab.Protocol;
using Evenkeel.Lab.Questions;
using Microsoft.AspNetCore.SignalR;

namespace Evenkeel.Lab.Workbench;

/// <summary>Runs comparisons for visitors: one after the other, each on a thread of its own.</summary>
internal sealed class Comparisons(WorkbenchSources sources)
{
    /// <summary>What the page asks to learn what a comparison will be.</summary>
    public const string Question = "plan";

    /// <summary>How often a page hears how far its comparison is.</summary>
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(200);

    private readonly ComparisonLine line = new(sources.Limits.Comparisons, sources.Limits.ComparisonsWaiting);
    private readonly WorkSpeed speed = new();
    private readonly ConcurrentDictionary<(string Visitor, int Number), CancellationTokenSource> underWay = new();
    private int last;

    /// <summary>Says what a comparison will be, and what it is expected to cost.</summary>
    /// <param name="query">The address's query.</param>
    /// <returns>The plan, and what was wrong with the address.</returns>
    /// <exception cref="Refusal">The data cannot be had, or nothing can be learned from it; the message is for the visitor.</exception>
    public LabAnswer Answer(string query)
    {
        PlannedComparison planned = PlannedComparison.Read(query, sources);
        ComparisonSpec spec = planned.Reading.Spec;
        double seconds = speed.Seconds(planned.Work);
        ComparisonPlan plan = new()
        {
            Query = planned.Reading.Query,
            Words = PlanWords.Of(spec),
            Schemes = [.. spec.Schemes],
            Command = CommandText.Of("compare", spec).Line,
            Network = planned.Network.ToString(),
            Parameters = ComparisonCost.Parameters(planned.Network),
            Data = PlannedData.Of(planned),
            Runs = spec.Schemes.Length * spec.Repeats,
            Steps = ComparisonCost.Steps(spec, planned.Data),
            Seconds = seconds,
            Refusal = planned.Refusal(sources.Limits, seconds),
        };
        return new(planned.Reading.Query, planned.Reading.Problems, LabJson.Element(plan));
    }

    /// <summary>Ends a comparison after its present step; its stream then says what was done.</summary>
    /// <param name="visitor">Whose it is.</param>
    /// <param name="number">Its number; one that has ended, or is not the visitor's, is passed over.</param>
    public void Finish(string visitor, int number)
    {
        if (underWay.TryGetValue((visitor, number), out CancellationTokenSource? stop))
        {
            try
            {
                stop.Cancel();
            }
            catch (ObjectDisposedException)
            {
                // It ended in this very moment.
            }
        }
    }

    /// <summary>Runs a comparison.</summary>
    /// <param name="visitor">Who asks; one comparison at a time.</param>
    /// <param name="query">The address's query.</param>
    /// <param name="gone">Stops it: nobody listens any longer.</param>
    /// <returns>How far it is, about five times a second, and at the end what it came to.</returns>
    /// <exception cref="HubException">It is not run; the message is for the visitor.</exception>
    public async IAsyncEnumerable<CompareProgress> Run(string visitor, string query, [EnumeratorCancellation] CancellationToken gone)
    {
        ComparisonLine.Seat seat = Told(() => line.Enter(visitor));

        // A page that reads slowly misses how far it was, never the end; and one that does not read keeps nobody waiting.
        Channel<CompareProgress> told = Channel.CreateBounded<CompareProgress>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropOldest });
        using CancellationTokenSource left = CancellationTokenSource.CreateLinkedTokenSource(gone);
        Task work = Task.Run(() => Work(seat, query, told.Writer, left.Token), CancellationToken.None);
        try
        {
            await foreach (CompareProgress progress in told.Reader.ReadAllAsync(CancellationToken.None).ConfigureAwait(false))
            {
                yield return progress;
            }
        }
        finally
        {
            await left.CancelAsync().ConfigureAwait(false);
            await work.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    /// <summary>Waits for the seat's turn and runs, and gives the seat back when that is over, whoever reads what is told.</summary>
    private async Task Work(ComparisonLine.Seat seat, string query, ChannelWriter<CompareProgress> told, CancellationToken gone)
    {
        using CancellationTokenSource stop = CancellationTokenSource.CreateLinkedTokenSource(gone);
        (string Visitor, int Number) key = (seat.Visitor, Interlocked.Increment(ref last));
        Exception? failure = null;
        try
        {
            PlannedComparison planned = Told(() => PlannedComparison.Read(query, sources));
            if (planned.Refusal(sources.Limits, speed.Seconds(planned.Work)) is { } refusal)
            {
                throw new HubException(refusal);
            }

            underWay[key] = stop;
            CompareProgress head = new() { Number = key.Number, Query = planned.Reading.Query, Problems = planned.Reading.Problems, Text = "It begins." };
            await Wait(seat, head, told, stop.Token).ConfigureAwait(false);
            if (!stop.IsCancellationRequested)
            {
                await RunNow(planned, head, told, stop.Token).ConfigureAwait(false);
            }
        }
#pragma warning disable CA1031 // Whatever it is, it is told to who reads the stream.
        catch (Exception problem)
#pragma warning restore CA1031
        {
            failure = problem;
        }
        finally
        {
            underWay.TryRemove(key, out _);
            seat.Dispose();
            told.Complete(failure);
        }
    }

    private async Task Wait(ComparisonLine.Seat seat, CompareProgress head, ChannelWriter<CompareProgress> told, CancellationToken stop)
    {
        for (int last = -1; seat.Ahead is > 0 and int ahead && !stop.IsCancellationRequested;)
        {
            if (ahead != last)
            {
                last = ahead;
                told.TryWrite(head with { Ahead = ahead, Text = ahead == 1 ? "One comparison of another visitor runs first." : $"{ahead} comparisons of other visitors run first." });
            }

            await Pause(stop).ConfigureAwait(false);
        }
    }

    private async Task RunNow(PlannedComparison planned, CompareProgress head, ChannelWriter<CompareProgress> told, CancellationToken stop)
    {
        Comparison comparison = Told(planned.Prepare);
        ComparisonThread thread = new(comparison, stop);
        long of = (long)comparison.Progress.Length * ComparisonCost.Steps(planned.Reading.Spec, planned.Data);
        long began = sources.Time.GetTimestamp();
        thread.Start();
        while (!thread.End.IsCompleted)
        {
            told.TryWrite(Now(head, comparison, of, sources.Time.GetElapsedTime(began)));
            await Task.WhenAny(thread.End, Pause(CancellationToken.None)).ConfigureAwait(false);
        }

        ComparisonResult result = await thread.End.ConfigureAwait(false);
        TimeSpan took = sources.Time.GetElapsedTime(began);
        CompareProgress end = Now(head, comparison, of, took);
        if (!result.Interrupted)
        {
            speed.Learn(planned.Work, took);
        }

        told.TryWrite(end with
        {
            Left = 0,
            Text = result.Runs.IsEmpty ? "It was stopped before the first run began." : result.Interrupted ? "It was stopped; what was done is shown." : "It is done.",
            Report = result.Runs.IsEmpty ? null : Document(result),
        });
    }

    private static CompareProgress Now(CompareProgress head, Comparison comparison, long of, TimeSpan elapsed)
    {
        CompareRun[] runs = [.. comparison.Progress.Select(CompareRun.Read)];
        // A run that diverged has no steps left to take.
        long done = runs.Sum(run => (long)(run.Ended ? Math.Max(run.Of, run.Step) : run.Step));
        double share = of > 0 ? (double)done / of : 1;
        double? left = share > 0.02 && elapsed > Interval ? elapsed.TotalSeconds * (1 - share) / share : null;
        return head with { Done = done, Of = of, Runs = runs, Left = left, Text = $"{runs.Count(run => run.Ended)} of {runs.Length} runs done." };
    }

    private JsonElement Document(ComparisonResult result)
    {
        using JsonDocument document = JsonDocument.Parse(ComparisonJson.Write(result, CommandText.Of("compare", result.Spec).Line, sources.Version, detailed: true));
        return document.RootElement.Clone();
    }

    /// <summary>What goes wrong inside a stream reaches the page only in this dress.</summary>
    private static T Told<T>(Func<T> work)
    {
        try
        {
            return work();
        }
        catch (Refusal refusal)
        {
            throw new HubException(refusal.Message, refusal);
        }
    }

    private Task Pause(CancellationToken stop) => Task.Delay(Interval, sources.Time, stop).ContinueWith(static _ => { }, CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
}
