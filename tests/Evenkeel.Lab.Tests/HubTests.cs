using System.Text.Json.Nodes;

namespace Evenkeel.Lab.Tests;

public class HubTests
{
    private const string Figure1 = "data=circle&hidden=6,3&activation=relu&init=zero,xavier*0.01,xavier,xavier*100&lr=0.1&batch=full";

    [Fact]
    public async Task Hello_SaysWhatThereIs()
    {
        await using LabServer server = await Lab.Start();
        await using LabClient page = await LabClient.Connect(server);

        JsonNode hello = (await page.Invoke("hello"))!;

        ((int)hello["limits"]!["parameters"]!).ShouldBe(2_000_000);
        hello["schemes"]!.AsArray().Select(scheme => (string)scheme!["name"]!).ShouldContain("xavier");
    }

    [Fact]
    public async Task ASession_OpensPlaysAndAdvances()
    {
        await using LabServer server = await Lab.Start();
        await using LabClient page = await LabClient.Connect(server);

        JsonNode opened = (await page.Invoke("open", new { query = "", defaults = Figure1, parts = new[] { "map", "edges", "histograms", "accuracy" }, pace = (double?)60 }))!;
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
}
