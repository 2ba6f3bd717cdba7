using Evenkeel.Data;
using Evenkeel.Networks;
using Evenkeel.Numerics;
using Evenkeel.Training;

namespace Evenkeel.Tests.Training;

/// <summary>The five networks of the table train without a byte of garbage, on any thread.</summary>
public class TableAllocationTests
{
    public static TheoryData<string, string, int> Runs
    {
        get
        {
            TheoryData<string, string, int> runs = [];
            foreach (TableNet net in TableNet.All)
            {
                foreach (string optimizer in (string[])["sgd", "adam"])
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
    public void Step_AllocatesNothingOnAnyThread(string name, string optimizer, int threads)
    {
        const int warmUp = 2, stretches = 3, stretch = 2;
        TableNet net = TableNet.Find(name);
        ArrayDataSet data = net.Samples();
        Network network = net.Build(data);
        using Workers workers = new(threads);
        Trainer trainer = new(network, net.Start(network), data, net.Train(optimizer, warmUp + stretches * stretch), 0, workers);
        long[] marks = new long[stretches + 1];
        Census census = new(workers);

        foreach (TrainingStep step in trainer.Steps())
        {
            step.Diverged.ShouldBeFalse();
            int after = step.Step - warmUp;
            if (after >= 0 && after % stretch == 0) marks[after / stretch] = census.Take();
        }

        // A thread makes its scratch memory when it takes its first chunk, which may be late. What a step allocates would show in every stretch.
        marks.Zip(marks.Skip(1), (start, end) => end - start).Min().ShouldBe(0);
    }

    [Fact]
    public void Census_CountsEveryThreadOfATeam()
    {
        using Workers workers = new(3);
        Census census = new(workers);
        census.Take();
        long before = census.Take();

        // Three lists of 1000 bytes; a thread that sleeps for the first time may make some hundred bytes of its own.
        census.Take(waste: 1000);
        (census.Take() - before).ShouldBeInRange(3 * 1000, 3 * 1000 + 999);
    }

    /// <summary>Asks every thread of a team how much it has allocated, without allocating.</summary>
    private sealed class Census(Workers workers)
    {
        private long total;
        private int missing;
        private int waste;

        public long Take(int waste = 0)
        {
            (total, missing, this.waste) = (0, workers.Count, waste);
            Question question = new(this);
            workers.Run(ref question, workers.Count);
            return total;
        }

        private readonly struct Question(Census census) : IChunkedWork
        {
            /// <summary>One chunk for each thread: none ends before all have begun.</summary>
            public void Do(int chunk)
            {
                if (census.waste > 0) GC.KeepAlive(new byte[census.waste]);
                Interlocked.Add(ref census.total, GC.GetAllocatedBytesForCurrentThread());
                Interlocked.Decrement(ref census.missing);
                while (Volatile.Read(ref census.missing) > 0) Thread.Yield();
            }
        }
    }
}
