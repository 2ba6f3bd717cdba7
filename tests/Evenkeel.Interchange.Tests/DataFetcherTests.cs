using System.Security.Cryptography;
using Evenkeel.Interchange;

namespace Evenkeel.Interchange.Tests;

public sealed class DataFetcherTests : IDisposable
{
    private static readonly byte[] Content = [.. Enumerable.Range(0, 300_000).Select(i => (byte)(i * 31 >> 3))];
    private static readonly string Hash = Convert.ToHexStringLower(SHA256.HashData(Content));
    private readonly TempFolder folder = new();
    private readonly HttpClient client = new();

    private string Target => Path.Combine(folder.Path, "set", "file.gz");

    private string Part => Target + ".part";

    [Fact]
    public async Task Fetch_BringsTheFileAndItsLicence()
    {
        using LoopbackServer server = new((_, _) => new(200, Content));
        List<FetchProgress> told = [];

        FetchResult result = await Fetch([server.At("file.gz")], new Teller(told));

        File.ReadAllBytes(Target).ShouldBe(Content);
        File.Exists(Part).ShouldBeFalse();
        result.Files.ShouldBe([Target]);
        (result.Downloaded, result.Source).ShouldBe((1, "From a test, no licence."));
        told[^1].ShouldBe(new FetchProgress("file.gz", Content.Length, Content.Length));
    }

    [Fact]
    public async Task Fetch_LeavesAFileThatIsThere()
    {
        folder.Write("set/file.gz", Content);
        using LoopbackServer server = new((_, _) => new(200, Content));

        (await Fetch([server.At("file.gz")])).Downloaded.ShouldBe(0);

        server.Requests.ShouldBeEmpty();
    }

