using System.Text.Json.Nodes;
using Evenkeel.Lab.Tests.Sessions;

namespace Evenkeel.Lab.Tests;

public class HubTests
{
    [Fact]
    public async Task Hello_SaysWhatThereIs()
    {
        await using LabServer server = await Lab.Start();
        await using LabClient page = await LabClient.Connect(server);

        JsonNode hello = (await page.Invoke("hello"))!;

        ((int)hello["limits"]!["parameters"]!).ShouldBe(2_000_000);
        hello["schemes"]!.AsArray().Select(scheme => (string)scheme!["name"]!).ShouldContain("xavier");
        hello["data"]!.AsArray().Single(data => (string)data!["name"]! == "mnist")!["found"]!.GetValue<bool>().ShouldBeFalse();
    }

    [Fact]
    public async Task ASession_OpensPlaysAndAdvances()
    {
        await using LabServer server = await Lab.Start();
        await using LabClient page = await LabClient.Connect(server);

        JsonNode opened = (await page.Invoke("open", new { query = "", defaults = Bench.Figure1, parts = Bench.Everything, pace = (double?)60 }))!;
        int session = (int)opened["session"]!;
        string frames = await page.Listen("frames", session);
        JsonObject first = (await page.Item(frames))!;
        await page.Tell("drawn", session, (int)first["number"]!);
        await page.Tell("advance", session, 5);
        JsonObject frame;
        do
        {
            frame = (await page.Item(frames))!;
            await page.Tell("drawn", session, (int)frame["number"]!);
        }
        while ((int)frame["step"]! < 5);

        ((string)opened["network"]!).ShouldBe("2-6-3-1");
        ((int)first["step"]!).ShouldBe(0);
        first["runs"]!.AsArray().Count.ShouldBe(4);
        Convert.FromBase64String((string)first["runs"]![2]!["map"]!).Length.ShouldBe(101 * 101);
        ((int)frame["step"]!).ShouldBe(5);
    }

    [Fact]
    public async Task AClosedTab_FreesItsSessionsWithinFiveSeconds()
    {
        await using LabServer server = await Lab.Start();
        await using LabClient leaves = await LabClient.Connect(server), vanishes = await LabClient.Connect(server), closes = await LabClient.Connect(server);
        foreach (LabClient page in new[] { leaves, leaves, vanishes, closes })
        {
            int session = await Open(page, Bench.Figure1);
            await page.Listen("frames", session);
            await page.Tell("play", session);
        }

        server.OpenSessions.ShouldBe(4);
        await closes.Tell("close", 1);
        await leaves.DisposeAsync();
        vanishes.Abort();

        SpinWait.SpinUntil(() => server.OpenSessions == 0, TimeSpan.FromSeconds(5)).ShouldBeTrue();
    }

    [Fact]
    public async Task OnePage_MayHaveSoManySessionsAndTheServerSoMany()
    {
        await using LabServer server = await Lab.Start(options => options with { Limits = new() { SessionsPerPage = 2, Sessions = 3 } });
        await using LabClient first = await LabClient.Connect(server), second = await LabClient.Connect(server);
        await Open(first, Bench.Figure1);
        await Open(first, Bench.Figure1);

        (await Should.ThrowAsync<LabRefusal>(() => Open(first, Bench.Figure1))).Message.ShouldEndWith("This page has 2 sessions open, as many as one page may; close one first.");
        await Open(second, Bench.Figure1);
        (await Should.ThrowAsync<LabRefusal>(() => Open(second, Bench.Figure1))).Message.ShouldEndWith("All 3 sessions of this server are taken; try again once somebody has left, or start it with a larger --max-sessions.");
        await first.Invoke("close", 1);
        SpinWait.SpinUntil(() => server.OpenSessions == 2, TimeSpan.FromSeconds(5)).ShouldBeTrue();
        (await Open(second, Bench.Figure1)).ShouldBe(2);
    }

    [Theory]
    [InlineData("data=digits&hidden=3000x3", "at most 2,000,000 are trained here")]
    [InlineData("data=circle&hidden=6&init=zero,one,xavier,normal,uniform", "4")]
    [InlineData("data=digits&train=8000&batch=full", "2000")]
    [InlineData("data=circle&step=2000000", "1000000")]
    [InlineData("data=/etc/passwd.csv", "The lab has no data")]
    [InlineData("data=mnist", "is not on this machine")]
    public async Task WhatIsOverALimit_IsBroughtDownWithASentence(string query, string sentence)
    {
        await using LabServer server = await Lab.Start();
        await using LabClient page = await LabClient.Connect(server);

        JsonNode opened = (await page.Invoke("open", new { query, defaults = "data=circle&hidden=3&init=xavier", parts = Array.Empty<string>(), pace = 1.0 }))!;

        opened["problems"]!.AsArray().Select(problem => (string)problem!).ShouldContain(problem => problem.Contains(sentence, StringComparison.Ordinal));
        ((int)opened["parameters"]!).ShouldBeLessThanOrEqualTo(2_000_000);
    }

    [Theory]
    [InlineData("play", "[7]", "This page has no session 7; open one.")]
    [InlineData("jump", "[1,-1]", "The step to jump to is -1 but must be 0 to 1000000.")]
    [InlineData("jump", "[1,1000001]", "The step to jump to is 1000001 but must be 0 to 1000000.")]
    [InlineData("advance", "[1,0]", "The number of steps to go on is 0 but must be 1 to 1000000.")]
    [InlineData("rate", "[1,-0.5]", "The learning rate is -0.5 but must be a number above 0.")]
    [InlineData("pace", "[1,0]", "The pace is 0 steps a second but must be 0.01 to 1000000, or null for as fast as it goes.")]
    [InlineData("look", "[1,[\"everything\"]]", "A frame has no part 'everything'; its parts are map, edges, histograms, digits, accuracy.")]
    public async Task ACallThatCannotBeObeyed_IsRefusedWithASentenceAndHurtsNothing(string method, string arguments, string sentence)
    {
        await using LabServer server = await Lab.Start();
        await using LabClient page = await LabClient.Connect(server);
        int session = await Open(page, Bench.Figure1);

        LabRefusal refusal = await Should.ThrowAsync<LabRefusal>(() => page.Invoke(method, [.. JsonNode.Parse(arguments)!.AsArray()]));

        refusal.Message.ShouldEndWith(sentence);
        await page.Invoke("advance", session, 1);
    }

    [Fact]
    public async Task Sessions_OfOnePageAreNoBusinessOfAnother()
    {
        await using LabServer server = await Lab.Start();
        await using LabClient owner = await LabClient.Connect(server), stranger = await LabClient.Connect(server);
        int session = await Open(owner, Bench.Figure1);

        await Should.ThrowAsync<LabRefusal>(() => stranger.Invoke("reset", session));
        await stranger.Invoke("close", session);

        server.OpenSessions.ShouldBe(1);
    }

    [Fact]
    public async Task AskingForFramesAnew_EndsTheEarlierStream()
    {
        await using LabServer server = await Lab.Start();
        await using LabClient page = await LabClient.Connect(server);
        int session = await Open(page, Bench.Figure1);
        string first = await page.Listen("frames", session);
        (await page.Item(first)).ShouldNotBeNull();

        string second = await page.Listen("frames", session);

        (await page.Item(second)).ShouldNotBeNull();
        while (await page.Item(first) is not null) { }
    }

    private static async Task<int> Open(LabClient page, string query) =>
        (int)(await page.Invoke("open", new { query, defaults = "", parts = Array.Empty<string>(), pace = (double?)null }))!["session"]!;
}
