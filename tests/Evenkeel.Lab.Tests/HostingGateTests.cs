using System.Net;
using System.Net.WebSockets;
using Evenkeel.Lab.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Evenkeel.Lab.Tests;

public class HostingGateTests
{
    [Theory]
    [InlineData("localhost:1")]
    [InlineData("LOCALHOST")]
    [InlineData("127.0.0.1:9")]
    [InlineData("127.8.9.10")]
    [InlineData("[::1]:80")]
    public async Task AnswersToItsOwnNames(string host)
    {
        await using LabSite site = await LabSite.Start();

        (await site.Get("/why", ("Host", host))).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Theory]
    [InlineData("evil.example")]
    [InlineData("localhost.evil.example")]
    [InlineData("127.0.0.1.evil.example")]
    [InlineData("192.168.1.7")]
    [InlineData("[2001:db8::1]")]
    [InlineData("0x7f.1.evil")]
    [InlineData("localhost@evil.example")]
    public async Task RefusesAnotherName(string host)
    {
        await using LabSite site = await LabSite.Start();

        HttpResponseMessage answer = await site.Get("/", ("Host", host));

        answer.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        answer.Headers.Contains("Set-Cookie").ShouldBeFalse();
    }

    [Theory]
    [InlineData("http://0.0.0.0:5000", "192.168.1.7:5000", true)]
    [InlineData("http://[::]:5000", "[fe80::1]", true)]
    [InlineData("http://*:5000", "10.0.0.1", true)]
    [InlineData("http://0.0.0.0:5000", "evil.example", false)]
    [InlineData("http://lab.school:5000", "lab.school", true)]
    [InlineData("http://lab.school:5000", "LAB.SCHOOL:81", true)]
    [InlineData("http://lab.school:5000", "other.school", false)]
    [InlineData("http://lab.school:5000", "192.168.1.7", false)]
    [InlineData("http://192.168.1.7:5000", "192.168.1.7:5000", true)]
    [InlineData("http://192.168.1.7:5000", "192.168.1.8:5000", false)]
    [InlineData("http://127.0.0.1:5000", "", false)]
    public void ListensToTheNamesThatItsAddressesGive(string url, string host, bool isKnown) => new HostRule([url]).Allows(new HostString(host)).ShouldBe(isKnown);

    [Fact]
    public void IsKnownByTheMachinesNameWhereItListensToAll()
    {
        new HostRule(["http://0.0.0.0:5000"]).Allows(new HostString(Environment.MachineName)).ShouldBeTrue();
        new HostRule(["http://127.0.0.1:5000"]).Allows(new HostString($"{Environment.MachineName}.x")).ShouldBeFalse();
    }

    [Theory]
    [InlineData("http://evil.example")]
    [InlineData("null")]
    [InlineData("http://127.0.0.1:1")]
    [InlineData("https://127.0.0.1")]
    [InlineData("")]
    public async Task APageOfAnotherOriginMayNotPost(string origin)
    {
        await using LabSite site = await LabSite.Start();

        foreach (string path in new[] { "/upload", "/report", "/hub", "/why", "/hub/negotiate" })
        {
            HttpResponseMessage answer = await site.Post(path, new StringContent("a,b\n1,2\n"), ("Origin", origin));

            answer.StatusCode.ShouldBe(HttpStatusCode.Forbidden, path);
            (await answer.Content.ReadAsStringAsync()).ShouldStartWith($"A page of '{origin}' may not use this lab; only its own page may, at {site.Own}.");
        }
    }

    [Fact]
    public async Task AFormOfAnotherSiteMayNotPostEvenWithoutOrigin()
    {
        await using LabSite site = await LabSite.Start();

        (await site.Post("/upload", new StringContent("a,b\n1,2\n"), ("Sec-Fetch-Site", "cross-site"))).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
    }

    [Theory]
    [InlineData(null, true)]
    [InlineData("own", true)]
    [InlineData("http://evil.example", false)]
    [InlineData("null", false)]
    public async Task ASocketIsOpenedForTheLabsOwnPage(string? origin, bool opens)
    {
        await using LabSite site = await LabSite.Start();
        using ClientWebSocket socket = new();
        if (origin is not null)
        {
            socket.Options.SetRequestHeader("Origin", origin == "own" ? site.Own : origin);
        }

        Task connecting = socket.ConnectAsync(new(site.Own.Replace("http", "ws", StringComparison.Ordinal) + "/hub"), LabClient.Patience());

        if (opens)
        {
            await connecting;
            socket.State.ShouldBe(WebSocketState.Open);
        }
        else
        {
            (await Should.ThrowAsync<WebSocketException>(connecting)).Message.ShouldContain("403");
        }
    }

    [Fact]
    public async Task EveryAnswerTellsBrowsersWhatThePageMayDo()
    {
        await using LabSite site = await LabSite.Start();

        foreach (HttpResponseMessage answer in new[] { await site.Get("/"), await site.Get("/nothing"), await site.Get("/", ("Host", "evil.example")), await site.Upload("x") })
        {
            string policy = answer.Headers.GetValues("Content-Security-Policy").Single();
            policy.ShouldStartWith("default-src 'none'; script-src 'self';");
            policy.ShouldContain("frame-ancestors 'none'");
            policy.ShouldNotContain("evil");
            answer.Headers.GetValues("X-Content-Type-Options").ShouldBe(["nosniff"]);
            answer.Headers.GetValues("Referrer-Policy").ShouldBe(["no-referrer"]);
            answer.Headers.GetValues("Cross-Origin-Resource-Policy").ShouldBe(["same-origin"]);
            answer.Headers.Server.ShouldBeEmpty();
            answer.Headers.Contains("Access-Control-Allow-Origin").ShouldBeFalse();
        }
    }

    [Fact]
    public async Task WhatIsRefusedIsWrittenDownOnceAndAFloodNotAtAll()
    {
        using Notes notes = new();
        await using LabSite site = await LabSite.Start(options => options with { Log = notes });

        await site.Get("/a%0Ab", ("Host", "evil.example"));
        notes.Lines.ShouldHaveSingleItem().ShouldBe($"Refused GET /a%0Ab: This lab is not called 'evil.example'; open it as {site.Server.Urls[0].Replace(new Uri(site.Own).Port.ToString(System.Globalization.CultureInfo.InvariantCulture), "0", StringComparison.Ordinal)}, or name the host with --urls.");

        for (int i = 0; i < 100; i++)
        {
            await site.Get("/nothing");
        }

        // A minute may begin in between, and each writes 20 and a last line.
        notes.Lines.Count.ShouldBeInRange(20, 43);
    }

    private sealed class Notes : ILoggerProvider, ILogger
    {
        public List<string> Lines { get; } = [];

        public ILogger CreateLogger(string categoryName) => categoryName.Contains("RefusalLog", StringComparison.Ordinal) ? this : Microsoft.Extensions.Logging.Abstractions.NullLogger.Instance;

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            lock (Lines) Lines.Add(formatter(state, exception));
        }

        public void Dispose()
        {
        }
    }
}
