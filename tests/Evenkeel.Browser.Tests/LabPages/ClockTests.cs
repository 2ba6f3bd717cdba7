using System.Globalization;
using Evenkeel.Data;
using Evenkeel.Experiments;
using Evenkeel.Interchange;
using Evenkeel.Lab;
using Microsoft.Playwright;

namespace Evenkeel.Browser.Tests.LabPages;

/// <summary>What is trained on a page is exact: it can be gone back on, linked to, and found again by the command line.</summary>
[Collection(LabTests.Name)]
public sealed class ClockTests(BrowserFixture browser, LabFixture lab)
{
    private const string Query = "data=moon&init=xavier*0.01,xavier&seed=3";

    [Fact]
    public async Task Reset_ReturnsToExactlyTheStart()
    {
        await using LabView view = await LabView.OpenAsync(browser, $"{lab.Address}/why?{Query}");
        await view.RestAsync();
        (string numbers, string map) start = (await view.NumbersAsync("Decision and network"), await MapAsync(view));
        await view.TrainToAsync(40);
        (await MapAsync(view)).ShouldNotBe(start.map);

        await view.PressAsync("Reset");
        await Assertions.Expect(view.Clock.Locator(".at strong")).ToHaveTextAsync("0");

        (await view.NumbersAsync("Decision and network")).ShouldBe(start.numbers);
        (await MapAsync(view)).ShouldBe(start.map);
    }

    [Fact]
    public async Task Link_ShowsTheSameNumbersInASecondBrowser()
    {
        await using LabView first = await LabView.OpenAsync(browser, $"{lab.Address}/why?{Query}");
        await first.RestAsync();
        await first.TrainToAsync(30);
        await first.Page.WaitForURLAsync(url => url.Contains("step=", StringComparison.Ordinal));

        await using LabView second = await LabView.OpenAsync(browser, first.Page.Url);
        int step = await first.StepAsync();
        await Assertions.Expect(second.Clock.Locator(".at strong")).ToHaveTextAsync(step.ToString(CultureInfo.InvariantCulture));
        await second.RestAsync();

        (await second.NumbersAsync("Decision and network")).ShouldBe(await first.NumbersAsync("Decision and network"));
        (await second.NumbersAsync("Cost")).ShouldBe(await first.NumbersAsync("Cost"));
        (await MapAsync(second)).ShouldBe(await MapAsync(first));
    }

    [Fact]
    public async Task TwoRunsSideBySide_AgreeWithCompare()
    {
        ComparisonSpec spec = ExperimentLink.Read($"{Query}&hidden=6,3&activation=relu&lr=0.1&batch=full&steps=50&repeats=1", "").Spec;
        DataSplit data = DataSource.Load("moon", new() { Seed = spec.Seed });
        ComparisonResult compared = new Comparison(spec, data).Run(threads: 1);
        await using LabView view = await LabView.OpenAsync(browser, $"{lab.Address}/why?{Query}");
        await view.RestAsync();

        await view.GoToAsync(50);

        // The figure's numbers have six digits; the points that are judged are those that were learned from.
        string numbers = await view.NumbersAsync("Cost");
        foreach (RunResult run in compared.Runs)
        {
            numbers.ShouldContain(run.TestLoss.ToString("G6", CultureInfo.InvariantCulture));
        }
    }

    [Fact]
    public async Task LearningRate_ChangedWhileRunningIsPartOfTheLink()
    {
        await using LabView first = await LabView.OpenAsync(browser, $"{lab.Address}/why?{Query}");
        await first.RestAsync();
        await first.GoToAsync(20);
        await first.Page.GetByRole(AriaRole.Slider, new() { NameRegex = new("^Learning rate") }).FocusAsync();
        await first.Page.Keyboard.PressAsync("End");
        await first.Page.WaitForURLAsync(url => url.Contains("rates=20:", StringComparison.Ordinal));
        await first.GoToAsync(40);
        await first.Page.WaitForURLAsync(url => url.Contains("step=40", StringComparison.Ordinal));

        await using LabView second = await LabView.OpenAsync(browser, first.Page.Url);
        await Assertions.Expect(second.Clock.Locator(".at strong")).ToHaveTextAsync("40");
        await second.RestAsync();

        (await second.NumbersAsync("Decision and network")).ShouldBe(await first.NumbersAsync("Decision and network"));
    }

    [Fact]
    public async Task WrongLink_SaysWhatIsWrongAndOpensTheNearest()
    {
        await using LabView view = await LabView.OpenAsync(browser, $"{lab.Address}/why?init=hee-normal,xavier&seed=3&lr=-5");

        ILocator notice = view.Page.Locator(".notice").First;
        await Assertions.Expect(notice).ToContainTextAsync("hee-normal");
        await Assertions.Expect(notice).ToContainTextAsync("he-normal");
        await Assertions.Expect(notice).ToContainTextAsync("-5");
        await Assertions.Expect(view.Clock.GetByRole(AriaRole.Button, new() { Name = "Train" })).ToBeEnabledAsync();
        view.Page.Url.ShouldNotContain("hee-normal");
    }

    [Fact]
    public async Task WrongEntry_KeepsWhatStoodThere()
    {
        await using LabView view = await LabView.OpenAsync(browser, $"{lab.Address}/why?{Query}");
        await view.RestAsync();
        ILocator seed = view.Page.GetByLabel("Seed", new() { Exact = true });

        await seed.FillAsync("abc");
        await seed.PressAsync("Enter");

        await Assertions.Expect(view.Page.Locator(".notice").First).ToContainTextAsync("'abc'; 3 is taken");
        await Assertions.Expect(view.Page.Locator(".notice").First).ToBeInViewportAsync();
        await Assertions.Expect(seed).ToHaveValueAsync("3");
        view.Page.Url.ShouldContain("seed=3");
    }

