using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.Playwright;

namespace Evenkeel.Browser.Tests;

/// <summary>Pictures are drawn where their numbers are, can be read out, and hold the table that is written beside them.</summary>
[Collection(BrowserTests.Name)]
public sealed class PictureTests(BrowserFixture browser)
{
    [Theory]
    [InlineData("sweep")]
    [InlineData("trainability")]
    [InlineData("table1")]
    public async Task Pictures_HaveANameASummaryAndTheirNumbers(string name)
    {
        await using ReportView view = await ReportView.OpenAsync(browser, Fixture(name).ToJsonString());
        JsonArray pictures = Fixture(name)["pictures"]!.AsArray();
        IReadOnlyList<ILocator> figures = await view.Page.Locator("figure").AllAsync();

        figures.Count.ShouldBe(pictures.Count);
        foreach ((ILocator figure, JsonNode? picture) in figures.Zip(pictures))
        {
            (await figure.Locator("h3").InnerTextAsync()).ShouldBe((string)picture!["title"]!);
            (await figure.Locator("svg[role=img]").GetAttributeAsync("aria-label") ?? "").ShouldEndWith((string)picture["summary"]!);
            await figure.Locator(".numbers > summary").ClickAsync();
            (await figure.Locator("tbody tr").CountAsync()).ShouldBe(RowsOf(picture));
        }
    }

    [Fact]
    public async Task Map_PutsTheLineOfTheoryBetweenTheCellsItParts()
    {
        JsonNode page = Fixture("trainability");
        JsonNode map = page["pictures"]![0]!;

        // Rows are not even. Halfway between two of them as numbers is halfway between their middles as cells; so is a row's own number its middle.
        map["lines"] = new JsonArray(Line("first row", 1, 4, 10), Line("between", 1, 4, 140), Line("last row", 1, 4, 300));
        await using ReportView view = await ReportView.OpenAsync(browser, page.ToJsonString());

        double[][] boxes = await BoxesAsync(view, "g[aria-label='line'] path, path[stroke-dasharray], g[stroke-dasharray] path");
        double[] frame = (await BoxesAsync(view, "rect[fill='none'], rect[stroke='var(--axis)']"))[0];

        double cell = frame[3] / 9;
        double[] heights = [.. boxes.Select(box => box[1] - frame[1]).Distinct().Order()];
        heights[0].ShouldBe(0.5 * cell, 1);
        heights[^1].ShouldBe(8.5 * cell, 1);
        heights.ShouldContain(height => Math.Abs(height - 3 * cell) < 1);

        static JsonNode Line(string name, double from, double to, double y) =>
            new JsonObject { ["name"] = name, ["style"] = "theory", ["x"] = new JsonArray(from, to), ["y"] = new JsonArray(y, y) };
    }

    [Fact]
    public async Task Map_WithoutAValueIsMarkedAndTheScaleSaysSo()
    {
        await using ReportView view = await ReportView.OpenAsync(browser, Fixture("trainability").ToJsonString());
        ILocator figure = view.Page.Locator("figure").First;

        (await figure.Locator("svg[role=img] text").AllTextContentsAsync()).Count(text => text == "×").ShouldBe(1);
        (await figure.InnerTextAsync()).ShouldContain("× no value");
    }

    [Fact]
    public async Task Map_ReadsItsCellsOutByKeyboard()
    {
        await using ReportView view = await ReportView.OpenAsync(browser, Fixture("trainability").ToJsonString());
        JsonNode map = Fixture("trainability")["pictures"]![0]!;
        ILocator reader = view.Page.Locator(".readable").First;

        await reader.FocusAsync();
        await view.Page.Keyboard.PressAsync("ArrowRight");
        await view.Page.Keyboard.PressAsync("ArrowRight");
        await view.Page.Keyboard.PressAsync("ArrowDown");

        // The first stop is the upper left cell; from there one to the right and one down.
        string value = ((double)map["cells"]![7]![1]!).ToString("G3", System.Globalization.CultureInfo.InvariantCulture);
        string said = await reader.Locator("p").InnerTextAsync();
        said.ShouldContain("hidden layers 220");
        said.ShouldContain($"training accuracy: {value}");
        (await reader.Locator("svg[role=img]").TextContentAsync() ?? "").ShouldContain("hidden layers 220");
        view.Complaints.ShouldBeEmpty();
    }

