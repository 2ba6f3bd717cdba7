using System.Collections.Immutable;

namespace Evenkeel.Experiments;

/// <summary>A quantity over the steps of a run.</summary>
/// <param name="Steps">The steps, ascending from 1.</param>
/// <param name="Values">The values, as many.</param>
public sealed record Curve(ImmutableArray<int> Steps, ImmutableArray<double> Values)
{
    /// <summary>No points.</summary>
    public static Curve Empty { get; } = new([], []);
}
