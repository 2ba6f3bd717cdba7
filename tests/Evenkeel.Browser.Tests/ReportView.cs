using System.Text;
using Evenkeel.Report;
using Microsoft.Playwright;

namespace Evenkeel.Browser.Tests;

/// <summary>A report, written to disk and open in a browser from there, with all that it asked for and complained about.</summary>
internal sealed class ReportView : IAsyncDisposable
{
    private readonly DirectoryInfo folder;
    private readonly IBrowserContext context;

    private ReportView(DirectoryInfo folder, IBrowserContext context, IPage page)
    {
        (this.folder, this.context, Page) = (folder, context, page);
        page.Console += (_, message) => Collect(message.Type is "error" or "warning", message.Text);
        page.PageError += (_, error) => Collect(true, error);
        page.Dialog += (_, dialog) => Collect(true, $"A dialog says '{dialog.Message}'.");
        page.Request += (_, request) => Requests.Add(request.Url);
    }

    public static string Fixture { get; } = File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Fixtures", "comparison.json"));

    public IPage Page { get; }

    public List<string> Complaints { get; } = [];

    public List<string> Requests { get; } = [];

    public string Address { get; private set; } = "";

    public static async Task<ReportView> OpenAsync(
        BrowserFixture browser, string? json = null, int width = 1440, ColorScheme theme = ColorScheme.Light, string hash = "")
    {
        DirectoryInfo folder = Directory.CreateTempSubdirectory("evenkeel-report-");
        string file = Path.Combine(folder.FullName, "report.html");
        await using (FileStream output = File.Create(file))
        {
            ReportPage.Write(output, Encoding.UTF8.GetBytes(json ?? Fixture));
        }

        IBrowserContext context = await browser.Browser.NewContextAsync(new()
        {
            ViewportSize = new() { Width = width, Height = 900 },
            ColorScheme = theme,
            ReducedMotion = ReducedMotion.Reduce,
        });
        ReportView view = new(folder, context, await context.NewPageAsync()) { Address = new Uri(file).AbsoluteUri + hash };
        await view.Page.GotoAsync(view.Address);
        await view.Page.Locator("h1").WaitForAsync();

        return view;
    }

    public async ValueTask DisposeAsync()
    {
        await context.DisposeAsync();
        folder.Delete(recursive: true);
    }

    private void Collect(bool isComplaint, string text)
    {
        if (isComplaint)
        {
            Complaints.Add(text);
        }
    }
}
