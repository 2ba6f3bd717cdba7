using Evenkeel.Experiments;

namespace Evenkeel.Benchmarks.Peers;

/// <summary>Many independent small networks, as a comparison or a sweep trains them: each made and trained by one thread.</summary>
internal static class ManyNets
{
    /// <summary>How many networks train.</summary>
    public const int Count = 64;

    /// <summary>How many steps each takes.</summary>
    public const int Steps = 500;

    /// <summary>Two threads beside the same on one.</summary>
    public static IEnumerable<Side> Sides() =>
    [
        new OwnSide(Role.Ours, "2 threads", false, () => Train(2)),
        new OwnSide(Role.Peer, "1 thread", true, () => Train(1)),
    ];

    private static void Train(int threads)
    {
        Workload playground = Workload.All.Single(load => load.Name == "playground");
        SideBySide.Run(Count, threads, (_, workers, betweenSteps) =>
        {
            IEnumerator<Training.TrainingStep> steps = playground.Train("sgd", workers);
            for (int step = 0; step < Steps; step++)
            {
                steps.MoveNext();
                betweenSteps();
            }
        });
    }
}