    [Fact]
    public async Task TooLargeANetwork_IsRefusedInASentenceOnThePage()
    {
        await using LabView view = await LabView.OpenAsync(browser, $"{lab.Address}/layers?hidden=5000x10");

        await Assertions.Expect(view.Page.Locator(".notice, .refused").First).ToContainTextAsync("2,000,000");
        await Assertions.Expect(view.Clock.GetByRole(AriaRole.Button, new() { Name = "Train" })).ToBeEnabledAsync();
    }

    [Fact]
    public async Task FullServer_SaysSoOnThePage()
    {
        await using LabServer small = await LabServer.Start(LabFixture.Usual with { Limits = new() { Sessions = 1 } });
        await using LabView first = await LabView.OpenAsync(browser, $"{small.Urls[0]}/why");
        await first.RestAsync();

        await using LabView second = await LabView.OpenAsync(browser, $"{small.Urls[0]}/why");

        await Assertions.Expect(second.Page.Locator(".refused").First).ToContainTextAsync("1");
        (await first.StepAsync()).ShouldBe(0);
        await first.PressAsync("One epoch");
        await Assertions.Expect(first.Clock.Locator(".at strong")).ToHaveTextAsync("1");
    }

    [Fact]
    public async Task Server_ThatComesBackFindsThePageWhereItWas()
    {
        LabServer server = await LabServer.Start(LabFixture.Usual);
        string address = server.Urls[0];
        await using LabView view = await LabView.OpenAsync(browser, $"{address}/why?{Query}");
        await view.RestAsync();
        await view.GoToAsync(25);
        string before = await view.NumbersAsync("Decision and network");

        await server.DisposeAsync();
        await Assertions.Expect(view.Page.Locator(".lost")).ToContainTextAsync("does not answer");
        await using LabServer again = await LabServer.Start(LabFixture.Usual with { Urls = [address] });
        await Assertions.Expect(view.Page.Locator(".lost")).ToBeEmptyAsync(new() { Timeout = 20_000 });
        await view.PressAsync("One epoch");
        await Assertions.Expect(view.Clock.Locator(".at strong")).ToHaveTextAsync("26");
        await view.GoToAsync(25);

        (await view.NumbersAsync("Decision and network")).ShouldBe(before);
    }

    [Fact]
    public async Task FrozenTab_IsSentNothingAndGoesOnWhenItWakes()
    {
        await using LabServer server = await LabServer.Start(LabFixture.Usual);
        await using LabView view = await LabView.OpenAsync(browser, $"{server.Urls[0]}/why?{Query}");
        await view.RestAsync();
        await view.Clock.GetByLabel("Pace").SelectOptionAsync("max");
        await view.PressAsync("Train");
        while (await view.StepAsync() < 1000) await view.Page.WaitForTimeoutAsync(50);
        ICDPSession session = await view.Page.Context.NewCDPSessionAsync(view.Page);

        await session.SendAsync("Emulation.setCPUThrottlingRate", new() { ["rate"] = 20 });
        int slow = await view.StepAsync();
        long before = GC.GetTotalMemory(forceFullCollection: true);
        await Task.Delay(TimeSpan.FromSeconds(3));
        long after = GC.GetTotalMemory(forceFullCollection: true);
        await session.SendAsync("Emulation.setCPUThrottlingRate", new() { ["rate"] = 1 });

        // A frame of two runs is about 60 kB, and two of them may be under way; seconds of frames would be tens of megabytes.
        (after - before).ShouldBeLessThan(4_000_000);
        while (await view.StepAsync() <= slow) await view.Page.WaitForTimeoutAsync(50);
        await view.PressAsync("Pause");
        await view.RestAsync();
    }

    [Fact]
    public async Task ClosedTab_FreesItsSessions()
    {
        await using LabServer server = await LabServer.Start(LabFixture.Usual);
        LabView view = await LabView.OpenAsync(browser, $"{server.Urls[0]}/why");
        await view.RestAsync();
        server.OpenSessions.ShouldBe(1);

        await view.DisposeAsync();

        for (int i = 0; i < 50 && server.OpenSessions > 0; i++) await Task.Delay(100);
        server.OpenSessions.ShouldBe(0);
    }

    [Theory]
    [InlineData("why?init=zero,xavier*0.01,xavier,xavier*100")]
    [InlineData("layers?init=uniform,xavier&hidden=50x4&train=500&test=100")]
    public async Task Training_ShiftsNothing(string place)
    {
        await using LabView view = await LabView.OpenAsync(browser, $"{lab.Address}/{place}");
        await view.RestAsync();
        await view.Page.EvaluateAsync(
            """
            () => {
              window.shifts = [];
              new PerformanceObserver(list => { for (const one of list.getEntries()) if (!one.hadRecentInput) window.shifts.push(one.sources.map(s => s.node?.nodeName + '.' + s.node?.className + ' ' + (s.node?.textContent ?? '').slice(0, 30)).join('; ')); })
                .observe({ type: 'layout-shift' });
            }
            """);

        await view.PressAsync("Train");
        // Chromium counts what moves within half a second of a press as meant.
        await view.Page.WaitForTimeoutAsync(4000);

        (await view.Page.EvaluateAsync<string[]>("window.shifts")).ShouldBeEmpty();
        (await view.StepAsync()).ShouldBeGreaterThan(5);
    }

    private static async Task<string> MapAsync(LabView view) => await view.Page.Locator("canvas").First.EvaluateAsync<string>("map => map.toDataURL()");
}
