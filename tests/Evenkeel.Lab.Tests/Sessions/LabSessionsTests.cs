using Evenkeel.Data;
using Evenkeel.Lab.Sessions;

namespace Evenkeel.Lab.Tests.Sessions;

public class LabSessionsTests
{
    [Fact]
    public void Memory_IsTakenOnceForDataAndGivenBack()
    {
        using MemoryReturn giveBack = new(new FakeTime());
        LabSessions sessions = new(new() { Memory = 100_000_000 }, giveBack);
        IDataSet points = ToyData.Find("circle")!.Generate(10, 1);
        SessionMemory first = new(30_000_000, new(points, points), 20_000_000), second = first with { Own = 40_000_000 };

        sessions.Hold(first);
        sessions.Hold(second);

        sessions.Held.ShouldBe(90_000_000);
        Should.Throw<Refusal>(() => sessions.Hold(first)).Message.ShouldBe(
            "This session needs about 30 MB, but of the 100 MB that this server has for all sessions 10 MB are free; take narrower layers, a smaller batch or fewer initializations, or try again once somebody has left.");
        sessions.Free(second);
        sessions.Held.ShouldBe(50_000_000);
        sessions.Free(first);
        sessions.Held.ShouldBe(0);
    }

    [Fact]
    public async Task ASessionBeyondMemory_IsRefusedAndHoldsNothing()
    {
        await using LabServer server = await Lab.Start(options => options with { Limits = new() { Memory = 1_000_000 } });
        await using LabClient page = await LabClient.Connect(server);

        LabRefusal refusal = await Should.ThrowAsync<LabRefusal>(() => page.Invoke("open", new { query = "data=digits&train=1000&hidden=300x4&activation=tanh&init=xavier", defaults = "", parts = Array.Empty<string>(), pace = 1.0 }));

        refusal.Message.ShouldContain("but of the 1 MB that this server has for all sessions 1 MB are free");
        server.OpenSessions.ShouldBe(0);
        (await page.Invoke("open", new { query = Bench.Figure1, defaults = "", parts = Array.Empty<string>(), pace = 1.0 })).ShouldNotBeNull();
    }

    [Fact]
    public void AfterABurst_MemoryIsCollectedOnce()
    {
        FakeTime time = new();
        int collections = 0;
        using MemoryReturn giveBack = new(time, () => collections++);

        for (int i = 0; i < 10; i++) giveBack.Released();
        collections.ShouldBe(0);
        time.Advance(MemoryReturn.Wait);
        collections.ShouldBe(1);
        time.Advance(TimeSpan.FromMinutes(1));
        collections.ShouldBe(1);
        giveBack.Released();
        time.Advance(MemoryReturn.Wait);
        collections.ShouldBe(2);
    }
}
