using Evenkeel.Experiments;

namespace Evenkeel.Tests.Experiments;

public class SideBySideTests
{
    [Theory]
    [InlineData(0, 3)]
    [InlineData(1, 1)]
    [InlineData(1, 4)]
    [InlineData(57, 1)]
    [InlineData(57, 3)]
    public void Run_DoesEachRunOnce(int runs, int threads)
    {
        int[] done = new int[runs];

        SideBySide.Run(runs, threads, (i, _, betweenSteps) =>
        {
            Interlocked.Increment(ref done[i]);
            betweenSteps();
        });

        done.ShouldAllBe(count => count == 1);
    }

    [Fact]
    public void Run_UsesAsManyThreadsAsItMay()
    {
        using Barrier barrier = new(3);
        int[] places = new int[3];

        SideBySide.Run(3, 3, (i, _, _) =>
        {
            places[i] = Environment.CurrentManagedThreadId;
            barrier.SignalAndWait();
        });

        places.Distinct().Count().ShouldBe(3);
    }

    [Theory]
    [InlineData(2, 2, 1)]
    [InlineData(2, 5, 2)]
    [InlineData(1, 4, 4)]
    public void Run_LetsSpareThreadsHelpInsideTheRuns(int runs, int threads, int expected)
    {
        int[] sizes = new int[runs];

        SideBySide.Run(runs, threads, (i, workers, _) => sizes[i] = workers.Count);

        sizes.ShouldAllBe(size => size == expected);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void Run_ThatFails_ReachesTheCallerAsItIsAndLetsNoOtherBegin(int threads)
    {
        int begun = 0;
        using ManualResetEventSlim failed = new();

        Should.Throw<InvalidOperationException>(() => SideBySide.Run(1000, threads, (i, _, _) =>
        {
            int place = Interlocked.Increment(ref begun);
            if (i == 3)
            {
                failed.Set();
                throw new InvalidOperationException("Run 3 failed.");
            }

            // Those that are under way end only after the failure, and none in the moment that it takes to be seen.
            if (place <= 4) return;
            failed.Wait();
            Thread.Sleep(1);
        })).Message.ShouldBe("Run 3 failed.");

        begun.ShouldBeLessThan(100);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void Cancellation_LetsNoFurtherRunBegin(int threads)
    {
        using CancellationTokenSource source = new();
        int begun = 0;

        SideBySide.Run(1000, threads, (_, _, _) =>
        {
            if (Interlocked.Increment(ref begun) == 5) source.Cancel();
        }, source.Token);

        begun.ShouldBeInRange(5, 5 + threads);
    }
}
