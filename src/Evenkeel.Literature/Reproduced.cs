using System.Collections.Immutable;
using System.Globalization;
using Evenkeel.Experiments.Studies;
using Evenkeel.Numerics;
using Evenkeel.Sweeps;

namespace Evenkeel.Literature;

/// <summary>A reproduction that was run and judged.</summary>
/// <param name="Reproduction">What was reproduced.</param>
/// <param name="Size">How much was run.</param>
/// <param name="Outcome">What was found.</param>
/// <param name="Trials">Networks.</param>
/// <param name="Updates">Steps of all of them together.</param>
/// <param name="Seconds">What the trials and the judging took, in seconds of one thread each.</param>
public sealed record Reproduced(Reproduction Reproduction, RunSize Size, Outcome Outcome, int Trials, long Updates, double Seconds)
{
    /// <summary>Judges a study whose trials all have a result.</summary>
    /// <param name="reproduction">What is reproduced.</param>
    /// <param name="size">How much was asked for; what is reported is the size that was run.</param>
    /// <param name="results">The results.</param>
    /// <param name="workers">Who shares what is computed besides.</param>
    /// <param name="clock">Measures what judging costs.</param>
    /// <param name="cancellation">Asks to stop.</param>
    /// <returns>What was found.</returns>
    /// <exception cref="SweepException">A trial has no result yet, or cannot be run.</exception>
    public static Reproduced From(Reproduction reproduction, RunSize size, StudyResults results, Workers workers, TimeProvider clock, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(reproduction);
        ArgumentNullException.ThrowIfNull(results);
        ArgumentNullException.ThrowIfNull(clock);
        Study study = results.Study;
        size = reproduction.SizeFor(size);
        if (results.Done < study.Trials.Length)
        {
            throw new SweepException(string.Create(CultureInfo.InvariantCulture, $"{study.Trials.Length - results.Done} of {study.Trials.Length} trials of '{reproduction.Name}' have no result yet."));
        }

        long began = clock.GetTimestamp();
        ImmutableArray<Run> runs = [.. results.All.Select(pair => new Run(pair.Trial.Spec, pair.Line.ReadResult()))];
        if (runs.FirstOrDefault(run => run.Result.Refused is not null) is { } refused) throw new SweepException($"A trial of '{reproduction.Name}' cannot be run: {refused.Result.Refused}");
        Outcome outcome = reproduction.Judge(new(size, study, runs, workers, cancellation));
        if (!outcome.Judgements.Select(judgement => judgement.Criterion).SequenceEqual(reproduction.Criteria))
        {
            throw new InvalidOperationException($"'{reproduction.Name}' judges other conditions than those it was to be judged by.");
        }

        double seconds = results.All.Sum(pair => pair.Line.ReadSeconds()) + clock.GetElapsedTime(began).TotalSeconds;
        return new(reproduction, size, outcome, runs.Length, runs.Sum(run => (long)run.Result.Steps), seconds);
    }
}
