using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Text.Json.Nodes;
using Evenkeel.Lab.Hosting;

namespace Evenkeel.Lab.Tests;

public class HostingUploadTests
{
    private const string Table = "width,height,kind\n1,2,a\n2,1,b\n3,4,a\n4,3,b\n5,6,a\n6,5,b\n7,8,a\n8,7,b\n9,10,a\n10,9,b\n";

    [Fact]
    public async Task ATableCanBeTrainedOnByItsName()
    {
        await using LabSite site = await LabSite.Start();

        JsonNode answer = JsonNode.Parse(await (await site.Upload(Table, "my flowers.csv")).Content.ReadAsStringAsync())!;
        await using LabClient page = await LabClient.Connect(site.Server);
        JsonNode opened = (await page.Invoke("open", new { query = $"data={answer["data"]}", defaults = "hidden=4&batch=full", parts = Array.Empty<string>(), pace = (double?)null }))!;

        ((string)answer["data"]!).ShouldMatch("^upload:[0-9a-f]{32}$");
        ((string)answer["name"]!, (int)answer["rows"]!, (int)answer["columns"]!, (int)answer["classes"]!, (string)answer["label"]!).ShouldBe(("my_flowers.csv", 10, 3, 2, "kind"));
        ((string)opened["network"]!).ShouldBe("2-4-1");
        opened["problems"]!.AsArray().ShouldBeEmpty();
    }

    [Fact]
    public async Task ATableMayBeTheBodyItself()
    {
        await using LabSite site = await LabSite.Start();

        HttpResponseMessage answer = await site.Post("/upload?name=../../x.csv", new StringContent(Table, Encoding.UTF8, "text/csv"));

        ((string)JsonNode.Parse(await answer.Content.ReadAsStringAsync())!["name"]!).ShouldBe("x.csv");
    }

    [Fact]
    public async Task ThoseWhoSendSlowlyHoldNobodyUp()
    {
        await using LabSite site = await LabSite.Start();
        TcpClient[] slow = [.. Enumerable.Range(0, 6).Select(_ => new TcpClient())];
        foreach (TcpClient sender in slow)
        {
            Uri lab = new(site.Own);
            await sender.ConnectAsync(lab.Host, lab.Port);
            await sender.GetStream().WriteAsync(Encoding.ASCII.GetBytes($"POST /upload HTTP/1.1\r\nHost: {lab.Authority}\r\nContent-Type: text/csv\r\nContent-Length: 1000\r\nExpect: 100-continue\r\n\r\n"));

            // Whoever is told to go on is being read.
            byte[] word = new byte[12];
            await sender.GetStream().ReadExactlyAsync(word);
            Encoding.ASCII.GetString(word).ShouldBe("HTTP/1.1 100");
        }

        (await site.Upload(Table)).StatusCode.ShouldBe(HttpStatusCode.OK);
        foreach (TcpClient sender in slow) sender.Dispose();
    }

