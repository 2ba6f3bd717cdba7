using System.IO.Compression;
using System.Net;
using System.Text.RegularExpressions;
using Evenkeel.Experiments;
using Evenkeel.Lab.Hosting;

namespace Evenkeel.Lab.Tests;

public partial class HostingPageTests
{
    [Fact]
    public async Task EveryChapterIsThePage()
    {
        await using LabSite site = await LabSite.Start();
        string page = await (await site.Get("/")).Content.ReadAsStringAsync();

        page.ShouldContain("<div id=\"page\">");
        foreach (LinkChapter chapter in LinkChapter.All)
        {
            (await (await site.Get($"/{chapter.Name}?init=zero")).Content.ReadAsStringAsync()).ShouldBe(page);
        }
    }

    [Theory]
    [InlineData("/nothing")]
    [InlineData("/why/x")]
    [InlineData("/Why")]
    [InlineData("/../../etc/passwd")]
    [InlineData("/%2e%2e/%2e%2e/etc/passwd")]
    [InlineData("/assets/..%2f..%2fEvenkeel.Lab.dll")]
    [InlineData("/assets/%5c..%5clab.html")]
    [InlineData("/assets/")]
    [InlineData("/assets")]
    [InlineData("/C:/Windows")]
    [InlineData("/lab.html%00.js")]
    public async Task AnythingElseIsNotThere(string path)
    {
        await using LabSite site = await LabSite.Start();

        HttpResponseMessage answer = await site.Get(path);

        answer.StatusCode.ShouldBeOneOf(HttpStatusCode.NotFound, HttpStatusCode.BadRequest);
        (await answer.Content.ReadAsStringAsync()).Split('\n').Length.ShouldBeLessThanOrEqualTo(2);
    }

    [Theory]
    [InlineData("OPTIONS", "/")]
    [InlineData("PUT", "/why")]
    [InlineData("DELETE", "/assets/x.js")]
    [InlineData("PUT", "/upload")]
    [InlineData("GET", "/upload")]
    [InlineData("GET", "/report")]
    [InlineData("OPTIONS", "/report")]
    [InlineData("TRACE", "/")]
    public async Task AMethodThatIsNotMeantIsRefused(string method, string path)
    {
        await using LabSite site = await LabSite.Start();

        HttpResponseMessage answer = await site.Ask(new(method), path, null);

        answer.StatusCode.ShouldBe(HttpStatusCode.MethodNotAllowed);
        answer.Content.Headers.Allow.ShouldNotBeEmpty();
    }

    [Fact]
    public async Task Head_GivesTheHeadersOfGetAndNothingElse()
    {
        await using LabSite site = await LabSite.Start();

        HttpResponseMessage head = await site.Ask(HttpMethod.Head, "/layers", null);
        HttpResponseMessage get = await site.Get("/layers");

        head.StatusCode.ShouldBe(HttpStatusCode.OK);
        (await head.Content.ReadAsByteArrayAsync()).ShouldBeEmpty();
        head.Content.Headers.ContentLength.ShouldBe(get.Content.Headers.ContentLength);
        head.Headers.ETag.ShouldBe(get.Headers.ETag);
    }

    [Fact]
    public async Task EveryFileUnpacksToTheSameBytes()
    {
        await using LabSite site = await LabSite.Start();
        int packed = 0;
        foreach (string path in PageFiles.Load(null).Paths.Where(path => path != "lab.html").Prepend(""))
        {
            byte[] plain = await (await site.Get($"/{path}")).Content.ReadAsByteArrayAsync();
            foreach (string coding in new[] { "br", "gzip" })
            {
                HttpResponseMessage answer = await site.Get($"/{path}", ("Accept-Encoding", coding));
                if (!answer.Content.Headers.ContentEncoding.Contains(coding)) continue;
                packed++;
                byte[] bytes = await answer.Content.ReadAsByteArrayAsync();
                bytes.Length.ShouldBeLessThan(plain.Length);
                using Stream unpacking = coding == "br" ? new BrotliStream(new MemoryStream(bytes), CompressionMode.Decompress) : new GZipStream(new MemoryStream(bytes), CompressionMode.Decompress);
                using MemoryStream unpacked = new();
                await unpacking.CopyToAsync(unpacked);
                unpacked.ToArray().ShouldBe(plain, path);
            }
        }

        packed.ShouldBeGreaterThan(6, "the page, its script and its style are each packed twice");
    }