    [Fact]
    public async Task Lines_WithAGapAreInPieces()
    {
        JsonNode page = Fixture("sweep");
        await using ReportView view = await ReportView.OpenAsync(browser, page.ToJsonString());
        ILocator chart = view.Page.Locator("figure svg[role=img]").First;

        string[] paths = await chart.EvaluateAsync<string[]>("chart => [...chart.querySelectorAll('path[stroke=\"var(--series-1)\"]')].map(path => path.getAttribute('d'))");

        paths.ShouldHaveSingleItem().Count(letter => letter == 'M').ShouldBe(2);
    }

    [Fact]
    public async Task Legend_HidesALineAndTheAddressKeepsIt()
    {
        await using ReportView view = await ReportView.OpenAsync(browser, Fixture("sweep").ToJsonString());
        ILocator figure = view.Page.Locator("figure").First;
        ILocator button = figure.GetByRole(AriaRole.Button, new() { Name = "xavier" });

        await button.FocusAsync();
        await view.Page.Keyboard.PressAsync("Space");

        (await button.GetAttributeAsync("aria-pressed")).ShouldBe("false");
        (await figure.Locator("path[stroke='var(--series-1)']").CountAsync()).ShouldBe(0);
        (await figure.Locator("path[stroke='var(--series-2)']").CountAsync()).ShouldBe(1);
        await Assertions.Expect(view.Page).ToHaveURLAsync(view.Address + "#hide=loss%2Fxavier%2Fmeasured");
    }

    [Fact]
    public async Task Theory_IsDashedInTheColourOfWhatItPredicts()
    {
        await using ReportView view = await ReportView.OpenAsync(browser, Fixture("table1").ToJsonString());
        ILocator figure = view.Page.Locator("figure").Nth(3);

        string[] strokes = await figure.EvaluateAsync<string[]>(
            "figure => [...figure.querySelectorAll('svg[role=img] path[stroke^=\"var(--series\"]')].map(path => `${path.getAttribute('stroke')} ${path.closest('[stroke-dasharray]') !== null}`)");

        strokes.Count(stroke => stroke == "var(--series-2) true").ShouldBe(1);
        strokes.Count(stroke => stroke == "var(--series-1) true").ShouldBe(1);
        strokes.Count(stroke => stroke == "var(--series-2) false").ShouldBeGreaterThan(0);
    }

    [Fact]
    public async Task Dots_SayWhatStandsInThePlaceOfAValue()
    {
        await using ReportView view = await ReportView.OpenAsync(browser, Fixture("table1").ToJsonString());
        ILocator figure = view.Page.Locator("figure").Last;

        IReadOnlyList<string> texts = await figure.Locator("svg[role=img] text").AllTextContentsAsync();

        texts.Count(text => text == "never").ShouldBe(3);
        texts.ShouldContain("124");
    }

    [Fact]
    public async Task Dots_PutThePapersNumberBesideOurs()
    {
        await using ReportView view = await ReportView.OpenAsync(browser, Fixture("table1").ToJsonString());
        ILocator figure = view.Page.Locator("figure").First;

        IReadOnlyList<string> texts = await figure.Locator("svg[role=img] text").AllTextContentsAsync();

        foreach (string number in new[] { "54.4", "27.15", "82.61", "not in the paper" }) texts.ShouldContain(number);
    }

