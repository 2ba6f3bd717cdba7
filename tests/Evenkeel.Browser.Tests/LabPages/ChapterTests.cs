using Microsoft.Playwright;

namespace Evenkeel.Browser.Tests.LabPages;

/// <summary>Every chapter serves every reader: on any width, in both themes, by keyboard, and without a word to anybody else.</summary>
[Collection(LabTests.Name)]
public sealed class ChapterTests(BrowserFixture browser, LabFixture lab)
{
    private static readonly string[] Names = ["why", "vanishing", "layers", "derivation", "beyond", "workbench"];

    public static TheoryData<string> Chapters { get; } = [.. Names];

    public static TheoryData<string, ColorScheme> ChaptersAndThemes { get; } = Cross([ColorScheme.Light, ColorScheme.Dark]);

    public static TheoryData<string, int> ChaptersAndWidths { get; } = Cross([360, 768, 1440]);

    [Theory]
    [MemberData(nameof(ChaptersAndThemes))]
    public async Task Axe_FindsNothingSerious(string chapter, ColorScheme theme)
    {
        await using LabView view = await LabView.OpenAsync(browser, $"{lab.Address}/{chapter}", theme: theme);
        await SettleAsync(view);

        string[] violations = await AxeRun.SeriousAsync(view.Page);

        violations.ShouldBeEmpty();
    }

    [Theory]
    [MemberData(nameof(ChaptersAndWidths))]
    public async Task Chapter_NeverScrollsSideways(string chapter, int width)
    {
        await using LabView view = await LabView.OpenAsync(browser, $"{lab.Address}/{chapter}", width);
        await SettleAsync(view);

        int[] widths = await view.Page.EvaluateAsync<int[]>("[document.documentElement.scrollWidth, document.documentElement.clientWidth]");

        widths[0].ShouldBeLessThanOrEqualTo(widths[1]);
        await Screenshots.TakeAsync(view.Page, $"lab-{chapter}-{width}");
    }

    [Theory]
    [MemberData(nameof(Chapters))]
    public async Task Chapter_AsksItsServerOnlyAndComplainsOfNothing(string chapter)
    {
        await using LabView view = await LabView.OpenAsync(browser, $"{lab.Address}/{chapter}");
        await SettleAsync(view);

        view.Requests.Where(url => !url.StartsWith(lab.Address, StringComparison.Ordinal) && !url.StartsWith("data:", StringComparison.Ordinal) && !url.StartsWith("blob:", StringComparison.Ordinal)).ShouldBeEmpty();
        view.Complaints.ShouldBeEmpty();
    }

    [Theory]
    [MemberData(nameof(Chapters))]
    public async Task Tabulator_ReachesEveryControlAndShowsWhereItIs(string chapter)
    {
        await using LabView view = await LabView.OpenAsync(browser, $"{lab.Address}/{chapter}");
        await SettleAsync(view);

        int stops = 0;
        List<string> unseen = [];
        string? last;
        do
        {
            await view.Page.Keyboard.PressAsync("Tab");
            // A radio button or a range may draw its ring on what stands beside it.
            last = await view.Page.EvaluateAsync<string?>(
                """
                () => {
                  const one = document.activeElement;
                  if (!one || one === document.body) return null;
                  const ring = (part) => part && (getComputedStyle(part).outlineStyle !== 'none' || getComputedStyle(part).boxShadow !== 'none');
                  const name = one.getAttribute('aria-label') ?? one.textContent?.trim().slice(0, 40) ?? '';
                  return (ring(one) || ring(one.nextElementSibling) || ring(one.parentElement) ? '' : 'UNSEEN ') + one.tagName + ' ' + name;
                }
                """);
            if (last?.StartsWith("UNSEEN", StringComparison.Ordinal) == true) unseen.Add(last);
            stops++;
        }
        while (last is not null && stops < 400);

        stops.ShouldBeInRange(10, 399, "The tabulator must come to the end of the page.");
        unseen.ShouldBeEmpty();
    }

    [Fact]
    public async Task UnknownChapter_IsNotFound()
    {
        await using LabView view = await LabView.OpenAsync(browser, $"{lab.Address}/why");

        IResponse? response = await view.Page.GotoAsync($"{lab.Address}/nowhere");

        response!.Status.ShouldBe(404);
    }

    [Fact]
    public async Task Chapters_AreReachedFromTheBarAndBack()
    {
        await using LabView view = await LabView.OpenAsync(browser, $"{lab.Address}/why");

        await view.Page.GetByRole(AriaRole.Navigation, new() { Name = "Chapters" }).GetByRole(AriaRole.Link, new() { Name = "Beyond" }).ClickAsync();
        await Assertions.Expect(view.Page.Locator("h1").First).ToHaveTextAsync("Beyond");
        await view.Page.GoBackAsync();

        await Assertions.Expect(view.Page.Locator("h1").First).ToHaveTextAsync("Why the start matters");
        view.Complaints.ShouldBeEmpty();
    }

    [Fact]
    public async Task Theme_StaysInTheAddress()
    {
        await using LabView view = await LabView.OpenAsync(browser, $"{lab.Address}/why#theme=dark");

        (await view.Page.EvaluateAsync<string>("getComputedStyle(document.body).backgroundColor")).ShouldBe("rgb(19, 21, 24)");
    }

    /// <summary>Waits until what the chapter asked for at its start has been answered.</summary>
    private static async Task SettleAsync(LabView view)
    {
        // A page of the lab is never idle: it listens. Its chapter has come when nothing says that it is being fetched.
        await Assertions.Expect(view.Page.Locator(".waiting")).ToHaveCountAsync(0, new() { Timeout = 30_000 });
        await view.Page.WaitForTimeoutAsync(2000);
    }

    private static TheoryData<string, T> Cross<T>(T[] others)
    {
        TheoryData<string, T> all = [];
        foreach (string chapter in Names)
        {
            foreach (T other in others) all.Add(chapter, other);
        }

        return all;
    }
}
