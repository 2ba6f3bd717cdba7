using Evenkeel.Numerics;
using Evenkeel.Training;

namespace Evenkeel.Tests.Training;

public class AllocationTests
{
    public static TheoryData<string, string, int> Runs
    {
        get
        {
            TheoryData<string, string, int> runs = [];
            foreach (TrainedNet net in TrainedNet.All)
            {
                foreach (string optimizer in Optimizers.All)
                {
                    runs.Add(net.Name, optimizer, 1);
                    runs.Add(net.Name, optimizer, 2);
                }
            }

            return runs;
        }
    }

    [Theory]
    [MemberData(nameof(Runs))]
    public void Step_AllocatesNothing(string net, string optimizer, int threads)
    {
        const int warmUp = 20;
        using Workers workers = new(threads);
        (Trainer trainer, _) = TrainedNet.Find(net).Prepare(optimizer, warmUp + 50, workers);

        (long start, long end) = (0, 0);
        foreach (TrainingStep step in trainer.Steps())
        {
            if (step.Step == warmUp) start = GC.GetAllocatedBytesForCurrentThread();
            end = GC.GetAllocatedBytesForCurrentThread();
        }

        (end - start).ShouldBe(0);
    }
}
