using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Evenkeel.Data;
using Evenkeel.Diagnosis;
using Evenkeel.Experiments;
using Evenkeel.Networks;
using Evenkeel.Training;
using Microsoft.Playwright;

namespace Evenkeel.Browser.Tests;

/// <summary>The page of a probe, made from what the engine writes.</summary>
[Collection(BrowserTests.Name)]
public sealed class ProbePageTests(BrowserFixture browser)
{
    private static readonly Finding Finding = new()
    {
        Code = "EK103", Severity = Severity.Error, Layer = 2, Message = "forward, the signal grows too much", Measured = 25, Limit = 10,
        Advice = "Lower the variance.", Source = "a convention: a factor of 10",
        Fixes = [new("PyTorch", "nn.init.xavier_normal_(layer.weight)"), new("Keras", "kernel_initializer=\"glorot_normal\""), new("C#", "Initializers.Parse(\"xavier\")")],
    };

    private static readonly Lazy<string> One = new(() => Write(new() { Hidden = [40, 30, 20] }, "xavier"));

    private static readonly Lazy<string> Several = new(() => Write(new() { Hidden = [40, 30, 20] }, "zero", "xavier", "normal", "normal(1e30)"));

    public static TheoryData<string, string> Probes => new()
    {
        { "one start", One.Value },
        { "several starts, one of them without a signal and one that overflows", Several.Value },
        { "a single layer", Write(new() { Hidden = [16], Activation = "relu" }, "he-normal") },
        { "thirty layers of relu", Write(new() { Hidden = [.. Enumerable.Repeat(12, 30)], Activation = "relu" }, "he-normal", "xavier") },
        { "a regression", Write(new() { Hidden = [16, 8], Loss = LossKind.MeanSquaredError }, "xavier") },
    };

