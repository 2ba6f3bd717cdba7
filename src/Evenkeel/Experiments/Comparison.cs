using System.Collections.Immutable;
using Evenkeel.Calibration;
using Evenkeel.Data;
using Evenkeel.Networks;
using Evenkeel.Numerics;

namespace Evenkeel.Experiments;

/// <summary>Runs a comparison: every scheme, every seed, on the same batches.</summary>
public sealed class Comparison
{
    internal const int MostRepeats = 100_000;

    private readonly ComparisonSpec spec;
    private readonly DataSplit data;
    private readonly ImmutableArray<IStart> starts;

    /// <summary>Prepares a comparison, and checks that everything in it fits.</summary>
    /// <param name="spec">What to compare.</param>
    /// <param name="data">The data that <see cref="ComparisonSpec.Data"/> names.</param>
    /// <exception cref="ArgumentException">A number is out of range, or network and data do not fit.</exception>
    /// <exception cref="FormatException">A scheme, an activation, an optimizer or a schedule is unknown.</exception>
    public Comparison(ComparisonSpec spec, DataSplit data)
    {
        ArgumentNullException.ThrowIfNull(spec);
        ArgumentNullException.ThrowIfNull(data);
        (this.spec, this.data) = (spec, data);
        if (spec.Repeats is < 1 or > MostRepeats)
        {
            throw new ArgumentException($"A comparison needs 1 to {MostRepeats} repeats, but got {spec.Repeats}.", nameof(spec));
        }

        if (!(spec.Target > 0 && spec.Target <= 1))
        {
            throw new ArgumentException(string.Create(System.Globalization.CultureInfo.InvariantCulture, $"The target accuracy is {spec.Target} but must be above 0 and at most 1."), nameof(spec));
        }

        starts = StartsOf(spec);
        Network = Network.For(spec.Network, data.Train);
        if (starts.Select(start => start.Refusal(Network)).FirstOrDefault(refusal => refusal is not null) is { } reason)
        {
            throw new ArgumentException(reason, nameof(spec));
        }

        // A generator may not take every seed.
        _ = spec.GeneratorFor(spec.Seed);
        _ = spec.GeneratorFor(spec.Seed + spec.Repeats - 1);
        _ = new Training.Trainer(Network, new(Network.Graph), data.Train, spec.Training, spec.Seed, Workers.One);
        Progress = [.. from start in starts from repeat in Enumerable.Range(0, spec.Repeats) select new RunProgress(start.Name, spec.Seed + repeat)];
    }

    /// <summary>The network that will be trained.</summary>
    public Network Network { get; }

    /// <summary>How far each run has come, by scheme, then by seed.</summary>
    public ImmutableArray<RunProgress> Progress { get; }

    /// <summary>Runs all.</summary>
    /// <param name="threads">How many threads to use; ≥ 1. It changes the speed, never a result.</param>
    /// <param name="cancellation">Stops every run after its present step; what was done until then is returned.</param>
    /// <returns>What was found; runs that were never begun are left out.</returns>
    public ComparisonResult Run(int threads, CancellationToken cancellation = default)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(threads, 1);
        RunResult?[] results = new RunResult?[Progress.Length];

        // Seed by seed, so that a partial result holds whole rounds of all schemes.
        int[] order = [.. Enumerable.Range(0, Progress.Length).OrderBy(index => index % spec.Repeats)];
        SideBySide.Run(
            order.Length,
            threads,
            (place, workers, betweenSteps) =>
            {
                int index = order[place];
                RunProgress progress = Progress[index];
                results[index] = new Trial(spec, data, starts[index / spec.Repeats], progress.Seed, progress).Run(workers, betweenSteps, cancellation);
            },
            cancellation);

        ImmutableArray<RunResult> runs = [.. results.OfType<RunResult>()];
        Chance chance = Chance.Of(Network, data.Test);
        return new()
        {
            Spec = spec,
            Network = Network,
            Data = data,
            Chance = chance,
            Runs = runs,
            Summary = [.. starts.Select(start => Summarizer.Summarize(start, spec, Network, chance, [.. runs.Where(run => run.Scheme == start.Name)]))],
            Interrupted = runs.Length < Progress.Length || runs.Any(run => run.Interrupted),
        };
    }

    /// <summary>The starts that a specification names.</summary>
    /// <exception cref="ArgumentException">There is none, or one is named twice.</exception>
    /// <exception cref="FormatException">One is unknown.</exception>
    internal static ImmutableArray<IStart> StartsOf(ComparisonSpec spec)
    {
        ImmutableArray<IStart> named = [.. spec.Schemes.Select(Starts.Parse)];
        string? twice = named.GroupBy(start => start.Name).FirstOrDefault(group => group.Count() > 1)?.Key;
        return !named.IsEmpty && twice is null
            ? named
            : throw new ArgumentException(twice is null ? "A comparison needs at least one initializer." : $"The initializer '{twice}' is named twice.", nameof(spec));
    }
}
