using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Evenkeel.Formats;
using Evenkeel.Initialization;
using Evenkeel.Interchange.Models;
using Evenkeel.Shapes;
using Microsoft.Playwright;

namespace Evenkeel.Browser.Tests;

/// <summary>The page of an inspection, made from what the engine writes.</summary>
[Collection(BrowserTests.Name)]
public sealed class InspectPageTests(BrowserFixture browser)
{
    private static readonly Lazy<string> One = new(() => Write(1, Model(1)));

    private static readonly Lazy<string> Two = new(() => Write(2, Model(1), Model(1.25f)));

    private static readonly Lazy<string> Many = new(() => Write(1, [.. Enumerable.Range(0, 500).Select(i => Single($"layers.{i}.mlp.weight", [16, 24], Draw(24, 16, i)))]));

    [Fact]
    public async Task Page_ShowsWhatTheEngineWrote()
    {
        foreach (string json in new[] { One.Value, Two.Value })
        {
            await using ReportView view = await ReportView.OpenAsync(browser, json);

            string text = await view.Page.Locator("body").InnerTextAsync();

            view.Complaints.ShouldBeEmpty();
            view.Requests.Where(request => !request.StartsWith("data:", StringComparison.Ordinal)).ShouldHaveSingleItem();
            text.ShouldContain("1 of 4 tensors broken: broken.weight");
            text.ShouldContain("not-finite");
            text.ShouldNotContain("NaN,");
            text.ShouldNotContain("undefined");
        }
    }

    [Fact]
    public async Task Comparison_SaysWhatMoved()
    {
        await using ReportView view = await ReportView.OpenAsync(browser, Two.Value);

        string[] moved = [.. await view.Page.Locator("section:has(#changes) tr.moved th").AllInnerTextsAsync()];
        string[] same = [.. await view.Page.Locator("section:has(#changes) tr.same th").AllInnerTextsAsync()];

        moved.ShouldBe(["encoder.0.weight", "encoder.1.weight", "broken.weight"], ignoreOrder: true);
        same.ShouldBe(["encoder.0.bias", "steps"], ignoreOrder: true);
    }

    [Fact]
    public async Task Row_OpensByKeyboardAndShowsFiguresWithNames()
    {
        await using ReportView view = await ReportView.OpenAsync(browser, One.Value);
        ILocator button = view.Page.GetByRole(AriaRole.Button, new() { Name = "encoder.0.weight" });
        (await button.GetAttributeAsync("aria-expanded")).ShouldBe("false");

        await button.FocusAsync();
        await view.Page.Keyboard.PressAsync("Enter");

        (await button.GetAttributeAsync("aria-expanded")).ShouldBe("true");
        string[] names = await view.Page.Locator("figure svg[role=img]").EvaluateAllAsync<string[]>("all => all.map(one => one.getAttribute('aria-label'))");
        names.Length.ShouldBe(2);
        names[0].ShouldStartWith("Elements of encoder.0.weight. 24,000 elements with mean");
        names[1].ShouldStartWith("Singular values of encoder.0.weight. Of the whole 120×200 matrix");
        view.Complaints.ShouldBeEmpty();
    }

    [Fact]
    public async Task Numbers_AreThoseOfTheData()
    {
        await using ReportView view = await ReportView.OpenAsync(browser, One.Value);
        await view.Page.GetByRole(AriaRole.Button, new() { Name = "encoder.0.weight" }).ClickAsync();

        await view.Page.Locator("figure .numbers > summary").First.ClickAsync();
        string cells = await view.Page.Locator("figure table").First.EvaluateAsync<string>("table => JSON.stringify([...table.tBodies[0].rows].map(row => [...row.cells].map(cell => cell.textContent.trim())))");

        JsonNode histogram = Tensors(One.Value).First(tensor => (string)tensor["name"]! == "encoder.0.weight")["histogram"]!;
        string[][] rows = JsonSerializer.Deserialize<string[][]>(cells)!;
        rows.Length.ShouldBe(ModelReportHistogram.Bins);
        for (int i = 0; i < rows.Length; i++)
        {
            double.Parse(rows[i][2], System.Globalization.CultureInfo.InvariantCulture).ShouldBe((double)histogram["shares"]![i]!, 1e-6);
        }
    }

