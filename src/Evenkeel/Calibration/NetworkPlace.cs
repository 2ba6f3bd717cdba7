using System.Collections.Immutable;
using Evenkeel.Networks;

namespace Evenkeel.Calibration;

/// <summary>A part of a network that a start may draw by a rule of its own.</summary>
/// <param name="Name">What people type before the equals sign.</param>
/// <param name="Meaning">Which layers it holds, in a few words.</param>
/// <param name="Holds">Whether it holds a layer of a network.</param>
internal sealed record NetworkPlace(string Name, string Meaning, Func<Network, NetworkLayer, bool> Holds)
{
    /// <summary>The name of the place that holds every layer.</summary>
    public const string Everywhere = "hidden";

    /// <summary>All, the narrower before the wider: of those that a start names, the first that holds a layer draws it.</summary>
    public static ImmutableArray<NetworkPlace> All { get; } =
    [
        new("last", "the output layer", (network, layer) => layer == network.Layers[^1]),
        new("first", "the first layer", (_, layer) => layer.Number == 1),
        new("branch-end", "the last layer of each residual branch", (_, layer) => layer.IsBranchEnd) { NeedsBranches = true },
        new("branch", "the layers of residual branches", (_, layer) => layer.Branch > 0) { NeedsBranches = true },
        new(Everywhere, "every layer that no other place names", (_, _) => true),
    ];

    /// <summary>Whether a plain stack has no such layers.</summary>
    public bool NeedsBranches { get; init; }
}
