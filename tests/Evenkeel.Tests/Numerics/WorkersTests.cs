using Evenkeel.Numerics;

namespace Evenkeel.Tests.Numerics;

public class WorkersTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(5)]
    public void Run_DoesEachChunkOnce(int threads)
    {
        using Workers workers = new(threads);
        for (int chunks = 0; chunks < 200; chunks++)
        {
            int[] done = new int[chunks];
            Counting work = new() { Done = done };

            workers.Run(ref work, chunks);

            done.ShouldAllBe(count => count == 1);
        }
    }

    [Fact]
    public void Run_WakesThreadsThatFellAsleep()
    {
        using Workers workers = new(3);
        for (int round = 0; round < 5; round++)
        {
            Thread.Sleep(20);
            Meeting work = new() { Barrier = new(3) };

            workers.Run(ref work, 3);

            work.Barrier.CurrentPhaseNumber.ShouldBe(1);
        }
    }

    [Theory]
    [InlineData(1)]
    [InlineData(4)]
    public void Run_BringsWhatAChunkThrowsToTheCaller(int threads)
    {
        using Workers workers = new(threads);
        Failing failing = default;
        int[] done = new int[100];
        Counting work = new() { Done = done };

        Should.Throw<InvalidOperationException>(() => workers.Run(ref failing, 100)).Message.ShouldBe("Chunk 7 failed.");
        workers.Run(ref work, 100);

        done.ShouldAllBe(count => count == 1);
    }

    [Fact]
    public void Run_WithinAChunkIsDoneByThatThreadAlone()
    {
        using Workers workers = new(3);
        Nested work = new() { Workers = workers, Done = new int[20] };

        workers.Run(ref work, 10);

        work.Done.ShouldAllBe(count => count == 10);
    }

    [Fact]
    public void Run_ServesManyCallersAtOnce()
    {
        using Workers workers = new(2);
        int[][] done = [new int[500], new int[500], new int[500], new int[500]];

        Parallel.ForEach(done, mine =>
        {
            for (int i = 0; i < 20; i++)
            {
                Counting work = new() { Done = mine };
                workers.Run(ref work, mine.Length);
            }
        });

        done.SelectMany(counts => counts).ShouldAllBe(count => count == 20);
    }

    [Fact]
    public void Run_AfterTheEndIsRefused()
    {
        Workers workers = new(2);
        workers.Dispose();
        workers.Dispose();
        Counting work = new() { Done = new int[1] };

        Should.Throw<ObjectDisposedException>(() => workers.Run(ref work, 1));
    }

    [Fact]
    public void One_OutlivesItsDisposal()
    {
        Workers.One.Dispose();
        Counting work = new() { Done = new int[3] };

        Workers.One.Run(ref work, 3);

        work.Done.ShouldBe([1, 1, 1]);
    }

    [Fact]
    public void Workers_NeedAThread()
    {
        ArgumentOutOfRangeException thrown = Should.Throw<ArgumentOutOfRangeException>(() => new Workers(0));

        thrown.Message.ShouldBe("A team of 0 threads cannot work; it needs at least 1. (Parameter 'count')");
    }

    private struct Counting : IChunkedWork
    {
        public int[] Done;

        public readonly void Do(int chunk) => Interlocked.Increment(ref Done[chunk]);
    }

    /// <summary>Chunks that end only when three threads are at work.</summary>
    private struct Meeting : IChunkedWork
    {
        public Barrier Barrier;

        public readonly void Do(int chunk) => Barrier.SignalAndWait();
    }

    private struct Failing : IChunkedWork
    {
        public readonly void Do(int chunk)
        {
            if (chunk == 7) throw new InvalidOperationException("Chunk 7 failed.");
        }
    }

    private struct Nested : IChunkedWork
    {
        public Workers Workers;
        public int[] Done;

        public readonly void Do(int chunk)
        {
            Counting inner = new() { Done = Done };
            Workers.Run(ref inner, Done.Length);
        }
    }
}