    [Fact]
    public async Task Verdicts_AndNamesFilterTheTable_AndTheAddressKeepsIt()
    {
        await using ReportView view = await ReportView.OpenAsync(browser, One.Value);
        ILocator rows = view.Page.Locator("table button[aria-expanded]");
        (await rows.CountAsync()).ShouldBe(4);

        await view.Page.GetByRole(AriaRole.Button, new() { Name = "broken" }).First.ClickAsync();
        (await rows.AllInnerTextsAsync()).ShouldHaveSingleItem().ShouldContain("broken.weight");

        await view.Page.GetByRole(AriaRole.Button, new() { Name = "all" }).First.ClickAsync();
        await view.Page.GetByRole(AriaRole.Searchbox).FillAsync("ENCODER.1");
        (await rows.AllInnerTextsAsync()).ShouldHaveSingleItem().ShouldContain("encoder.1.weight");
        await Assertions.Expect(view.Page).ToHaveURLAsync(view.Address + "#find=ENCODER.1");
    }

    [Fact]
    public async Task FiveHundredTensors_StayBelowFourMegabytes()
    {
        Encoding.UTF8.GetByteCount(Many.Value).ShouldBeLessThan(4_000_000);

        await using ReportView view = await ReportView.OpenAsync(browser, Many.Value);

        (await view.Page.Locator("table button[aria-expanded]").CountAsync()).ShouldBe(500);
        view.Complaints.ShouldBeEmpty();
    }

    [Theory]
    [InlineData(ColorScheme.Light, 1440)]
    [InlineData(ColorScheme.Dark, 1440)]
    [InlineData(ColorScheme.Light, 768)]
    [InlineData(ColorScheme.Dark, 360)]
    public async Task Page_ServesEveryWidthAndTheme(ColorScheme theme, int width)
    {
        await using ReportView view = await ReportView.OpenAsync(browser, Two.Value, width, theme);
        foreach (ILocator button in await view.Page.GetByRole(AriaRole.Button, new() { Name = "encoder.0.weight" }).AllAsync())
        {
            await button.ClickAsync();
        }

        int[] widths = await view.Page.EvaluateAsync<int[]>("[document.documentElement.scrollWidth, document.documentElement.clientWidth]");
        widths[0].ShouldBeLessThanOrEqualTo(widths[1]);
        await Screenshots.TakeAsync(view.Page, $"inspect-{theme}-{width}");
        (await AxeRun.SeriousAsync(view.Page)).ShouldBeEmpty();
    }

    private static JsonNode[] Tensors(string json) => [.. JsonNode.Parse(json)!["files"]![0]!["tensors"]!.AsArray().Select(tensor => tensor!)];

    private static NamedTensor[] Model(float scale)
    {
        float[] broken = Draw(30, 20, 3);
        broken[5] = float.NaN;
        return
        [
            Single("encoder.0.weight", [120, 200], [.. Draw(200, 120, 1).Select(value => scale * value)]), Single("encoder.0.bias", [120], new float[120]),
            Single("encoder.1.weight", [64, 120], [.. Draw(120, 64, 2).Select((value, i) => scale * value * (i / 120 % 2 == 0 ? 3 : 1))]), Single("broken.weight", [20, 30], [.. broken.Select(value => scale * value)]),
            new("steps", TensorType.Int64, [], BitConverter.GetBytes(7L)),
        ];
    }

    private static NamedTensor Single(string name, long[] shape, float[] values) => NamedTensor.FromSingles(name, shape, values);

    private static float[] Draw(int inputs, int outputs, int seed) => Initializers.HeNormal.Draw(WeightShape.Dense(inputs, outputs), seed);

    private static string Write(int files, params NamedTensor[][] models)
    {
        DirectoryInfo folder = Directory.CreateTempSubdirectory("evenkeel-inspect-");
        try
        {
            string[] paths = [.. models.Take(files).Select((_, i) => Path.Combine(folder.FullName, $"model{i + 1}.safetensors"))];
            for (int i = 0; i < files; i++)
            {
                TensorWriter.Save(paths[i], models[i]);
            }

            ModelComparison? comparison = files == 2 ? ModelComparison.Run(paths[0], paths[1], 1, CancellationToken.None) : null;
            return Encoding.UTF8.GetString(InspectJson.Write([.. paths.Select(path => ModelInspection.Run(path, new()))], comparison, "evenkeel inspect", "0.0.0", InspectJsonDetail.Page).Span);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }
}
