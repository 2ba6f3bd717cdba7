using Microsoft.Playwright;

namespace Evenkeel.Browser.Tests;

/// <summary>What axe finds wrong with a page.</summary>
internal static class AxeRun
{
    private static readonly string Script = File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "axe.min.js"));

    /// <summary>The serious and critical violations, after everything that folds has been unfolded.</summary>
    public static async Task<string[]> SeriousAsync(IPage page)
    {
        foreach (ILocator summary in await page.Locator("summary").AllAsync())
        {
            await summary.ClickAsync();
        }

        await page.EvaluateAsync(Script);
        return await page.EvaluateAsync<string[]>(
            """
            async () => (await axe.run(document)).violations
              .filter(found => ['serious', 'critical'].includes(found.impact))
              .flatMap(found => found.nodes.map(node => `${found.id}: ${node.html.slice(0, 200)} ${node.failureSummary}`))
            """);
    }
}
