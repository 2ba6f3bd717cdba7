using System.Globalization;
using System.Text.Json;
using Evenkeel.Data;
using Evenkeel.Experiments;
using Evenkeel.Interchange;
using Microsoft.Playwright;

namespace Evenkeel.Browser.Tests.LabPages;

/// <summary>The main gesture of each chapter does what its text says.</summary>
[Collection(LabTests.Name)]
public sealed class GestureTests(BrowserFixture browser, LabFixture lab)
{
    [Fact]
    public async Task Why_MovingTheVarianceRedrawsThePrediction()
    {
        await using LabView view = await LabView.OpenAsync(browser, $"{lab.Address}/why");
        await view.RestAsync();
        ILocator chart = view.Page.GetByRole(AriaRole.Img, new() { NameRegex = new("^Predicted mean square") });
        await Assertions.Expect(chart).ToBeVisibleAsync();
        string before = await chart.InnerHTMLAsync();

        ILocator slider = view.Page.GetByRole(AriaRole.Slider, new() { NameRegex = new("^v of") });
        await slider.FocusAsync();
        for (int i = 0; i < 10; i++) await view.Page.Keyboard.PressAsync("ArrowRight");

        await Assertions.Expect(view.Page).ToHaveURLAsync(new System.Text.RegularExpressions.Regex("xavier\\*3"));
        (await chart.InnerHTMLAsync()).ShouldNotBe(before);
    }

    [Fact]
    public async Task Why_EqualWeightsAreNamedAsOneUnit()
    {
        await using LabView view = await LabView.OpenAsync(browser, $"{lab.Address}/why?init=constant(0.5),xavier");
        await view.RestAsync();

        await view.TrainToAsync(20);

        await Assertions.Expect(view.Page.GetByRole(AriaRole.Article).First).ToContainTextAsync("one unit");
    }

    [Fact]
    public async Task Why_EdgesShowGradientsToo()
    {
        await using LabView view = await LabView.OpenAsync(browser, $"{lab.Address}/why");
        await view.RestAsync();
        ILocator net = view.Page.GetByRole(AriaRole.Img, new() { NameRegex = new("^The network of") }).Nth(2);
        string weights = await net.InnerHTMLAsync();

        await view.Page.GetByRole(AriaRole.Radio, new() { Name = "Gradients" }).FocusAsync();
        await view.Page.Keyboard.PressAsync("Space");

        await Assertions.Expect(view.Page).ToHaveURLAsync(new System.Text.RegularExpressions.Regex("edges=gradients"));
        (await net.InnerHTMLAsync()).ShouldNotBe(weights);
    }

    [Fact]
    public async Task Vanishing_TheChainGivesTheArticlesNumbers()
    {
        await using LabView view = await LabView.OpenAsync(browser, $"{lab.Address}/vanishing");
        ILocator numbers = view.Page.Locator("dl.numbers").First;
        await Assertions.Expect(numbers).ToContainTextAsync("38.443359375");

        await view.Page.GetByRole(AriaRole.Button, new() { Name = "0.5", Exact = true }).First.ClickAsync();

        await Assertions.Expect(numbers).ToContainTextAsync("0.001953125");
        view.Complaints.ShouldBeEmpty();
    }

    [Fact]
    public async Task Vanishing_NineLayersTrain()
    {
        await using LabView view = await LabView.OpenAsync(browser, $"{lab.Address}/vanishing");
        await view.RestAsync();

        await view.TrainToAsync(10);

        (await view.StepAsync()).ShouldBeGreaterThanOrEqualTo(10);
        view.Complaints.ShouldBeEmpty();
    }

    [Fact]
    public async Task Layers_AStepChangesEveryCounter()
    {
        await using LabView view = await LabView.OpenAsync(browser, $"{lab.Address}/layers?init=uniform,xavier&train=1000&test=200");
        await view.RestAsync();
        string before = await view.NumbersAsync("The batch, and who gets it right");

        await view.PressAsync("One step");
        await Assertions.Expect(view.Clock.Locator(".at strong")).ToHaveTextAsync("1");

        (await view.NumbersAsync("The batch, and who gets it right")).ShouldNotBe(before);
        view.Complaints.ShouldBeEmpty();
    }

