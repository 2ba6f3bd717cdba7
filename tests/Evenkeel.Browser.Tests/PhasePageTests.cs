using System.Text.Json.Nodes;
using Microsoft.Playwright;

namespace Evenkeel.Browser.Tests;

[Collection(BrowserTests.Name)]
public sealed class PhasePageTests(BrowserFixture browser)
{
    private static readonly string Fixture = File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Fixtures", "phase.json"));

    [Fact]
    public async Task Page_OpensWithoutComplaintAndFetchesNothing()
    {
        await using ReportView view = await ReportView.OpenAsync(browser, Fixture);

        (await view.Page.Locator("h1").InnerTextAsync()).ShouldBe("Phase diagram of tanh");
        string text = await view.Page.Locator("body").InnerTextAsync();

        text.ShouldContain("At σw² = 1.30 and σb² = 0.0500 the network is ordered, with χ₁ = 0.880");
        text.ShouldNotContain("NaN");
        view.Complaints.ShouldBeEmpty();
        view.Requests.Where(request => !request.StartsWith("data:", StringComparison.Ordinal)).ShouldHaveSingleItem();
    }

    [Fact]
    public async Task Map_HasTheCriticalLineAndAName()
    {
        await using ReportView view = await ReportView.OpenAsync(browser, Fixture);
        ILocator map = view.Page.Locator(".map svg[role=img]");

        (await map.GetAttributeAsync("aria-label") ?? "").ShouldStartWith("Phase diagram of tanh: ordered to the left");

        // One path for each of the thirteen levels that tanh reaches, and the line drawn twice, pale below dark.
        (await map.Locator("path[fill^='color-mix']").CountAsync()).ShouldBeInRange(10, 13);
        (await map.Locator("path[stroke='var(--ink)'], g[stroke='var(--ink)'] path").CountAsync()).ShouldBeGreaterThan(0);
    }

    [Fact]
    public async Task Sliders_ReadOutAnyCellByKeyboard()
    {
        await using ReportView view = await ReportView.OpenAsync(browser, Fixture);
        ILocator slider = view.Page.GetByRole(AriaRole.Slider).First;
        (await view.Page.Locator(".phase strong").InnerTextAsync()).ShouldBe("Ordered");

        await slider.FocusAsync();
        await view.Page.Keyboard.PressAsync("End");

        (await view.Page.Locator(".phase strong").InnerTextAsync()).ShouldBe("Chaotic");
        await Assertions.Expect(view.Page).ToHaveURLAsync(view.Address + "#cell=26%2C2");
        (await slider.GetAttributeAsync("aria-valuetext") ?? "").ShouldContain("chaotic");
        string chi = Cell(26, 2, "chi1").ToString("0.000", System.Globalization.CultureInfo.InvariantCulture);
        (await view.Page.Locator(".readout dd").First.InnerTextAsync()).ShouldBe(chi);
    }

    [Fact]
    public async Task Pointer_PicksTheCellBelowIt()
    {
        await using ReportView view = await ReportView.OpenAsync(browser, Fixture);
        ILocator map = view.Page.Locator(".map");
        LocatorBoundingBoxResult box = (await map.BoundingBoxAsync())!;

        await map.HoverAsync(new() { Position = new() { X = box.Width - 24, Y = box.Height / 2 } });

        (await view.Page.Locator(".phase strong").InnerTextAsync()).ShouldBe("Chaotic");
        await Screenshots.TakeAsync(view.Page, "phase-pointer");
    }

    [Fact]
    public async Task Address_BringsBackCellAndDepth()
    {
        await using ReportView view = await ReportView.OpenAsync(browser, Fixture, hash: "#cell=0%2C0&depth=30");

        (await view.Page.GetByRole(AriaRole.Radio, new() { Name = "30" }).IsCheckedAsync()).ShouldBeTrue();
        (await view.Page.GetByRole(AriaRole.Slider).First.InputValueAsync()).ShouldBe("0");
        (await view.Page.Locator("figure .note").First.InnerTextAsync()).ShouldContain("6ξ ≥ 30");
    }

    [Fact]
    public async Task Cells_WithoutAFixedPointSaySo()
    {
        JsonNode report = JsonNode.Parse(Fixture)!;
        foreach (string field in new[] { "chi1", "q", "xiC" })
        {
            report[field]!.AsArray()[26] = null;
        }

        report["point"] = null;
        await using ReportView view = await ReportView.OpenAsync(browser, report.ToJsonString(), hash: "#cell=26%2C0");

        (await view.Page.Locator(".phase").InnerTextAsync()).ShouldContain("The signal grows without end.");
        (await view.Page.Locator("body").InnerTextAsync()).ShouldNotContain("NaN");
        view.Complaints.ShouldBeEmpty();
    }

    [Fact]
    public async Task Numbers_AreATableOfTheGrid()
    {
        await using ReportView view = await ReportView.OpenAsync(browser, Fixture);

        await view.Page.Locator("figure .numbers > summary").First.ClickAsync();
        IReadOnlyList<string> row = await view.Page.Locator("figure").First.Locator("tbody tr").First.Locator("th, td").AllInnerTextsAsync();

        row[0].ShouldBe("0");
        double.Parse(row[1], System.Globalization.CultureInfo.InvariantCulture).ShouldBe(Cell(0, 0, "chi1"), 1e-5);
        row.Count.ShouldBeLessThan(15);
    }

    [Theory]
    [InlineData(ColorScheme.Light, 1440)]
    [InlineData(ColorScheme.Dark, 1440)]
    [InlineData(ColorScheme.Light, 768)]
    [InlineData(ColorScheme.Dark, 360)]
    public async Task Page_ServesEveryWidthAndTheme(ColorScheme theme, int width)
    {
        await using ReportView view = await ReportView.OpenAsync(browser, Fixture, width, theme, "#depth=30");

        int[] widths = await view.Page.EvaluateAsync<int[]>("[document.documentElement.scrollWidth, document.documentElement.clientWidth]");
        widths[0].ShouldBeLessThanOrEqualTo(widths[1]);
        await Screenshots.TakeAsync(view.Page, $"phase-{theme}-{width}");
        (await AxeRun.SeriousAsync(view.Page)).ShouldBeEmpty();
    }

    private static double Cell(int w, int b, string field)
    {
        JsonNode report = JsonNode.Parse(Fixture)!;
        return (double)report[field]![b * report["sigmaW2"]!.AsArray().Count + w]!;
    }
}
