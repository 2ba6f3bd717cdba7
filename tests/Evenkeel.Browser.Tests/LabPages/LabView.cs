using System.Text.RegularExpressions;
using Microsoft.Playwright;

namespace Evenkeel.Browser.Tests.LabPages;

/// <summary>A page of the lab in a browser of its own, with all that it asked for and complained about.</summary>
internal sealed partial class LabView : IAsyncDisposable
{
    private readonly IBrowserContext context;

    private LabView(IBrowserContext context, IPage page)
    {
        (this.context, Page) = (context, page);
        page.Console += (_, message) => Collect(message.Type is "error" or "warning", message.Text);
        page.PageError += (_, error) => Collect(true, error);
        page.Request += (_, request) => Requests.Add(request.Url);
    }

    public IPage Page { get; }

    public List<string> Complaints { get; } = [];

    public List<string> Requests { get; } = [];

    /// <summary>Opens a place of the lab, and waits until its server answers.</summary>
    public static async Task<LabView> OpenAsync(BrowserFixture browser, string address, int width = 1440, ColorScheme theme = ColorScheme.Light)
    {
        IBrowserContext context = await browser.Browser.NewContextAsync(new()
        {
            ViewportSize = new() { Width = width, Height = 900 },
            ColorScheme = theme,
            ReducedMotion = ReducedMotion.Reduce,
            AcceptDownloads = true,
            Permissions = ["clipboard-read", "clipboard-write"],
        });
        LabView view = new(context, await context.NewPageAsync());
        view.Page.SetDefaultTimeout(30_000);
        await view.Page.GotoAsync(address);
        await view.Page.Locator("h1").First.WaitForAsync();
        await view.Page.Locator("footer", new() { HasTextRegex = Version() }).WaitForAsync();
        return view;
    }

    /// <summary>The clock of the page's first training session.</summary>
    public ILocator Clock => Page.GetByRole(AriaRole.Group, new() { Name = "Training", Exact = true }).First;

    /// <summary>Presses a button of the clock.</summary>
    public async Task PressAsync(string button) => await Clock.GetByRole(AriaRole.Button, new() { Name = button }).First.ClickAsync();

    /// <summary>The step that the clock shows.</summary>
    public async Task<int> StepAsync() => int.Parse((await Clock.Locator(".at strong").InnerTextAsync()).Replace(",", "", StringComparison.Ordinal), System.Globalization.CultureInfo.InvariantCulture);

    /// <summary>Trains until a step is reached, and rests there or later.</summary>
    public async Task TrainToAsync(int step)
    {
        await PressAsync("Train");
        while (await StepAsync() < step) await Page.WaitForTimeoutAsync(50);
        await PressAsync("Pause");
        await RestAsync();
    }

    /// <summary>Goes to a step, and waits until it is there.</summary>
    public async Task GoToAsync(int step)
    {
        ILocator field = Clock.GetByLabel("Go to");
        await field.FillAsync(step.ToString(System.Globalization.CultureInfo.InvariantCulture));
        await field.PressAsync("Enter");
        while (await StepAsync() != step) await Page.WaitForTimeoutAsync(50);
        await RestAsync();
    }

    /// <summary>Waits until the clock says that it rests.</summary>
    public async Task RestAsync() => await Clock.GetByRole(AriaRole.Status).Filter(new() { HasTextRegex = AtStep() }).WaitForAsync(new() { State = WaitForSelectorState.Attached });

    /// <summary>What the numbers beneath a figure say, row by row.</summary>
    public async Task<string> NumbersAsync(string figure)
    {
        ILocator shown = Page.Locator("figure").Filter(new() { Has = Page.GetByRole(AriaRole.Heading, new() { Name = figure, Exact = true }) }).First;
        ILocator details = shown.Locator("details.numbers");
        if (await details.GetAttributeAsync("open") is null) await details.Locator("summary").ClickAsync();
        return await details.Locator("table").First.InnerTextAsync();
    }

    public async ValueTask DisposeAsync() => await context.DisposeAsync();

    private void Collect(bool isComplaint, string text)
    {
        if (isComplaint) Complaints.Add(text);
    }

    [GeneratedRegex("0\\.0\\.0")]
    private static partial Regex Version();

    [GeneratedRegex("At \\w+ [0-9]+")]
    private static partial Regex AtStep();
}
