using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.Playwright;

namespace Evenkeel.Browser.Tests;

[Collection(BrowserTests.Name)]
public sealed class ReportPageTests(BrowserFixture browser)
{
    [Fact]
    public async Task Page_OpensFromDiskWithoutComplaintAndFetchesNothing()
    {
        await using ReportView view = await ReportView.OpenAsync(browser);

        string heading = await view.Page.Locator("h1").InnerTextAsync();

        heading.ShouldBe("Five initializations of one tanh network");
        (await view.Page.TitleAsync()).ShouldBe(heading);
        view.Complaints.ShouldBeEmpty();
        view.Requests.Where(request => !request.StartsWith("data:", StringComparison.Ordinal)).ShouldHaveSingleItem();
    }

    [Fact]
    public async Task ResultTable_SaysWhatTheDataSay()
    {
        await using ReportView view = await ReportView.OpenAsync(browser);
        ILocator rows = view.Page.Locator("section:has(#results) tbody");

        IReadOnlyList<string> texts = await rows.AllInnerTextsAsync();

        texts.Count.ShouldBe(5);
        foreach ((string text, JsonNode scheme) in texts.Zip(Schemes()))
        {
            text.ShouldContain((string)scheme["scheme"]!);
            text.ShouldContain((string)scheme["verdict"]!);
            text.ShouldContain((string)scheme["standing"]!);
            double accuracy = (double)scheme["testAccuracy"]!["mean"]!;
            text.ShouldContain(Math.Round(100 * accuracy, 1, MidpointRounding.AwayFromZero).ToString("F1", CultureInfo.InvariantCulture));
        }
    }

    [Fact]
    public async Task Charts_EachHaveNumbersASummaryAndAName()
    {
        await using ReportView view = await ReportView.OpenAsync(browser);
        ILocator figures = view.Page.Locator("figure");

        int count = await figures.CountAsync();

        count.ShouldBe(9);
        for (int i = 0; i < count; i++)
        {
            ILocator figure = figures.Nth(i);
            (await figure.Locator("figcaption h3").InnerTextAsync()).ShouldNotBeNullOrWhiteSpace();
            (await figure.Locator(".summary").InnerTextAsync()).ShouldEndWith(".");
            if (await figure.Locator("details.numbers").CountAsync() > 0)
            {
                await figure.Locator(".numbers > summary").ClickAsync();
            }

            await figure.Locator("tbody tr").First.WaitForAsync();
            foreach (ILocator chart in await figure.Locator("svg[role=img]").AllAsync())
            {
                (await chart.GetAttributeAsync("aria-label")).ShouldNotBeNullOrWhiteSpace();
            }
        }
    }

    [Fact]
    public async Task LossNumbers_AreTheMeansOverSeeds()
    {
        await using ReportView view = await ReportView.OpenAsync(browser);

        Dictionary<string, string[]> table = await NumbersAsync(view, "Training loss");

        double mean = Runs("xavier").Average(run => LossAt(run, 200));
        double lowest = Runs("xavier").Min(run => LossAt(run, 200));
        int column = Array.IndexOf(table["step"], "xavier");
        Parse(table["200"][column]).ShouldBe(mean, 1e-5 * mean);
        Parse(table["200"][column + 1]).ShouldBe(lowest, 1e-5 * lowest);

        static double LossAt(JsonNode run, int step)
        {
            int at = run["loss"]!["steps"]!.AsArray().Select(one => (int)one!).ToList().IndexOf(step);
            return (double)run["loss"]!["values"]![at]!;
        }
    }

    [Theory]
    [InlineData("Forward: spread of activations", "activationStd")]
    [InlineData("Backward: spread of gradients", "gradientStd")]
    public async Task LayerNumbers_AreTheGeometricMeansOverSeeds(string title, string field)
    {
        await using ReportView view = await ReportView.OpenAsync(browser);

        Dictionary<string, string[]> table = await NumbersAsync(view, title);

        foreach (string scheme in new[] { "uniform", "xavier", "normal" })
        {
            double expected = Math.Exp(Runs(scheme).Average(run => Math.Log((double)run["layers"]![2]![field]!)));
            Parse(table["3"][Array.IndexOf(table["layer"], scheme)]).ShouldBe(expected, 1e-5 * expected);
        }

        table["3"][Array.IndexOf(table["layer"], "zero")].ShouldBe("0");
    }