    [Theory]
    [InlineData("a,b\n1,x\n2\n", "table.csv, line 3")]
    [InlineData("a,b\n1,x\nnan,y\n", "table.csv, line 3")]
    [InlineData("a\n1\n2\n", "table.csv has 1 column; a label and at least one input are needed.")]
    [InlineData("a,b\n1,x\n2,x\n", "table.csv: the label column 'b' holds 1 different values;")]
    [InlineData("<!doctype html><title>a,b</title>\n1,2\n", "table.csv is no CSV: it begins with '<', as a web page does")]
    [InlineData("", "")]
    public async Task ATableThatIsNoneIsRefusedWithTheReason(string text, string reason)
    {
        await using LabSite site = await LabSite.Start();

        HttpResponseMessage answer = await site.Upload(text);

        answer.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await answer.Content.ReadAsStringAsync()).ShouldStartWith(reason);
    }

    [Theory]
    [InlineData(new byte[] { 0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0, 0, 0x0d }, "table.csv is no CSV: byte 8 is 0, which no text holds.")]
    [InlineData(new byte[] { 0x61, 0x2c, 0x62, 0x0a, 0xff, 0xfe }, "table.csv is no CSV: it is no text in UTF-8.")]
    public async Task BytesThatAreNoTextAreRefused(byte[] bytes, string reason)
    {
        await using LabSite site = await LabSite.Start();

        HttpResponseMessage answer = await site.Upload(bytes);

        answer.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await answer.Content.ReadAsStringAsync()).ShouldBe(reason + "\n");
    }

    [Fact]
    public async Task RandomBytesAndTornFormsLeaveTheServerUnharmed()
    {
        await using LabSite site = await LabSite.Start();
        Random random = new(5);
        for (int i = 0; i < 300; i++)
        {
            byte[] bytes = new byte[random.Next(3000)];
            random.NextBytes(bytes);
            ByteArrayContent content = new(bytes);
            content.Headers.TryAddWithoutValidation("Content-Type", (i % 3) switch { 0 => "multipart/form-data; boundary=x", 1 => "multipart/form-data", _ => "text/csv" });

            (await site.Post("/upload", content)).StatusCode.ShouldBe(HttpStatusCode.BadRequest);
            (await site.Post("/report", new ByteArrayContent(bytes))).StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        }

        (await site.Upload(Table)).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Theory]
    [InlineData("Content-Length: 10000000000", 0)]
    [InlineData("Transfer-Encoding: chunked", 40)]
    public async Task ATableThatIsTooLargeIsRefusedBeforeItsEnd(string length, int chunks)
    {
        await using LabSite site = await LabSite.Start(options => options with { Limits = options.Limits with { Upload = 1000 } });
        Uri address = new(site.Own);
        using TcpClient line = new();
        await line.ConnectAsync(address.Host, address.Port);
        NetworkStream stream = line.GetStream();

        // A chunk of 1000 bytes, 3e8 in the hexadecimal that the protocol counts in; the last one never comes.
        string body = string.Concat(Enumerable.Repeat($"3e8\r\n{new string('1', 1000)}\r\n", chunks));
        await stream.WriteAsync(Encoding.ASCII.GetBytes($"POST /upload HTTP/1.1\r\nHost: {address.Authority}\r\nContent-Type: text/csv\r\n{length}\r\n\r\n{body}"));
        byte[] answer = new byte[12];
        await stream.ReadExactlyAsync(answer, LabClient.Patience());

        Encoding.ASCII.GetString(answer).ShouldBe("HTTP/1.1 413");
    }

    [Fact]
    public async Task ATableAtTheLimitIsTakenAndOneByteMoreIsNot()
    {
        byte[] bytes = Encoding.UTF8.GetBytes(Table);
        await using LabSite site = await LabSite.Start(options => options with { Limits = options.Limits with { Upload = bytes.Length } });

        (await site.Upload(bytes)).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await site.Upload([.. bytes, (byte)'\n'])).StatusCode.ShouldBe(HttpStatusCode.RequestEntityTooLarge);
    }

    [Fact]
    public async Task AVisitorsFourthTableTakesThePlaceOfTheFirst()
    {
        await using LabSite site = await LabSite.Start();
        string[] names = new string[4];
        for (int i = 0; i < names.Length; i++)
        {
            names[i] = (string)JsonNode.Parse(await (await site.Upload(Table)).Content.ReadAsStringAsync())!["data"]!;
        }

        await using LabClient page = await LabClient.Connect(site.Server);
        JsonNode[] opened = [(await Open(page, names[0]))!, (await Open(page, names[3]))!];

        ((string)opened[0]["problems"]![0]!).ShouldBe($"{UploadShelf.Gone(names[0])} digits is taken instead.");
        opened[1]["problems"]!.AsArray().ShouldBeEmpty();
    }

    [Theory]
    [InlineData("/etc/passwd")]
    [InlineData("../table.csv")]
    [InlineData("upload:../../etc/passwd")]
    [InlineData("upload:")]
    [InlineData("C:\\secret.csv")]
    public async Task AVisitorCannotNameAFileOfTheServer(string name)
    {
        await using LabSite site = await LabSite.Start();
        await using LabClient page = await LabClient.Connect(site.Server);

        JsonNode opened = (await Open(page, Uri.EscapeDataString(name)))!;

        ((string)opened["problems"]![0]!).ShouldEndWith("digits is taken instead.");
        ((string)opened["spec"]!["data"]!["name"]!).ShouldBe("digits");
    }

    [Fact]
    public void TablesStayWhileAPageIsOpenAndAMinuteLonger()
    {
        StoppedClock clock = new();
        using UploadShelf shelf = new(new LabOptions { Time = clock });
        string mine = shelf.Add("me", "a.csv", [1])!;
        string theirs = shelf.Add("they", "b.csv", [2])!;
        string file = shelf.FileOf(mine)!;

        using (shelf.Enter("me"))
        {
            clock.Forward(TimeSpan.FromSeconds(61));
            shelf.Sweep();
            shelf.FileOf(mine).ShouldBe(file);
            shelf.FileOf(theirs).ShouldBeNull();
        }

        clock.Forward(TimeSpan.FromSeconds(59));
        shelf.Sweep();
        File.Exists(file).ShouldBeTrue();
        clock.Forward(TimeSpan.FromSeconds(2));
        shelf.Sweep();

        shelf.FileOf(mine).ShouldBeNull();
        File.Exists(file).ShouldBeFalse();
        shelf.Count.ShouldBe(0);
    }

    [Fact]
    public void TheShelfIsBoundedAndLeavesNothingBehind()
    {
        string file;
        using (UploadShelf shelf = new(new LabOptions { Time = new StoppedClock(), Limits = new() { Upload = 10 } }))
        {
            file = shelf.FileOf(shelf.Add("first", "a.csv", new byte[10])!)!;
            for (int i = 1; i < 32; i++)
            {
                shelf.Add($"visitor {i}", "a.csv", new byte[10]).ShouldNotBeNull();
            }

            shelf.Add("one more", "a.csv", new byte[1]).ShouldBeNull();
        }

        Directory.Exists(Path.GetDirectoryName(Path.GetDirectoryName(file))).ShouldBeFalse();
    }

    private static Task<JsonNode?> Open(LabClient page, string data) =>
        page.Invoke("open", new { query = $"data={data}&batch=1", defaults = "", parts = Array.Empty<string>(), pace = (double?)null });

    private sealed class StoppedClock : TimeProvider
    {
        private DateTimeOffset time = new(2030, 1, 1, 0, 0, 0, TimeSpan.Zero);

        public void Forward(TimeSpan by) => time += by;

        public override DateTimeOffset GetUtcNow() => time;

        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) => new NoTimer();

        private sealed class NoTimer : ITimer
        {
            public bool Change(TimeSpan dueTime, TimeSpan period) => true;

            public void Dispose()
            {
            }

            public ValueTask DisposeAsync() => ValueTask.CompletedTask;
        }
    }
}
