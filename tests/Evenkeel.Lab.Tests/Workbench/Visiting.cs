using System.Text.Json;
using Evenkeel.Interchange;
using Evenkeel.Lab.Questions;
using Evenkeel.Lab.Workbench;

namespace Evenkeel.Lab.Tests.Workbench;

/// <summary>Workbenches as a server has them, and visitors.</summary>
internal static class Visiting
{
    /// <summary>Many steps, each of them short: it ends only when it is told to.</summary>
    public const string Endless = "data=circle&init=xavier,zero&repeats=2&steps=50000000";

    public static Comparisons Bench(LabLimits? limits = null) => new(new()
    {
        Data = spec => DataSource.Load(spec.Data.Name, new() { Seed = spec.Seed, TrainCount = spec.Data.Train, TestCount = spec.Data.Test }),
        Address = new() { Parameters = 2_000_000, Batch = 2000, Runs = 6, Repeats = 100, Steps = 50_000_000 },
        Limits = limits ?? new() { Work = double.MaxValue },
        Version = "0.1.0",
        Time = TimeProvider.System,
    });

    /// <summary>A plan as a page reads it.</summary>
    public static ComparisonPlan Plan(LabAnswer answer) => answer.Answer!.Value.Deserialize<ComparisonPlan>(JsonSerializerOptions.Web)!;

    public static CancellationToken Patience { get; } = new CancellationTokenSource(TimeSpan.FromMinutes(5)).Token;

    public static async Task<List<CompareProgress>> All(IAsyncEnumerable<CompareProgress> stream)
    {
        List<CompareProgress> all = [];
        await foreach (CompareProgress item in stream.WithCancellation(Patience)) all.Add(item);
        return all;
    }

    /// <summary>Goes on to the first item of a kind.</summary>
    public static async Task<CompareProgress> Until(this IAsyncEnumerator<CompareProgress> stream, Func<CompareProgress, bool> wanted)
    {
        while (await stream.MoveNextAsync())
        {
            if (wanted(stream.Current)) return stream.Current;
        }

        throw new InvalidOperationException("The stream ended before what was waited for.");
    }

    /// <summary>Goes on to the end.</summary>
    public static async Task Drain(this IAsyncEnumerator<CompareProgress> stream)
    {
        while (await stream.MoveNextAsync())
        {
            // What a visitor who has gone is told, nobody hears.
        }
    }
}
