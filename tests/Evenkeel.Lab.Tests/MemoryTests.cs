using System.Threading.Channels;
using Evenkeel.Lab.Protocol;
using Evenkeel.Lab.Tests.Sessions;

namespace Evenkeel.Lab.Tests;

[Collection(Alone.Name)]
public class MemoryTests
{
    [Fact]
    public void FramesThatNobodyDraws_PileUpNothingAndHoldNothingUp()
    {
        using Bench bench = new(Bench.Figure1, parts: Bench.Everything);
        ChannelReader<Frame> frames = bench.Session.Frames();
        bench.Session.Play();
        SpinWait.SpinUntil(() => frames.Count == 2, TimeSpan.FromSeconds(60)).ShouldBeTrue();
        long before = GC.GetTotalMemory(forceFullCollection: true);
        int step = bench.Session.Step;

        SpinWait.SpinUntil(() => bench.Session.Step > step + 5000, TimeSpan.FromSeconds(60)).ShouldBeTrue();
        long after = GC.GetTotalMemory(forceFullCollection: true);

        frames.Count.ShouldBe(2);

        // A frame is about 100 kB; five thousand steps at this speed would be tens of them.
        (after - before).ShouldBeLessThan(500_000);
    }

    [Fact]
    public async Task TwoThousandVisitors_LeaveMemoryWhereItWas()
    {
        await using LabServer server = await Lab.Start();
        await Visit(server, 2000);
        long before = await Settled(server);

        await Visit(server, 2000);
        long after = await Settled(server);

        server.OpenSessions.ShouldBe(0);

        // A session of this figure holds about 100 kB: two thousand would hold 200 MB.
        (after - before).ShouldBeLessThan(4_000_000);
    }

    /// <summary>Connects, opens, looks at a frame every tenth time, and leaves; half of them without a word.</summary>
    private static async Task Visit(LabServer server, int visitors)
    {
        int next = 0;
        await Task.WhenAll(Enumerable.Range(0, 4).Select(async _ =>
        {
            for (int i = Interlocked.Increment(ref next); i <= visitors; i = Interlocked.Increment(ref next))
            {
                await using LabClient page = await LabClient.Connect(server);
                if (i % 4 == 0)
                {
                    int session = (int)(await page.Invoke("open", new { query = Bench.Figure1, defaults = "", parts = Bench.Everything, pace = (double?)null }))!["session"]!;
                    string frames = await page.Listen("frames", session);
                    await page.Tell("play", session);
                    if (i % 40 == 0) (await page.Item(frames)).ShouldNotBeNull();
                }

                if (i % 2 == 0) page.Abort();
            }
        }));
    }

    private static async Task<long> Settled(LabServer server)
    {
        for (int i = 0; i < 100 && server.OpenSessions > 0; i++) await Task.Delay(50);
        for (int i = 0; i < 3; i++)
        {
            GC.Collect();
            GC.WaitForPendingFinalizers();
            await Task.Delay(100);
        }

        return GC.GetTotalMemory(forceFullCollection: true);
    }
}