    [Fact]
    public async Task DivergedRuns_EndTheirCurveWithAMark()
    {
        JsonNode report = JsonNode.Parse(ReportView.Fixture)!;
        foreach (JsonNode? run in report["runs"]!.AsArray().Where(run => (string)run!["scheme"]! == "normal"))
        {
            JsonArray steps = run!["loss"]!["steps"]!.AsArray();
            JsonArray values = run["loss"]!["values"]!.AsArray();
            (run["diverged"], run["divergedAt"], run["finalLoss"], run["testAccuracy"]) = (true, 100, null, null);
            for (int i = 0; i < steps.Count; i++)
            {
                values[i] = (int)steps[i]! < 100 ? values[i]!.DeepClone() : null;
            }
        }

        await using ReportView view = await ReportView.OpenAsync(browser, report.ToJsonString());
        string chart = await Figure(view, "Training loss").Locator("svg[role=img]").TextContentAsync() ?? "";

        chart.ShouldContain("diverged at step 100");
        chart.ShouldContain("1 of 5 seeds diverged at step 3");
        view.Complaints.ShouldBeEmpty();
    }

    [Fact]
    public async Task Text_ThatEndsAScriptOrOpensAnElementStaysText()
    {
        const string Hostile = "</title></script><script>alert(1)</script><img src=x onerror=alert(2)>\u2028&amp;";
        JsonNode report = JsonNode.Parse(ReportView.Fixture)!;
        report["title"] = Hostile;
        report["data"]!["name"] = Hostile;
        report["summary"]![0]!["formula"] = Hostile;
        report["summary"]![0]!["verdict"] = Hostile;
        report["command"] = Hostile;
        string json = report.ToJsonString(new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping });

        await using ReportView view = await ReportView.OpenAsync(browser, json);

        (await view.Page.Locator("h1").TextContentAsync()).ShouldBe(Hostile);
        (await view.Page.Locator("script").CountAsync()).ShouldBe(2);
        (await view.Page.Locator("img").CountAsync()).ShouldBe(0);
        view.Complaints.ShouldBeEmpty();
    }

    [Fact]
    public async Task Network_WithOneLayerOneSeedAndNoChanceIsShown()
    {
        JsonNode report = JsonNode.Parse(ReportView.Fixture)!;
        report["chance"] = null;
        report["target"] = null;
        report["data"]!["classes"] = null;
        report["runs"] = new JsonArray([.. Runs("xavier").Concat(Runs("zero")).Where(run => (int)run["seed"]! == 0).Select(Shorten)]);
        report["summary"] = new JsonArray([.. Schemes().Where(scheme => (string)scheme["scheme"]! is "xavier" or "zero").Select(scheme => scheme.DeepClone())]);

        await using ReportView view = await ReportView.OpenAsync(browser, report.ToJsonString());

        (await view.Page.Locator("figure").CountAsync()).ShouldBe(9);
        (await view.Page.Locator("#page").InnerTextAsync()).ShouldNotContain("NaN");
        view.Complaints.ShouldBeEmpty();

        static JsonNode Shorten(JsonNode run)
        {
            JsonNode copy = run.DeepClone();
            copy["layers"] = new JsonArray(copy["layers"]![0]!.DeepClone());
            return copy;
        }
    }

    private static ILocator Figure(ReportView view, string title) =>
        view.Page.Locator("figure", new() { Has = view.Page.GetByRole(AriaRole.Heading, new() { Name = title, Exact = true }) });

    /// <summary>The table of numbers below a figure, by the text of each row's first cell.</summary>
    private static async Task<Dictionary<string, string[]>> NumbersAsync(ReportView view, string title)
    {
        ILocator figure = Figure(view, title);
        await figure.Locator(".numbers > summary").ClickAsync();
        string json = await figure.Locator("table").EvaluateAsync<string>(
            "table => JSON.stringify([...table.rows].map(row => [...row.cells].map(cell => cell.textContent.trim())))");

        return JsonSerializer.Deserialize<string[][]>(json)!.ToDictionary(row => row[0]);
    }

    private static IEnumerable<JsonNode> Schemes() => JsonNode.Parse(ReportView.Fixture)!["summary"]!.AsArray().Select(scheme => scheme!);

    private static IEnumerable<JsonNode> Runs(string scheme) =>
        JsonNode.Parse(ReportView.Fixture)!["runs"]!.AsArray().Where(run => (string)run!["scheme"]! == scheme).Select(run => run!);

    private static double Parse(string text) => double.Parse(text, CultureInfo.InvariantCulture);
}
