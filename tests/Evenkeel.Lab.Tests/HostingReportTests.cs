using System.Net;
using System.Text;

namespace Evenkeel.Lab.Tests;

public class HostingReportTests
{
    [Fact]
    public async Task ADocumentBecomesAFileInWhichItIsDataOnly()
    {
        await using LabSite site = await LabSite.Start();
        const string Document = """{ "kind": "comparison", "title": "</title><script>alert(1)</script>", "runs": ["</script><img src=x onerror=alert(1)>"] }""";

        HttpResponseMessage answer = await site.Post("/report", new StringContent(Document, Encoding.UTF8, "application/json"));
        string page = await answer.Content.ReadAsStringAsync();

        answer.StatusCode.ShouldBe(HttpStatusCode.OK);
        answer.Content.Headers.ContentType!.MediaType.ShouldBe("text/html");
        answer.Content.Headers.ContentDisposition!.ToString().ShouldBe("attachment; filename=\"evenkeel-report.html\"");
        page.ShouldStartWith("<!doctype html>", Case.Insensitive);
        page.ShouldNotContain("<script>alert");
        page.ShouldNotContain("<img src=x");
        page.ShouldContain(@"\u003c/script>\u003cimg src=x onerror=alert(1)>");
    }

    [Theory]
    [InlineData("[1]", "A report is made of one JSON object, as 'compare --json' writes it.")]
    [InlineData("{ \"kind\": \"comparison\"", "A report is made of one well-formed JSON object, but this is not: ")]
    [InlineData("{}", "The document's kind is ''; a report shows comparison, probe, phase.")]
    [InlineData("{ \"kind\": \"page\" }", "The document's kind is 'page'; a report shows comparison, probe, phase.")]
    [InlineData("{ \"kind\": 3 }", "The document's field 'kind' is a word, and stands in it once.")]
    [InlineData("{ \"kind\": \"probe\", \"kind\": \"page\" }", "The document's field 'kind' is a word, and stands in it once.")]
    [InlineData("{ \"inner\": { \"kind\": \"probe\" } }", "The document's kind is ''; a report shows comparison, probe, phase.")]
    [InlineData("", "A report is made of one well-formed JSON object, but this is not: ")]
    public async Task AnythingElseIsRefused(string document, string reason)
    {
        await using LabSite site = await LabSite.Start();

        HttpResponseMessage answer = await site.Post("/report", new StringContent(document, Encoding.UTF8, "application/json"));

        answer.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await answer.Content.ReadAsStringAsync()).ShouldStartWith(reason);
    }

    [Fact]
    public async Task ADocumentThatIsTooLargeIsRefused()
    {
        await using LabSite site = await LabSite.Start();

        HttpResponseMessage answer = await site.Post("/report", new ByteArrayContent(new byte[20_000_001]));

        answer.StatusCode.ShouldBe(HttpStatusCode.RequestEntityTooLarge);
    }
}
