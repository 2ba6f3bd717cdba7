using System.Collections.Immutable;
using Evenkeel.Numerics;

namespace Evenkeel.Graphs;

/// <summary>How a graph is to be run.</summary>
public sealed record PlanOptions
{
    /// <summary>The most samples in one run; ≥ 1.</summary>
    public required int BatchSize { get; init; }

    /// <summary>Forward only, or backward too.</summary>
    public PlanMode Mode { get; init; } = PlanMode.Train;

    /// <summary>Values to keep readable after a run, with their gradients in training mode. The loss and what nothing reads are kept anyway.</summary>
    public ImmutableArray<ValueId> Retain { get; init; } = [];

    /// <summary>Whether operations may run together and leave out what nobody reads; it changes speed and memory, never a result.</summary>
    public bool Fuse { get; init; } = true;

    /// <summary>Whether gradients of parameters stay readable. If not, <see cref="Plan.Backward(IParameterUpdate)"/> hands them to the update as it goes.</summary>
    public bool KeepParameterGradients { get; init; } = true;

    /// <summary>Who shares the work; it changes the speed, never a result.</summary>
    public Workers Workers { get; init; } = Workers.One;
}
