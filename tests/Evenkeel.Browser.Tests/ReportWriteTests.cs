using System.Text;
using Evenkeel.Report;

namespace Evenkeel.Browser.Tests;

public sealed class ReportWriteTests
{
    private const int MostBytes = 700_000;

    [Fact]
    public void Write_StaysBelowTheSizeThatMailAndForumsTake()
    {
        byte[] page = Write("""{"title":"small"}"""u8);

        page.Length.ShouldBeLessThan(MostBytes);
    }

    [Fact]
    public void Write_EscapesTheTitleAndTheData()
    {
        string page = Encoding.UTF8.GetString(Write("{\"title\":\"a <b> & \\\"c\\\"\",\"x\":\"</script>\u2028\u2029é\"}"u8));

        page.ShouldContain("<title>a &lt;b&gt; &amp; &quot;c&quot;</title>");
        page.ShouldContain("""<script type="application/json" id="data">{"title":"a \u003cb> & \"c\"","x":"\u003c/script>\u2028\u2029é"}</script>""");
    }

    [Fact]
    public void Write_ReadsTheTitleOfTheReportAndNoOther()
    {
        string page = Encoding.UTF8.GetString(Write("""{"spec":{"title":"inner"},"title":"outer","runs":[{"title":"run"}]}"""u8));

        page.ShouldContain("<title>outer</title>");
    }

    [Fact]
    public void Write_GivesTheSameTextAsBytes()
    {
        const string Json = """{"title":"Überblick","x":"é<"}""";
        StringWriter text = new();

        ReportPage.Write(text, Json);

        text.ToString().ShouldBe(Encoding.UTF8.GetString(Write(Encoding.UTF8.GetBytes(Json))));
        text.ToString().ShouldStartWith("<!doctype html>");
    }

    [Theory]
    [InlineData("[1]", "A report is one JSON object, which starts with '{'.")]
    [InlineData("{\"title\":", "A report is one well-formed JSON object, but this is not: ")]
    [InlineData("{} {}", "A report is one well-formed JSON object, but this is not: ")]
    [InlineData("", "A report is one well-formed JSON object, but this is not: ")]
    public void Write_RejectsWhatIsNotOneObject(string json, string message)
    {
        ArgumentException thrown = Should.Throw<ArgumentException>(() => Write(Encoding.UTF8.GetBytes(json)));

        thrown.Message.ShouldStartWith(message);
    }

    private static byte[] Write(ReadOnlySpan<byte> json)
    {
        using MemoryStream page = new();
        ReportPage.Write(page, json);

        return page.ToArray();
    }
}
