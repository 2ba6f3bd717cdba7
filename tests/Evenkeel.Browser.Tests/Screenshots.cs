using Microsoft.Playwright;

namespace Evenkeel.Browser.Tests;

/// <summary>Pictures of what the tests see, for people to look at: written only where EVENKEEL_SCREENSHOTS names a folder.</summary>
internal static class Screenshots
{
    private static readonly string? Folder = Environment.GetEnvironmentVariable("EVENKEEL_SCREENSHOTS");

    public static async Task TakeAsync(IPage page, string name)
    {
        if (!string.IsNullOrEmpty(Folder))
        {
            await page.ScreenshotAsync(new() { Path = Path.Combine(Folder, $"{name.ToLowerInvariant()}.png"), FullPage = true });
        }
    }
}
