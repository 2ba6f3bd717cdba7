using Evenkeel.Numerics;

namespace Evenkeel.Benchmarks.Peers;

/// <summary>Many independent small networks, each trained by one thread with memory of its own.</summary>
internal static class ManyNets
{
    /// <summary>How many networks train.</summary>
    public const int Count = 64;

    /// <summary>How many steps each takes in one run.</summary>
    public const int Steps = 50;

    /// <summary>Two threads beside the same on one.</summary>
    public static IEnumerable<Side> Sides() =>
    [
        new OwnSide(Role.Ours, "2 threads", false, Create(2)),
        new OwnSide(Role.Peer, "1 thread", true, Create(1)),
    ];

    /// <summary>Makes the work: all networks go on for some steps, shared among the threads.</summary>
    private static Action Create(int threads)
    {
        Workload playground = Workload.All.Single(load => load.Name == "playground");
        var nets = Enumerable.Range(0, Count).Select(_ => playground.Train("sgd", Workers.One)).ToArray();
        ParallelOptions together = new() { MaxDegreeOfParallelism = threads };
        return () => Parallel.For(0, Count, together, i =>
        {
            for (int step = 0; step < Steps; step++) nets[i].MoveNext();
        });
    }
}