    [Theory]
    [MemberData(nameof(Probes))]
    public async Task Page_ShowsWhatTheEngineWrote(string what, string json)
    {
        await using ReportView view = await ReportView.OpenAsync(browser, json);

        string text = await view.Page.Locator("body").InnerTextAsync();

        view.Complaints.ShouldBeEmpty(what);
        view.Requests.Where(request => !request.StartsWith("data:", StringComparison.Ordinal)).ShouldHaveSingleItem();
        foreach (JsonNode start in Starts(json))
        {
            text.ShouldContain((string)start["scheme"]!, Case.Sensitive, what);
            text.ShouldContain((string)start["verdict"]!, Case.Sensitive, what);
        }

        text.ShouldNotContain("NaN", Case.Sensitive, what);
        text.ShouldNotContain("undefined", Case.Sensitive, what);
        await Screenshots.TakeAsync(view.Page, $"probe {what}".Replace(' ', '-').Replace(",", "", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("Forward: mean z² by layer", "forward")]
    [InlineData("Backward: mean (∂C/∂z)² by layer", "backward")]
    public async Task SignalNumbers_AreThoseOfTheData(string title, string way)
    {
        await using ReportView view = await ReportView.OpenAsync(browser, One.Value);
        ILocator figure = view.Page.Locator("figure", new() { Has = view.Page.GetByRole(AriaRole.Heading, new() { Name = title, Exact = true }) });

        await figure.Locator(".numbers > summary").ClickAsync();
        string json = await figure.Locator("table").EvaluateAsync<string>("table => JSON.stringify([...table.rows].map(row => [...row.cells].map(cell => cell.textContent.trim())))");

        string[][] rows = JsonSerializer.Deserialize<string[][]>(json)!;
        rows[0].ShouldBe(["layer", "measured", "predicted", "low", "high"]);
        JsonArray layers = Starts(One.Value)[0]["layers"]!.AsArray();
        rows.Length.ShouldBe(1 + layers.Count);
        for (int i = 0; i < layers.Count; i++)
        {
            // The page shows six significant digits.
            double measured = (double)layers[i]![way]!["measured"]!;
            double.Parse(rows[i + 1][1], CultureInfo.InvariantCulture).ShouldBe(measured, 1e-5 * measured);
        }
    }

    [Fact]
    public async Task Fixes_FollowTheFrameworkThatIsChosenOnce()
    {
        await using ReportView view = await ReportView.OpenAsync(browser, Several.Value);
        ILocator code = view.Page.Locator(".fix pre");
        (await code.AllInnerTextsAsync()).Distinct().ShouldBe(["nn.init.xavier_normal_(layer.weight)"]);

        await view.Page.GetByRole(AriaRole.Radio, new() { Name = "PyTorch" }).First.FocusAsync();
        await view.Page.Keyboard.PressAsync("ArrowRight");

        (await code.AllInnerTextsAsync()).Distinct().ShouldBe(["kernel_initializer=\"glorot_normal\""]);
        await Assertions.Expect(view.Page).ToHaveURLAsync(view.Address + "#fix=Keras");
        (await view.Page.Locator(".fix").CountAsync()).ShouldBe(4);
    }

    [Fact]
    public async Task Findings_SayWhatWasMeasuredAndWhereTheLimitComesFrom()
    {
        await using ReportView view = await ReportView.OpenAsync(browser, One.Value);

        string text = await view.Page.Locator("section:has(#findings)").InnerTextAsync();

        text.ShouldContain("EK103 · layer 2");
        text.ShouldContain("orward, the signal grows too much. Lower the variance.");
        text.ShouldContain("measured 25.0, limit 10.0: a convention: a factor of 10");
    }

    [Fact]
    public async Task LayerTable_MarksWhatLiesOutsideItsBand()
    {
        JsonNode report = JsonNode.Parse(One.Value)!;
        JsonNode forward = report["layers"]![1]!["forward"]!;
        (forward["predicted"], forward["low"], forward["high"], forward["measured"]) = (1.0, 0.5, 2.0, 3.5);

        await using ReportView view = await ReportView.OpenAsync(browser, report.ToJsonString());

        (await view.Page.Locator("section:has(#layers) td.out").AllTextContentsAsync()).ShouldContain(text => text.Contains("above the band: 3.50", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(ColorScheme.Light, 1440)]
    [InlineData(ColorScheme.Dark, 1440)]
    [InlineData(ColorScheme.Light, 360)]
    [InlineData(ColorScheme.Dark, 360)]
    public async Task Axe_FindsNothingSerious(ColorScheme theme, int width)
    {
        await using ReportView view = await ReportView.OpenAsync(browser, Several.Value, width, theme);

        string[] violations = await AxeRun.SeriousAsync(view.Page);

        violations.ShouldBeEmpty();
    }

    [Theory]
    [InlineData(360, ColorScheme.Light)]
    [InlineData(768, ColorScheme.Light)]
    [InlineData(1440, ColorScheme.Dark)]
    public async Task Page_NeverScrollsSideways(int width, ColorScheme theme)
    {
        foreach (string json in new[] { One.Value, Several.Value })
        {
            await using ReportView view = await ReportView.OpenAsync(browser, json, width, theme);

            int[] widths = await view.Page.EvaluateAsync<int[]>("[document.documentElement.scrollWidth, document.documentElement.clientWidth]");

            widths[0].ShouldBeLessThanOrEqualTo(widths[1]);
            await Screenshots.TakeAsync(view.Page, $"probe-{(json == One.Value ? "one" : "several")}-{theme}-{width}");
        }
    }

    private static JsonNode[] Starts(string json)
    {
        JsonNode report = JsonNode.Parse(json)!;
        return report["starts"] is JsonArray several ? [.. several.Select(start => start!)] : [report];
    }

    private static string Write(NetworkSpec network, params string[] schemes)
    {
        IDataSet data = network.Loss == LossKind.MeanSquaredError ? Line() : ToyData.Circle.Generate(40, 1);
        ComparisonSpec spec = new() { Network = network, Training = new() { Batch = 0, Steps = 1 }, Schemes = [.. schemes] };
        ProbeResult result = new ProbeExperiment(spec, new(data, data), new()).Run(threads: 1);
        result = result with { Starts = [.. result.Starts.Select(start => start with { Findings = [Finding] })] };
        return Encoding.UTF8.GetString(ProbeJson.Write(result, "evenkeel probe", "0.0.0", detailed: true).Span);
    }

    private static ArrayDataSet Line()
    {
        float[] x = [.. Enumerable.Range(0, 20).Select(i => i / 10f - 1)];
        return new("line", new(1), [], x, [.. x.Select(value => 2 * value + 1)]);
    }
}