    [Fact]
    public async Task Fetch_RefusesAnotherFileInTheWay()
    {
        folder.Write("set/file.gz", "someone's own");

        string message = (await Should.ThrowAsync<DataSourceException>(() => Fetch([]))).Message;

        message.ShouldBe($"{Target} is there, but its SHA-256 is {Convert.ToHexStringLower(SHA256.HashData("someone's own"u8))} instead of {Hash}; move it away to download it.");
        File.ReadAllText(Target).ShouldBe("someone's own");
    }

    [Fact]
    public async Task Fetch_ResumesWhereAnEarlierAttemptEnded()
    {
        folder.Write("set/file.gz.part", Content[..100_000]);
        using LoopbackServer server = new((_, from) => new(206, Content[(int)from!..], From: from.Value));

        await Fetch([server.At("file.gz")]);

        File.ReadAllBytes(Target).ShouldBe(Content);
        server.Requests.ShouldHaveSingleItem().From.ShouldBe(100_000);
    }

    [Fact]
    public async Task Fetch_StartsAgainWhereTheServerDoesNotResume()
    {
        folder.Write("set/file.gz.part", "something else");
        using LoopbackServer server = new((_, _) => new(200, Content));

        await Fetch([server.At("file.gz")]);

        File.ReadAllBytes(Target).ShouldBe(Content);
    }

    [Fact]
    public async Task Fetch_TakesAPartThatIsWhole()
    {
        folder.Write("set/file.gz.part", Content);
        using LoopbackServer server = new((_, from) => from is null ? new(200, Content) : new(416, []));

        await Fetch([server.At("file.gz")]);

        File.ReadAllBytes(Target).ShouldBe(Content);
    }

    [Fact]
    public async Task Fetch_DropsAFileOfAnotherHashAndNamesBoth()
    {
        using LoopbackServer server = new((_, _) => new(200, Content[1..]));

        string message = (await Should.ThrowAsync<DataFetchException>(() => Fetch([server.At("file.gz")]))).Message;

        message.ShouldBe($"file.gz could not be downloaded: {server.At("file.gz")} gave a file whose SHA-256 is {Convert.ToHexStringLower(SHA256.HashData(Content.AsSpan(1)))} instead of {Hash}.");
        File.Exists(Target).ShouldBeFalse();
        File.Exists(Part).ShouldBeFalse();
    }

    [Fact]
    public async Task Fetch_GoesOnToTheNextMirror()
    {
        using LoopbackServer server = new((path, _) => path == "/gone" ? new(404, []) : path == "/wrong" ? new(200, [1]) : new(200, Content));

        await Fetch([server.At("gone"), server.At("wrong"), server.At("good")]);

        File.ReadAllBytes(Target).ShouldBe(Content);
        server.Requests.Select(request => request.Path).ShouldBe(["/gone", "/wrong", "/good"]);
    }

    [Fact]
    public async Task Fetch_ResumesFromTheNextMirrorWhatOneBrokeOff()
    {
        using LoopbackServer server = new((path, from) => path == "/broken" ? new(200, Content[..200_000], Content.Length) : new(206, Content[(int)from!..], From: from.Value));

        await Fetch([server.At("broken"), server.At("good")]);

        File.ReadAllBytes(Target).ShouldBe(Content);
        server.Requests.Last().From.ShouldBe(200_000);
    }

    [Fact]
    public async Task Fetch_SaysWhatEachMirrorAnswered()
    {
        using LoopbackServer server = new((path, _) => path == "/gone" ? new(404, []) : new(200, Content[..10], Content.Length));

        string message = (await Should.ThrowAsync<DataFetchException>(() => Fetch([server.At("gone"), server.At("broken")]))).Message;

        message.ShouldStartWith($"file.gz could not be downloaded: {server.At("gone")} answered 404; {server.At("broken")} broke off: ");
        File.ReadAllBytes(Part).ShouldBe(Content[..10]);
    }

    [Fact]
    public async Task Fetch_LosesPatienceWithASilentMirror()
    {
        using LoopbackServer server = new((path, _) => path == "/silent" ? new(200, Content[..10], Content.Length, Hangs: true) : new(200, Content));

        await Fetch(new DataFetcher(client) { Patience = TimeSpan.FromSeconds(2) }, [server.At("silent"), server.At("good")]);

        File.ReadAllBytes(Target).ShouldBe(Content);
    }

    [Fact]
    public async Task Fetch_KeepsThePartWhenItIsStopped()
    {
        using LoopbackServer server = new((_, _) => new(200, Content[..1000], Content.Length, Hangs: true));
        using CancellationTokenSource stop = new();

        await Should.ThrowAsync<OperationCanceledException>(() => Fetch([server.At("file.gz")], new Teller([], told => stop.Cancel()), stop.Token));

        File.ReadAllBytes(Part).ShouldBe(Content[..1000]);
    }

    [Fact]
    public async Task Fetch_GuessesWhatAMisspeltNameMeant() =>
        (await Should.ThrowAsync<DataSourceException>(() => new DataFetcher(client).Fetch("mnits", folder.Path))).Message
            .ShouldBe("Unknown data set 'mnits'. Did you mean 'mnist'? mnist, fashion-mnist, cifar10 can be fetched.");

    [Fact]
    public async Task Fetch_RefusesWhatIsGenerated() =>
        (await Should.ThrowAsync<DataSourceException>(() => new DataFetcher(client).Fetch("digits", folder.Path))).Message
            .ShouldBe("'digits' is generated and needs no download; mnist, fashion-mnist, cifar10 can be fetched.");

    public void Dispose()
    {
        client.Dispose();
        folder.Dispose();
    }

    private Task<FetchResult> Fetch(Uri[] mirrors, IProgress<FetchProgress>? progress = null, CancellationToken stop = default) =>
        Fetch(new DataFetcher(client), mirrors, progress, stop);

    private Task<FetchResult> Fetch(DataFetcher fetcher, Uri[] mirrors, IProgress<FetchProgress>? progress = null, CancellationToken stop = default) =>
        fetcher.Fetch(new DataSetInfo("set", "A set.", "1", 2, [new("file.gz", Hash, mirrors)], "From a test, no licence."), folder.Path, progress, stop);

    private sealed class Teller(List<FetchProgress> told, Action<FetchProgress>? then = null) : IProgress<FetchProgress>
    {
        public void Report(FetchProgress value)
        {
            told.Add(value);
            then?.Invoke(value);
        }
    }
}
