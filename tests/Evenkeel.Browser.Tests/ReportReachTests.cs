using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Microsoft.Playwright;

namespace Evenkeel.Browser.Tests;

/// <summary>The page serves every reader: by keyboard, on any width, in both themes.</summary>
[Collection(BrowserTests.Name)]
public sealed partial class ReportReachTests(BrowserFixture browser)
{
    [Theory]
    [InlineData(ColorScheme.Light, 1440)]
    [InlineData(ColorScheme.Dark, 1440)]
    [InlineData(ColorScheme.Light, 360)]
    [InlineData(ColorScheme.Dark, 360)]
    public async Task Axe_FindsNothingSerious(ColorScheme theme, int width)
    {
        await using ReportView view = await ReportView.OpenAsync(browser, width: width, theme: theme);
        string[] violations = await AxeRun.SeriousAsync(view.Page);

        violations.ShouldBeEmpty();
    }

    [Theory]
    [InlineData(360)]
    [InlineData(768)]
    [InlineData(1440)]
    public async Task Page_NeverScrollsSideways(int width)
    {
        await using ReportView view = await ReportView.OpenAsync(browser, width: width);

        int[] widths = await view.Page.EvaluateAsync<int[]>("[document.documentElement.scrollWidth, document.documentElement.clientWidth]");

        widths[0].ShouldBeLessThanOrEqualTo(widths[1]);
    }

    [Fact]
    public async Task Charts_TakeTheWidthThatAResizeLeaves()
    {
        await using ReportView view = await ReportView.OpenAsync(browser);
        ILocator chart = view.Page.Locator("figure svg[role=img]").First;
        await Assertions.Expect(chart).ToHaveAttributeAsync("width", Wide());

        await view.Page.SetViewportSizeAsync(400, 900);

        await Assertions.Expect(chart).ToHaveAttributeAsync("width", Narrow());
    }

    [Fact]
    public async Task Pointer_OverAChartTellsTheValueBelowIt()
    {
        await using ReportView view = await ReportView.OpenAsync(browser);
        ILocator charts = view.Page.Locator("figure svg[role=img][height='320']");

        foreach ((int chart, string words) in new[] { (0, "seeds"), (1, "seeds"), (2, "layer"), (3, "layer") })
        {
            await charts.Nth(chart).HoverAsync(new() { Position = new() { X = 250, Y = 110 } });
            await Assertions.Expect(charts.Nth(chart)).ToContainTextAsync(words);
            await Screenshots.TakeAsync(view.Page, $"pointer-{chart}");
        }

        view.Complaints.ShouldBeEmpty();
    }

    [Fact]
    public async Task Paper_IsWhiteAndHoldsTheWholeWidth()
    {
        await using ReportView view = await ReportView.OpenAsync(browser, width: 700, theme: ColorScheme.Dark, hash: "#theme=dark");

        await view.Page.EmulateMediaAsync(new() { Media = Media.Print });

        (await view.Page.EvaluateAsync<string>("getComputedStyle(document.body).backgroundColor")).ShouldBe("rgb(255, 255, 255)");
        int[] widths = await view.Page.EvaluateAsync<int[]>("[document.documentElement.scrollWidth, document.documentElement.clientWidth]");
        widths[0].ShouldBeLessThanOrEqualTo(widths[1]);
        await Screenshots.TakeAsync(view.Page, "paper");
    }

    [Fact]
    public async Task Switches_AnswerToTheKeyboardAndKeepTheirStateInTheAddress()
    {
        await using ReportView view = await ReportView.OpenAsync(browser);

        await view.Page.GetByRole(AriaRole.Radio, new() { Name = "Linear" }).FocusAsync();
        await view.Page.Keyboard.PressAsync("ArrowRight");
        await view.Page.GetByRole(AriaRole.Radio, new() { Name = "Auto" }).FocusAsync();
        await view.Page.Keyboard.PressAsync("ArrowLeft");
        await view.Page.GetByRole(AriaRole.Radio, new() { Name = "first step (1)" }).FocusAsync();
        await view.Page.Keyboard.PressAsync("ArrowRight");
        await view.Page.GetByRole(AriaRole.Button, new() { Name = "normal(3)", Exact = true }).FocusAsync();
        await view.Page.Keyboard.PressAsync("Space");

        await Assertions.Expect(view.Page).ToHaveURLAsync(view.Address + "#theme=dark&loss=log&at=last&hide=normal%283%29");
        (await view.Page.EvaluateAsync<string>("getComputedStyle(document.body).backgroundColor")).ShouldBe("rgb(19, 21, 24)");
        view.Complaints.ShouldBeEmpty();
    }

