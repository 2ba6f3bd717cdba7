using System.Collections.Immutable;
using Evenkeel.Graphs;
using Evenkeel.Networks;

namespace Evenkeel.Interchange;

/// <summary>A trained network as a file holds it: its parameters, and all that is needed to use them.</summary>
public sealed record SavedNetwork
{
    /// <summary>The network.</summary>
    public required Network Network { get; init; }

    /// <summary>Its parameters.</summary>
    public required ParameterStore Parameters { get; init; }

    /// <summary>The names of the classes in order of their index; empty for a regression.</summary>
    public required ImmutableArray<string> Classes { get; init; }

    /// <summary>How the rows of a table become inputs; null for what is no table.</summary>
    public CsvSchema? Schema { get; init; }

    /// <summary>Whether it learned from grey levels spread over [−1, 1], as <see cref="Data.IDataSet.IsSigned"/> says.</summary>
    public bool IsSigned { get; init; }

    /// <summary>The experiment that trained it, as JSON; null where it is not known.</summary>
    public string? Experiment { get; init; }
}
