using System.Collections.Immutable;

namespace Evenkeel.Experiments;

/// <summary>What a link is read against, and what passes through it unread.</summary>
/// <param name="Defaults">What the defaults themselves stand for.</param>
/// <param name="Others">Pairs of unknown keys, as they are to be written.</param>
internal sealed record LinkBase(LinkState Defaults, ImmutableArray<string> Others)
{
    /// <summary>Nothing but the data's own defaults.</summary>
    public static LinkBase Usual { get; } = new(new(ExperimentDefaults.For(new DataSpec().Name), 0, RateChanges.None), []);

    /// <summary>What a link that names only its data stands for: the defaults where they are for data of the same kind, else what that data brings.</summary>
    /// <param name="data">The data's name.</param>
    public LinkState For(string data)
    {
        ComparisonSpec given = Defaults.Spec;
        return ExperimentDefaults.AreAlike(given.Data.Name, data)
            ? Defaults with { Spec = given with { Data = given.Data with { Name = data } } }
            : new(ExperimentDefaults.For(data) with { Seed = given.Seed, Rng = given.Rng, Repeats = given.Repeats }, 0, RateChanges.None);
    }
}