    [Fact]
    public async Task Layers_HistogramsStandUnderTheirPrediction()
    {
        await using LabView view = await LabView.OpenAsync(browser, $"{lab.Address}/layers?train=1000&test=200");
        await view.RestAsync();
        ILocator figure = view.Page.Locator("figure").Filter(new() { Has = view.Page.GetByRole(AriaRole.Heading, new() { Name = "Activations, layer by layer" }) }).First;

        await figure.ScrollIntoViewIfNeededAsync();

        // Of each of the four layers: what is measured, filled, and what was predicted, a line.
        await Assertions.Expect(figure.Locator("svg path")).Not.ToHaveCountAsync(0);
        await view.Page.WaitForFunctionAsync("figure => [...figure.querySelectorAll('svg[role=img]')].filter(svg => [...svg.querySelectorAll('path')].filter(p => (p.getAttribute('d') ?? '').length > 40).length >= 2).length >= 4", await figure.ElementHandleAsync());
    }

    [Fact]
    public async Task Derivation_ReluBreaksWhatTanhKept()
    {
        await using LabView view = await LabView.OpenAsync(browser, $"{lab.Address}/derivation");
        ILocator figure = view.Page.Locator("figure").First;
        await Assertions.Expect(figure.GetByText("✓ holds")).ToHaveCountAsync(7);

        await view.Page.GetByRole(AriaRole.Radio, new() { NameRegex = new("ReLU", System.Text.RegularExpressions.RegexOptions.IgnoreCase) }).FocusAsync();
        await view.Page.Keyboard.PressAsync("Space");

        await Assertions.Expect(figure.GetByText("✕ fails").First).ToBeVisibleAsync();
        await Assertions.Expect(view.Page).ToHaveURLAsync(new System.Text.RegularExpressions.Regex("broken=relu"));
    }

    [Fact]
    public async Task Beyond_AFormulaGetsItsGains()
    {
        await using LabView view = await LabView.OpenAsync(browser, $"{lab.Address}/beyond");
        ILocator gains = view.Page.GetByRole(AriaRole.Region, new() { Name = "Your own activation" });
        await Assertions.Expect(gains).ToContainTextAsync("1.5925");

        ILocator field = gains.GetByLabel("φ(x), a name or a formula");
        await field.FillAsync("relu");
        await field.PressAsync("Enter");
        await Assertions.Expect(gains).ToContainTextAsync("1.4142");

        await field.FillAsync("x*sigmoid(");
        await field.PressAsync("Enter");
        await Assertions.Expect(gains).ToContainTextAsync("x*sigmoid(");
        view.Complaints.ShouldBeEmpty();
    }

    [Fact]
    public async Task Beyond_ADeepSigmoidNetworkIsFoundOut()
    {
        await using LabView view = await LabView.OpenAsync(browser, $"{lab.Address}/beyond?activation=sigmoid&hidden=50x10&train=500&test=100");

        await Assertions.Expect(view.Page.Locator("li.warning, li.error").First).ToBeVisibleAsync(new() { Timeout = 30_000 });
        await Assertions.Expect(view.Page.GetByRole(AriaRole.Img, new() { NameRegex = new("phase", System.Text.RegularExpressions.RegexOptions.IgnoreCase) }).First).ToBeVisibleAsync();
    }

    [Fact]
    public async Task Workbench_RunsWhatCompareRuns()
    {
        const string query = "data=xor&hidden=5&activation=tanh&init=xavier,he-normal&epochs=30&repeats=2&batch=full";
        ComparisonSpec spec = ExperimentLink.Read(query, "").Spec;
        DataSplit data = DataSource.Load("xor", new() { Seed = spec.Seed });
        using JsonDocument compared = JsonDocument.Parse(ComparisonJson.Write(new Comparison(spec, data).Run(threads: 1), "", "", detailed: true));
        await using LabView view = await LabView.OpenAsync(browser, $"{lab.Address}/workbench?{query}");

        await view.Page.GetByRole(AriaRole.Button, new() { Name = "Run", Exact = true }).ClickAsync();
        ILocator save = view.Page.GetByRole(AriaRole.Button, new() { Name = "Save JSON" });
        await Assertions.Expect(save).ToBeEnabledAsync(new() { Timeout = 60_000 });
        IDownload download = await view.Page.RunAndWaitForDownloadAsync(async () => await save.ClickAsync());
        await using Stream file = await download.CreateReadStreamAsync();
        using JsonDocument saved = await JsonDocument.ParseAsync(file);

        JsonElement.DeepEquals(saved.RootElement.GetProperty("runs"), compared.RootElement.GetProperty("runs")).ShouldBeTrue();
        JsonElement.DeepEquals(saved.RootElement.GetProperty("summary"), compared.RootElement.GetProperty("summary")).ShouldBeTrue();
        await Screenshots.TakeAsync(view.Page, "lab-workbench-done");
    }

