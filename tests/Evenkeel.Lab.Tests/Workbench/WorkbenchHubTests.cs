using System.Text.Json.Nodes;

namespace Evenkeel.Lab.Tests.Workbench;

public class WorkbenchHubTests
{
    [Fact]
    public async Task APage_AsksForAPlan_RunsIt_AndEndsOneEarly()
    {
        await using LabServer server = await Lab.Start();
        await using LabClient page = await LabClient.Connect(server);

        JsonNode plan = (await page.Invoke("ask", "plan", "data=circle&epochs=10&repeats=1"))!;
        JsonObject end = await Last(page, await page.Listen("compare", "data=circle&epochs=10&repeats=1"));
        string stream = await page.Listen("compare", "data=circle&steps=1000000&repeats=1");
        JsonObject first = (await page.Item(stream))!;
        await page.Tell("finish", (int)first["number"]!);
        JsonObject stopped = await Last(page, stream);

        ((string)plan["answer"]!["network"]!).ShouldBe("2-6-3-1");
        ((string)plan["answer"]!["words"]!["weight-decay"]!).ShouldBe("0");
        ((string)end["report"]!["kind"]!).ShouldBe("comparison");
        end["report"]!["runs"]!.AsArray().Count.ShouldBe(4);
        ((long)stopped["done"]!).ShouldBeLessThan((long)stopped["of"]!);
    }

    [Fact]
    public async Task APage_HearsWhyAComparisonIsRefused()
    {
        await using LabServer server = await Lab.Start(options => options with { Limits = new() { Work = 1 } });
        await using LabClient page = await LabClient.Connect(server);

        LabRefusal refusal = await Should.ThrowAsync<LabRefusal>(async () => await Last(page, await page.Listen("compare", "data=circle")));

        refusal.Message.ShouldContain("times what one may cost here");
    }

    private static async Task<JsonObject> Last(LabClient page, string stream)
    {
        JsonObject? last = null;
        while (await page.Item(stream) is { } item) last = item;
        return last!;
    }
}