    [Fact]
    public async Task Address_BringsBackTheView()
    {
        await using ReportView view = await ReportView.OpenAsync(browser, hash: "#theme=dark&loss=log&at=last&hide=zero&hide=nobody");

        (await view.Page.GetByRole(AriaRole.Radio, new() { Name = "Log" }).IsCheckedAsync()).ShouldBeTrue();
        (await view.Page.GetByRole(AriaRole.Radio, new() { Name = "last step (400)" }).IsCheckedAsync()).ShouldBeTrue();
        (await view.Page.GetByRole(AriaRole.Button, new() { Name = "zero" }).GetAttributeAsync("aria-pressed")).ShouldBe("false");
        (await view.Page.Locator("html").GetAttributeAsync("data-theme")).ShouldBe("dark");
    }

    [Fact]
    public async Task Legend_HidingTheLastOneBringsAllBack()
    {
        await using ReportView view = await ReportView.OpenAsync(browser);
        ILocator buttons = view.Page.GetByRole(AriaRole.Group, new() { Name = "Initializations shown in the figures" }).GetByRole(AriaRole.Button);

        foreach (ILocator button in await buttons.AllAsync())
        {
            await button.ClickAsync();
        }

        (await buttons.EvaluateAllAsync<bool>("all => all.every(one => one.ariaPressed === 'true')")).ShouldBeTrue();
    }

    [Fact]
    public async Task Page_HoldsThirtyLayersAndSixInitializations()
    {
        JsonNode report = JsonNode.Parse(ReportView.Fixture)!;
        JsonArray schemes = report["summary"]!.AsArray();
        JsonNode sixth = schemes[2]!.DeepClone();
        sixth["scheme"] = "torch:xavier_uniform(gain=5/3)";
        schemes.Add(sixth);
        JsonArray runs = report["runs"]!.AsArray();
        foreach (JsonNode run in runs.Where(run => (string)run!["scheme"]! == "xavier").Select(run => run!.DeepClone()).ToList())
        {
            run["scheme"] = "torch:xavier_uniform(gain=5/3)";
            runs.Add(run);
        }

        foreach (JsonNode? run in runs)
        {
            run!["layers"] = Deepen(run["layers"]!);
            foreach (JsonNode? snapshot in run["snapshots"]!.AsArray())
            {
                snapshot!["layers"] = Deepen(snapshot["layers"]!);
            }
        }

        await using ReportView view = await ReportView.OpenAsync(browser, report.ToJsonString(), width: 360);

        int[] widths = await view.Page.EvaluateAsync<int[]>("[document.documentElement.scrollWidth, document.documentElement.clientWidth]");
        widths[0].ShouldBeLessThanOrEqualTo(widths[1]);
        view.Complaints.ShouldBeEmpty();
        await Screenshots.TakeAsync(view.Page, "thirty-layers-360");
        await view.Page.SetViewportSizeAsync(1440, 900);
        await Screenshots.TakeAsync(view.Page, "thirty-layers-1440");

        static JsonArray Deepen(JsonNode layers) => new([.. Enumerable.Range(0, 30).Select(i =>
        {
            JsonNode layer = layers[i % 4]!.DeepClone();
            layer["layer"] = i + 1;
            return layer;
        })]);
    }

    [Theory]
    [InlineData(360, ColorScheme.Light)]
    [InlineData(360, ColorScheme.Dark)]
    [InlineData(768, ColorScheme.Light)]
    [InlineData(1440, ColorScheme.Light)]
    [InlineData(1440, ColorScheme.Dark)]
    public async Task Figures_AreDrawnWithInk(int width, ColorScheme theme)
    {
        await using ReportView view = await ReportView.OpenAsync(browser, width: width, theme: theme);

        int drawn = await view.Page.Locator("figure svg[role=img] path[stroke]").CountAsync();

        drawn.ShouldBeGreaterThan(12);
        await Screenshots.TakeAsync(view.Page, $"{theme}-{width}");
    }

    [GeneratedRegex("^[4-9][0-9]{2}(\\..*)?$")]
    private static partial Regex Wide();

    [GeneratedRegex("^[23][0-9]{2}(\\..*)?$")]
    private static partial Regex Narrow();
}
