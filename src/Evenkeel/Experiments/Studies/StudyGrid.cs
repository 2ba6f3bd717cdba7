using System.Collections.Immutable;
using System.Diagnostics;
using Evenkeel.Calibration;
using Evenkeel.Functions;
using Evenkeel.Randomness;

namespace Evenkeel.Experiments.Studies;

/// <summary>Makes the trials of a study out of its axes.</summary>
internal static class StudyGrid
{
    public static ImmutableArray<StudyTrial> Trials(Study study)
    {
        int cells = study.Cells;
        ComparisonSpec[] experiments = [.. Enumerable.Range(0, cells).Select(cell => study.PointsOf(cell).Aggregate(study.Base, (spec, point) => point.Apply(spec)))];
        Dictionary<string, string> names = [];
        ImmutableArray<StudyTrial>.Builder trials = ImmutableArray.CreateBuilder<StudyTrial>(cells * study.Repeats);
        for (int repeat = 0; repeat < study.Repeats; repeat++)
        {
            for (int cell = 0; cell < cells; cell++)
            {
                TrialSpec spec = Trial(experiments[cell], repeat, study, names);
                trials.Add(new(trials.Count, cell, repeat, spec, TrialSpec.KeyOf(spec.ToJson())));
            }
        }

        // Points of an axis differ in canonical form, and no two axes set one field.
        Debug.Assert(trials.DistinctBy(trial => trial.Key).Count() == trials.Count, "Two trials are the same.");
        return trials.MoveToImmutable();
    }

    /// <summary>The canonical words of an experiment, found once for each text.</summary>
    private static TrialSpec Trial(ComparisonSpec experiment, int repeat, Study study, Dictionary<string, string> names) => new()
    {
        Data = experiment.Data,
        DataSeed = experiment.Seed,
        Network = experiment.Network with { Activation = Name(names, "activation ", experiment.Network.Activation, text => Activations.Parse(text).Name) },
        Training = experiment.Training,
        Scheme = Name(names, "start ", experiment.Schemes[0], text => Starts.Parse(text).Name),
        Seed = experiment.Seed + repeat,
        Rng = Name(names, "generator ", experiment.Rng, text => Generators.Create(text, 0).Name),
        Target = experiment.Target,
        Record = study.Record,
        Abort = study.Abort,
    };

    private static string Name(Dictionary<string, string> names, string kind, string text, Func<string, string> parse)
    {
        if (!names.TryGetValue(kind + text, out string? name)) names.Add(kind + text, name = parse(text));
        return name;
    }
}
