using System.Collections.Immutable;
using Evenkeel.Data;

namespace Evenkeel.Experiments;

/// <summary>What a link holds.</summary>
public sealed record LinkReading
{
    /// <summary>The experiment.</summary>
    public required ComparisonSpec Spec { get; init; }

    /// <summary>The moment that is shown: updates done; ≥ 0.</summary>
    public required int Step { get; init; }

    /// <summary>The changes of the learning rate while training runs.</summary>
    public required RateChanges Rates { get; init; }

    /// <summary>The query, complete and valid: known keys in one order, what equals the defaults left out, unknown keys at the end as they were; without <c>?</c>.</summary>
    public required string Query { get; init; }

    /// <summary>One entry for each part that was not usable: what is wrong with it, and what was taken instead.</summary>
    public required ImmutableArray<string> Problems { get; init; }

    /// <summary>What the query was read against.</summary>
    internal LinkBase Base { get; init; } = LinkBase.Usual;

    /// <summary>Makes the experiment fit its data: its loss, its outputs, the size of its network, its batches and steps, and initializers that cannot serve it.</summary>
    /// <param name="data">The data that <see cref="ComparisonSpec.Data"/> names.</param>
    /// <param name="limits">The most that may be asked for.</param>
    /// <returns>The same where it fits; else what fits and is nearest, with a problem more for each change. A <see cref="Comparison"/> takes it, unless the data has one class only.</returns>
    public LinkReading Fit(DataSplit data, LinkLimits? limits = null)
    {
        ArgumentNullException.ThrowIfNull(data);
        return new LinkFitting(this, data.Train, limits ?? LinkLimits.Widest).Fit();
    }
}
