namespace Evenkeel.Benchmarks.Peers;

/// <summary>One line of the table: a piece of work, and against whom it is measured.</summary>
internal sealed record Row
{
    /// <summary>What people type.</summary>
    public required string Name { get; init; }

    /// <summary>What is done, in words.</summary>
    public required string Work { get; init; }

    /// <summary>Against what the ratio is taken.</summary>
    public required string Against { get; init; }

    /// <summary>The peer's processes, where it is one.</summary>
    public PeerKind? Peer { get; init; }

    /// <summary>What the peer is told.</summary>
    public string Task { get; init; } = "";

    /// <summary>Makes the sides of this process.</summary>
    public required Func<IEnumerable<Side>> Own { get; init; }

    /// <summary>Peer's time over ours that is wanted on one thread each; null where none is stated.</summary>
    public double? WantedOne { get; init; }

    /// <summary>Peer's best time over our best that is wanted; null where none is stated.</summary>
    public double? WantedBest { get; init; }

    /// <summary>Floating-point operations of the work; 0 where the share of the peak says nothing.</summary>
    public double Operations { get; init; }

    /// <summary>The unit in which times are shown, and how many of it a millisecond of the work is.</summary>
    public (string Name, double PerMillisecond) Unit { get; init; } = ("ms", 1);
}