    [Theory]
    [InlineData("gzip, deflate, br", "br")]
    [InlineData("gzip;q=1, br;q=0.5", "gzip")]
    [InlineData("br;q=0, gzip", "gzip")]
    [InlineData("identity", "")]
    [InlineData(";;;,=", "")]
    [InlineData("zstd", "")]
    public async Task TheCodingIsTheBestThatTheBrowserTakes(string accepted, string coding)
    {
        await using LabSite site = await LabSite.Start();

        HttpResponseMessage answer = await site.Get("/", ("Accept-Encoding", accepted));

        string.Join(',', answer.Content.Headers.ContentEncoding).ShouldBe(coding);
        answer.Headers.Vary.ShouldBe(["Accept-Encoding"]);
    }

    [Fact]
    public async Task AFileThatIsKnownIsNotSentAgain()
    {
        await using LabSite site = await LabSite.Start();
        string asset = PageFiles.Load(null).Paths.First(path => path.StartsWith("assets/", StringComparison.Ordinal));
        HttpResponseMessage first = await site.Get($"/{asset}", ("Accept-Encoding", "br"));
        HttpResponseMessage page = await site.Get("/");

        (await site.Get($"/{asset}", ("Accept-Encoding", "br"), ("If-None-Match", $"\"x\", {first.Headers.ETag}"))).StatusCode.ShouldBe(HttpStatusCode.NotModified);
        (await site.Get($"/{asset}", ("If-None-Match", first.Headers.ETag!.ToString()))).StatusCode.ShouldBe(HttpStatusCode.OK, "the plain bytes are others than the packed ones");
        (await site.Get("/why", ("If-None-Match", page.Headers.ETag!.ToString()))).StatusCode.ShouldBe(HttpStatusCode.NotModified);
        first.Headers.CacheControl!.ToString().ShouldBe("public, max-age=31536000, immutable");
        page.Headers.CacheControl!.ToString().ShouldBe("no-cache");
    }

    /// <summary>Names of things that are no addresses to fetch: namespaces, and what messages of libraries point to.</summary>
    [Fact]
    public async Task NoFileAsksForAnythingFromOutside()
    {
        await using LabSite site = await LabSite.Start();
        foreach (string path in PageFiles.Load(null).Paths.Where(path => path != "lab.html").Prepend(""))
        {
            string text = await (await site.Get($"/{path}")).Content.ReadAsStringAsync();

            Outside().Matches(text).Select(match => match.Value).ShouldBeEmpty($"{path}: nothing is loaded from another server");
        }
    }

    [Fact]
    public async Task AFolderIsServedInThePlaceOfTheBuiltPage()
    {
        DirectoryInfo folder = Directory.CreateTempSubdirectory("evenkeel-page-");
        File.WriteAllText(Path.Combine(folder.FullName, "lab.html"), "<p>mine");
        await using LabSite site = await LabSite.Start(options => options with { Pages = folder.FullName });

        (await (await site.Get("/beyond")).Content.ReadAsStringAsync()).ShouldBe("<p>mine");
        folder.Delete(recursive: true);
    }

    [GeneratedRegex("""(?:(?:src|href)\s*=\s*["']?|url\(\s*["']?|import\s*\(?\s*["']|fetch\(\s*["'`]|@import\s+["']?|new\s+(?:WebSocket|Worker|EventSource)\(\s*["'`])(?:https?:)?//[^\s"'`)]+""")]
    private static partial Regex Outside();
}
