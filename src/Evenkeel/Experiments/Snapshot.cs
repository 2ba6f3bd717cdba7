using Evenkeel.Probing;

namespace Evenkeel.Experiments;

/// <summary>What the network did at a moment of its training.</summary>
/// <param name="Step">The steps taken before: 0 is the start.</param>
/// <param name="Reading">The readings on the first batch.</param>
public sealed record Snapshot(int Step, NetworkReading Reading);