    [Fact]
    public async Task Workbench_SavesAReportThatStandsAlone()
    {
        await using LabView view = await LabView.OpenAsync(browser, $"{lab.Address}/workbench?data=xor&hidden=5&init=xavier&epochs=10&repeats=1&batch=full");
        await view.Page.GetByRole(AriaRole.Button, new() { Name = "Run", Exact = true }).ClickAsync();
        ILocator save = view.Page.GetByRole(AriaRole.Button, new() { Name = "Save report" });
        await Assertions.Expect(save).ToBeEnabledAsync(new() { Timeout = 60_000 });

        IDownload download = await view.Page.RunAndWaitForDownloadAsync(async () => await save.ClickAsync());

        string html = await File.ReadAllTextAsync((await download.PathAsync())!);
        html.ShouldStartWith("<!doctype html>");
        html.ShouldContain("\"kind\":\"comparison\"");
    }

    [Fact]
    public async Task Workbench_TakesATableAndRefusesWhatIsNone()
    {
        await using LabView view = await LabView.OpenAsync(browser, $"{lab.Address}/workbench");
        ILocator input = view.Page.Locator("input[type=file]");
        await input.WaitForAsync(new() { State = WaitForSelectorState.Attached });

        await input.SetInputFilesAsync(new FilePayload { Name = "picture.csv", MimeType = "text/csv", Buffer = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0, 0, 1] });
        await Assertions.Expect(view.Page.Locator(".refused").First).ToBeVisibleAsync();

        string rows = string.Join('\n', Enumerable.Range(0, 60).Select(i => string.Create(CultureInfo.InvariantCulture, $"{i % 7},{i % 5},{(i % 2 == 0 ? "yes" : "no")}")));
        await input.SetInputFilesAsync(new FilePayload { Name = "table.csv", MimeType = "text/csv", Buffer = System.Text.Encoding.UTF8.GetBytes($"a,b,answer\n{rows}\n") });
        await Assertions.Expect(view.Page).ToHaveURLAsync(new System.Text.RegularExpressions.Regex("data=upload:"));
    }

    [Theory]
    [InlineData("SVG", ".svg")]
    [InlineData("PNG", ".png")]
    [InlineData("CSV", ".csv")]
    public async Task Figure_SavesItself(string kind, string extension)
    {
        await using LabView view = await LabView.OpenAsync(browser, $"{lab.Address}/why");
        await view.RestAsync();
        ILocator figure = view.Page.Locator("figure").Filter(new() { Has = view.Page.GetByRole(AriaRole.Heading, new() { Name = "Decision and network" }) });
        await figure.Locator("summary", new() { HasText = "Save" }).ClickAsync();

        IDownload download = await view.Page.RunAndWaitForDownloadAsync(async () => await figure.GetByRole(AriaRole.Button, new() { Name = kind }).ClickAsync());

        download.SuggestedFilename.ShouldEndWith(extension);
        byte[] bytes = await File.ReadAllBytesAsync((await download.PathAsync())!);
        bytes.Length.ShouldBeGreaterThan(200);
        string head = System.Text.Encoding.Latin1.GetString(bytes.AsSpan(0, 60));
        (kind switch { "SVG" => head.StartsWith("<svg", StringComparison.Ordinal), "PNG" => head.StartsWith("\u0089PNG", StringComparison.Ordinal), _ => head.Contains(',') }).ShouldBeTrue(head);
    }

    [Fact]
    public async Task Lesson_HidesTheControlsThatItDoesNotNeed()
    {
        await using LabView view = await LabView.OpenAsync(browser, $"{lab.Address}/why?lesson=hide");
        await view.RestAsync();

        await Assertions.Expect(view.Page.GetByRole(AriaRole.Navigation, new() { Name = "Chapters" })).ToHaveCountAsync(0);
        (await view.Page.Locator(".control").EvaluateAllAsync<bool>("all => all.every(one => one.offsetParent === null)")).ShouldBeTrue();
    }
}
