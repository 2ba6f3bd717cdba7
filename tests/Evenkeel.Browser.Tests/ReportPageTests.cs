using Microsoft.Playwright;

namespace Evenkeel.Browser.Tests;

[Collection(BrowserTests.Name)]
public sealed class ReportPageTests(BrowserFixture browser)
{
    [Fact]
    public async Task Page_OpensFromDiskWithoutComplaintAndFetchesNothing()
    {
        await using ReportView view = await ReportView.OpenAsync(browser);

        string heading = await view.Page.Locator("h1").InnerTextAsync();

        heading.ShouldBe("Five initializations of one tanh network");
        view.Complaints.ShouldBeEmpty();
        view.Requests.Where(request => !request.StartsWith("data:", StringComparison.Ordinal)).ShouldHaveSingleItem();
    }
}