    [Fact]
    public async Task Save_GivesThePictureWithItsLegendAndTheTable()
    {
        await using ReportView view = await ReportView.OpenAsync(browser, Fixture("trainability").ToJsonString());
        ILocator figure = view.Page.Locator("figure").First;

        string svg = await DownloadAsync("SVG");
        string csv = await DownloadAsync("CSV");

        svg.ShouldContain("6ξc");
        svg.ShouldContain(">training accuracy</text>");
        string[] lines = csv.TrimEnd().Split('\n');
        lines[0].ShouldBe("line,style,\"σw², variance of weights × fan-in\",hidden layers,training accuracy");
        lines[1].ShouldStartWith(",cell,1,10,");
        lines.Length.ShouldBe(1 + RowsOf(Fixture("trainability")["pictures"]![0]!));

        async Task<string> DownloadAsync(string kind)
        {
            await figure.Locator("summary[aria-label^=Save]").ClickAsync();
            IDownload file = await view.Page.RunAndWaitForDownloadAsync(() => figure.GetByRole(AriaRole.Button, new() { Name = kind, Exact = true }).ClickAsync());
            return await File.ReadAllTextAsync(await file.PathAsync());
        }
    }

    [Fact]
    public async Task Pictures_WithoutASingleNumberAreDrawnEmpty()
    {
        JsonNode page = Fixture("table1");
        JsonObject axis = new() { ["label"] = "x", ["log"] = true };
        page["pictures"] = new JsonArray(
            Picture("lines", "lines", ("y", axis.DeepClone()), ("lines", JsonNode.Parse("""[{"name":"a","style":"measured","x":[1,2],"y":[null,null]},{"name":"b","style":"measured","x":[],"y":[]}]"""))),
            Picture("map", "map", ("y", axis.DeepClone()), ("value", axis.DeepClone()), ("columns", JsonNode.Parse("[1,2]")), ("rows", JsonNode.Parse("[1]")), ("cells", JsonNode.Parse("[[null,null]]")), ("lines", new JsonArray())),
            Picture("dots", "dots", ("dots", JsonNode.Parse("""[{"name":"a","group":"","value":null,"low":null,"high":null,"paper":null,"instead":"never"}]"""))),
            Picture("one", "map", ("y", axis.DeepClone()), ("value", axis.DeepClone()), ("columns", JsonNode.Parse("[1]")), ("rows", JsonNode.Parse("[1]")), ("cells", JsonNode.Parse("[[0.5]]")), ("lines", JsonNode.Parse("""[{"name":"t","style":"theory","x":[1],"y":[1]}]"""))));

        await using ReportView view = await ReportView.OpenAsync(browser, page.ToJsonString());

        (await view.Page.Locator("figure svg[role=img]").CountAsync()).ShouldBe(4);
        (await view.Page.Locator("#page").InnerHTMLAsync()).ShouldNotContain("NaN", Case.Sensitive);
        view.Complaints.ShouldBeEmpty();

        JsonObject Picture(string name, string kind, params (string Name, JsonNode? Value)[] fields)
        {
            JsonObject picture = new() { ["kind"] = kind, ["name"] = name, ["title"] = name, ["summary"] = "Nothing.", ["x"] = axis.DeepClone() };
            foreach ((string field, JsonNode? value) in fields) picture[field] = value;
            return picture;
        }
    }

    private static async Task<double[][]> BoxesAsync(ReportView view, string selector) =>
        JsonSerializer.Deserialize<double[][]>(await view.Page.Locator("figure svg[role=img]").First.EvaluateAsync<string>(
            "(chart, selector) => JSON.stringify([...chart.querySelectorAll(selector)].map(one => one.getBBox()).map(box => [box.x, box.y, box.width, box.height]))", selector))!;

    private static int RowsOf(JsonNode picture)
    {
        int points = picture["lines"]?.AsArray().Sum(line => line!["x"]!.AsArray().Count) ?? 0;
        return points + (picture["cells"]?.AsArray().Sum(row => row!.AsArray().Count) ?? 0) + (picture["dots"]?.AsArray().Count ?? 0);
    }

    private static JsonNode Fixture(string name) => JsonNode.Parse(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Fixtures", $"{name}.json")))!;
}
