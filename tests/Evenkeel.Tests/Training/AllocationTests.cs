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
        const int stretch = 25;
        using Workers workers = new(threads);
        (Trainer trainer, _) = TrainedNet.Find(net).Prepare(optimizer, 4 * stretch, workers);

        long[] marks = new long[4];
        foreach (TrainingStep step in trainer.Steps())
        {
            if (step.Step % stretch == 0) marks[step.Step / stretch - 1] = GC.GetAllocatedBytesForCurrentThread();
        }

        // A thread of a team makes its scratch memory when it takes its first chunk, which may be late; it does so once. What a step
        // allocates would show in every stretch.
        marks.Zip(marks.Skip(1), (start, end) => end - start).Min().ShouldBe(0);
    }
}
