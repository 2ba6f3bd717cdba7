using Microsoft.Playwright;

namespace Evenkeel.Browser.Tests;

/// <summary>One Chromium for all browser tests.</summary>
public sealed class BrowserFixture : IAsyncLifetime
{
    private static readonly string[] Usual = ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"];

    private IPlaywright? playwright;

    public IBrowser Browser { get; private set; } = null!;

    public async Task InitializeAsync()
    {
        playwright = await Playwright.CreateAsync();
        Browser = await playwright.Chromium.LaunchAsync(new()
        {
            ExecutablePath = FindChromium(),
            Headless = true,
            Args =
            [
                "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
                "--disable-component-update", "--disable-sync",
            ],
        });
    }

    public async Task DisposeAsync()
    {
        if (Browser is not null)
        {
            await Browser.DisposeAsync();
        }

        playwright?.Dispose();
    }

    private static string FindChromium()
    {
        string? named = Environment.GetEnvironmentVariable("EVENKEEL_CHROMIUM");
        IEnumerable<string> candidates = string.IsNullOrEmpty(named) ? Usual : [named];

        return candidates.FirstOrDefault(File.Exists) ?? throw new InvalidOperationException(
            $"The browser tests need Chromium, but none of {string.Join(", ", candidates)} exists. "
            + "./test installs it where it can; otherwise install the package chromium, or name a Chromium in EVENKEEL_CHROMIUM.");
    }
}

[CollectionDefinition(Name)]
public sealed class BrowserTests : ICollectionFixture<BrowserFixture>
{
    public const string Name = "browser";
}
