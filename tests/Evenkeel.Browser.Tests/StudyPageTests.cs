using System.Globalization;
using System.Text.Json.Nodes;
using Microsoft.Playwright;

namespace Evenkeel.Browser.Tests;

/// <summary>The pages of sweeps and of reproductions say what their data say, to every reader.</summary>
[Collection(BrowserTests.Name)]
public sealed class StudyPageTests(BrowserFixture browser)
{
    [Theory]
    [InlineData("sweep")]
    [InlineData("trainability")]
    [InlineData("table1")]
    public async Task Page_OpensWithoutComplaintAndFetchesNothing(string name)
    {
        await using ReportView view = await ReportView.OpenAsync(browser, Fixture(name).ToJsonString());

        string text = await view.Page.Locator("body").InnerTextAsync();

        (await view.Page.Locator("h1").InnerTextAsync()).ShouldBe((string)Fixture(name)["title"]!);
        text.ShouldContain((string)Fixture(name)["command"]!);
        text.ShouldNotContain("NaN");
        text.ShouldNotContain("undefined");
        text.ShouldNotContain("null");
        view.Complaints.ShouldBeEmpty();
        view.Requests.Where(request => !request.StartsWith("data:", StringComparison.Ordinal)).ShouldHaveSingleItem();
    }

    [Fact]
    public async Task Sweep_CountsEveryTrialOnce()
    {
        await using ReportView view = await ReportView.OpenAsync(browser, Fixture("sweep").ToJsonString());

        IReadOnlyList<string> shares = await view.Page.Locator(".shares li").AllInnerTextsAsync();

        shares.Sum(share => int.Parse(share.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)[0], CultureInfo.InvariantCulture)).ShouldBe((int)Fixture("sweep")["study"]!["trials"]!);
        shares.ShouldContain(share => share.ReplaceLineEndings(" ") == "23 diverged");
        shares.ShouldContain(share => share.ReplaceLineEndings(" ") == "12 still to run");
    }

    [Fact]
    public async Task Sweep_NamesTheCellThatIsBest()
    {
        JsonNode sweep = Fixture("sweep");
        JsonNode least = sweep["cells"]!.AsArray().Where(cell => IsKnown(cell!)).MinBy(cell => (double)cell!["mean"]!)!;
        JsonNode most = sweep["cells"]!.AsArray().Where(cell => IsKnown(cell!)).MaxBy(cell => (double)cell!["mean"]!)!;

        (await BestAsync(sweep)).ShouldBe(Place(least));
        sweep["measure"]!["smallerIsBetter"] = false;
        (await BestAsync(sweep)).ShouldBe(Place(most));

        async Task<string> BestAsync(JsonNode page)
        {
            await using ReportView view = await ReportView.OpenAsync(browser, page.ToJsonString());
            return await view.Page.Locator(".best small").InnerTextAsync();
        }

        static bool IsKnown(JsonNode cell) => cell["mean"] is not null && (int)cell["missing"]! <= (int)cell["count"]!;
        static string Place(JsonNode cell) => $"init {cell["at"]![0]}, depth {cell["at"]![1]}, lr {cell["at"]![2]}";
    }

    [Fact]
    public async Task Cells_AreOrderedByTheHeadingThatIsPressedAndTheAddressKeepsIt()
    {
        await using ReportView view = await ReportView.OpenAsync(browser, Fixture("sweep").ToJsonString());
        ILocator mean = view.Page.Locator("section:has(#cells) th").Filter(new() { HasText = "mean" }).Locator("button");

        await mean.FocusAsync();
        await view.Page.Keyboard.PressAsync("Enter");
        double[] up = await MeansAsync(view);
        await view.Page.Keyboard.PressAsync("Enter");
        double[] down = await MeansAsync(view);

        up.ShouldBe(up.Order());
        down.ShouldBe(up.Reverse());
        up.Length.ShouldBe(Fixture("sweep")["cells"]!.AsArray().Count(cell => cell!["mean"] is not null));
        await Assertions.Expect(view.Page).ToHaveURLAsync(view.Address + "#sort=-mean");
        (await view.Page.Locator("section:has(#cells) [aria-sort]").GetAttributeAsync("aria-sort")).ShouldBe("descending");
    }

    [Fact]
    public async Task Cells_OfALargeStudyAreShownWhenTheyAreAskedFor()
    {
        JsonNode sweep = Fixture("sweep");
        JsonNode pattern = sweep["cells"]![0]!;
        sweep["axes"] = new JsonArray(Axis("x", 30), Axis("y", 30));
        sweep["comparison"] = null;
        sweep["failures"] = new JsonObject { ["total"] = 0, ["rows"] = new JsonArray() };
        sweep["cells"] = new JsonArray([.. Enumerable.Range(0, 900).Select(i =>
        {
            JsonNode cell = pattern.DeepClone();
            cell["at"] = new JsonArray(Label(i / 30), Label(i % 30));
            return cell;
        })]);
        await using ReportView view = await ReportView.OpenAsync(browser, sweep.ToJsonString());
        ILocator rows = view.Page.Locator("section:has(#cells) tbody tr");

        int before = await rows.CountAsync();
        await view.Page.GetByRole(AriaRole.Button, new() { Name = "Show all 900 cells" }).ClickAsync();

        before.ShouldBe(100);
        (await rows.CountAsync()).ShouldBe(900);
        view.Complaints.ShouldBeEmpty();

        static JsonNode Axis(string word, int count) => new JsonObject { ["word"] = word, ["labels"] = new JsonArray([.. Enumerable.Range(0, count).Select(Label)]) };
        static JsonNode Label(int i) => i.ToString(CultureInfo.InvariantCulture);
    }

    [Fact]
    public async Task Comparison_CallsNothingBetterThatChanceCanExplain()
    {
        await using ReportView view = await ReportView.OpenAsync(browser, Fixture("sweep").ToJsonString());
        IReadOnlyList<ILocator> rows = await view.Page.Locator("section:has(#paired) tbody tr").AllAsync();
        JsonArray given = Fixture("sweep")["comparison"]!["rows"]!.AsArray();

        rows.Count.ShouldBe(given.Count);
        foreach ((ILocator row, JsonNode? one) in rows.Zip(given))
        {
            string better = await row.Locator(".winner").InnerTextAsync();
            bool isClear = one!["p"] is not null && (double)one["p"]! <= 0.05;
            better.ShouldBe(!isClear ? "open" : (double)one["difference"]! < 0 ? "he-normal" : "xavier");
        }

        // Two pairs can be exchanged in four ways only, two of which are as large as the largest.
        (await view.Page.Locator("section:has(#paired)").InnerTextAsync()).ShouldContain("2 pairs cannot give less than 0.50");
    }

    [Fact]
    public async Task Sweep_SaysWhatIsMissingAndWhatAllCombinationsSay()
    {
        JsonNode overall = Fixture("sweep")["comparison"]!["overall"]!;
        await using ReportView view = await ReportView.OpenAsync(browser, Fixture("sweep").ToJsonString());

        (await view.Page.Locator(".notes li").AllInnerTextsAsync()).ShouldBe(Fixture("sweep")["notes"]!.AsArray().Select(note => (string)note!));
        string said = await view.Page.Locator(".overall").InnerTextAsync();
        said.ShouldStartWith($"Over all combinations, he-normal has a {((double)overall["difference"]! > 0 ? "higher" : "lower")} training loss than xavier by ");
        said.ShouldContain("over 7 seeds; p = ");
        said.ShouldEndWith($" {(int)overall["leftOut"]!} of 12 combinations, where a seed of either arm has no number, are left out.");
        (await view.Page.Locator("#failures").InnerTextAsync()).ShouldBe("Trials that did not run to their end");
    }

    [Fact]
    public async Task Failures_AndDamageAreListedWithTheirPlace()
    {
        await using ReportView view = await ReportView.OpenAsync(browser, Fixture("sweep").ToJsonString());

        IReadOnlyList<string> failures = await view.Page.Locator("section:has(#failures) tbody tr").AllInnerTextsAsync();

        failures.Count.ShouldBe((int)Fixture("sweep")["failures"]!["total"]!);
        failures.ShouldContain(row => row.Contains("cannot be run", StringComparison.Ordinal) && row.Contains("A batch of 2,048", StringComparison.Ordinal));
        (await view.Page.Locator(".damaged").InnerTextAsync()).ShouldContain("trials/worker-2.jsonl:48");
    }

    [Fact]
    public async Task Sweep_WithNothingDoneSaysSo()
    {
        JsonNode sweep = Fixture("sweep");
        foreach (string count in new[] { "done", "diverged", "aborted", "refused" }) sweep["study"]![count] = 0;
        sweep["cells"] = new JsonArray();
        sweep["pictures"] = new JsonArray();
        sweep["damaged"] = new JsonArray();
        sweep["notes"] = new JsonArray();
        sweep["comparison"] = null;
        sweep["failures"] = new JsonObject { ["total"] = 0, ["rows"] = new JsonArray() };

        await using ReportView view = await ReportView.OpenAsync(browser, sweep.ToJsonString());

        (await view.Page.Locator(".lede").First.InnerTextAsync()).ShouldContain("0 of 252 trials are done");
        (await view.Page.Locator("main h2").AllInnerTextsAsync()).ShouldBe(["What was studied"]);
        view.Complaints.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("reproduced", "Reproduced")]
    [InlineData("ordering", "Ordering only")]
    [InlineData("not-reproduced", "Not reproduced")]
    public async Task Reproduction_SaysItsVerdictAndEveryCondition(string verdict, string words)
    {
        JsonNode page = Fixture("table1");
        page["verdict"] = verdict;
        await using ReportView view = await ReportView.OpenAsync(browser, page.ToJsonString());

        IReadOnlyList<string> conditions = await view.Page.Locator(".outcome ol li").AllInnerTextsAsync();

        (await view.Page.Locator(".verdict .word").InnerTextAsync()).ShouldEndWith(words);
        (await view.Page.Locator("blockquote").InnerTextAsync()).ShouldBe((string)page["claim"]!);
        conditions.Count.ShouldBe(3);
        foreach ((string condition, JsonNode? one) in conditions.Zip(page["criterion"]!.AsArray()))
        {
            condition.ShouldContain((string)one!["text"]!);
            condition.ShouldContain((string)one["detail"]!);
            condition.Contains("does not hold", StringComparison.Ordinal).ShouldBe(!(bool)one["holds"]!);
        }
    }

    [Fact]
    public async Task Reproduction_PutsThePapersNumbersBesideOurs()
    {
        await using ReportView view = await ReportView.OpenAsync(browser, Fixture("table1").ToJsonString());

        IReadOnlyList<string> rows = await view.Page.Locator("section:has(#numbers) tbody tr").AllInnerTextsAsync();

        foreach ((string row, JsonNode? finding) in rows.Zip(Fixture("table1")["findings"]!.AsArray()))
        {
            foreach (string field in new[] { "what", "paper", "source", "ours", "interval" }) row.ShouldContain((string)finding![field]!);
        }

        (await view.Page.Locator(".cite a").GetAttributeAsync("href")).ShouldBe("https://proceedings.mlr.press/v9/glorot10a.html");
    }

    [Fact]
    public async Task Reproduction_LinksToNothingThatIsNoAddressOfTheWeb()
    {
        JsonNode page = Fixture("table1");
        page["paper"]!["link"] = "javascript:alert(1)";

        await using ReportView view = await ReportView.OpenAsync(browser, page.ToJsonString());

        (await view.Page.Locator("a").CountAsync()).ShouldBe(0);
        view.Complaints.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("sweep", ColorScheme.Light, 1440)]
    [InlineData("sweep", ColorScheme.Dark, 768)]
    [InlineData("sweep", ColorScheme.Light, 360)]
    [InlineData("trainability", ColorScheme.Dark, 1440)]
    [InlineData("trainability", ColorScheme.Light, 360)]
    [InlineData("table1", ColorScheme.Light, 768)]
    [InlineData("table1", ColorScheme.Dark, 360)]
    public async Task Page_ServesEveryWidthAndTheme(string name, ColorScheme theme, int width)
    {
        await using ReportView view = await ReportView.OpenAsync(browser, Fixture(name).ToJsonString(), width, theme);

        int[] widths = await view.Page.EvaluateAsync<int[]>("[document.documentElement.scrollWidth, document.documentElement.clientWidth]");
        widths[0].ShouldBeLessThanOrEqualTo(widths[1]);
        await Screenshots.TakeAsync(view.Page, $"{name}-{theme}-{width}");
        (await AxeRun.SeriousAsync(view.Page)).ShouldBeEmpty();
    }

    [Theory]
    [InlineData("sweep")]
    [InlineData("table1")]
    public async Task Paper_IsWhiteAndHoldsTheWholeWidth(string name)
    {
        await using ReportView view = await ReportView.OpenAsync(browser, Fixture(name).ToJsonString(), width: 700, theme: ColorScheme.Dark, hash: "#theme=dark");

        await view.Page.EmulateMediaAsync(new() { Media = Media.Print });

        (await view.Page.EvaluateAsync<string>("getComputedStyle(document.body).backgroundColor")).ShouldBe("rgb(255, 255, 255)");
        int[] widths = await view.Page.EvaluateAsync<int[]>("[document.documentElement.scrollWidth, document.documentElement.clientWidth]");
        widths[0].ShouldBeLessThanOrEqualTo(widths[1]);
        await Screenshots.TakeAsync(view.Page, $"{name}-paper");
    }

    /// <summary>The means as the table shows them, from the top on; those that there are.</summary>
    private static async Task<double[]> MeansAsync(ReportView view)
    {
        IReadOnlyList<string> texts = await view.Page.Locator("section:has(#cells) tbody td strong").AllInnerTextsAsync();
        return [.. texts.Where(text => text != "none").Select(text => double.Parse(text, CultureInfo.InvariantCulture))];
    }

    private static JsonNode Fixture(string name) => JsonNode.Parse(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Fixtures", $"{name}.json")))!;
}
