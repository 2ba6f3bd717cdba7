using System.Net.Sockets;
using Evenkeel.Cli.Host;

namespace Evenkeel.Lab.Tests;

public class HostingCommandTests
{
    [Fact]
    public async Task TheHelpsExample_ServesThePageUntilItIsStopped()
    {
        string help = await Said("lab", "--help");
        string[] example = help[help.LastIndexOf("evenkeel lab", StringComparison.Ordinal)..].Trim().Replace("'", "", StringComparison.Ordinal).Split(' ')[1..];

        using CancellationTokenSource stop = new();
        Written output = new();
        Task<int> running = Task.Run(() => CommandLine.Run(example, new() { Out = output, Error = TextWriter.Null, In = Stream.Null, Stop = stop.Token }));
        string address = (await output.FirstLine.Task.WaitAsync(TimeSpan.FromSeconds(60))).Trim();
        using HttpClient client = new();
        string page = await client.GetStringAsync(address);
        await stop.CancelAsync();

        address.ShouldMatch(@"^http://127\.0\.0\.1:\d+/layers\?init=he-normal$");
        page.ShouldContain("<div id=\"page\">");
        (await running.WaitAsync(TimeSpan.FromSeconds(60))).ShouldBe(130);
        await Should.ThrowAsync<HttpRequestException>(client.GetStringAsync(address));
    }

    [Fact]
    public async Task Help_StatesEveryLimit()
    {
        string help = (await Said("lab", "--help")).ReplaceLineEndings(" ");
        LabLimits limits = new();

        foreach (FormattableString limit in new FormattableString[] { $"{limits.Parameters:#,0} weights", $"{limits.Layers} hidden layers", $"{limits.Batch:#,0} samples", $"{limits.Runs} initializations", $"{limits.Steps:#,0} steps", $"{limits.SessionsPerPage} sessions", $"{limits.Samples:#,0} samples", $"{limits.Upload / 1e6:0.#} MB", $"{limits.Sessions} by default" })
        {
            help.ShouldContain(FormattableString.Invariant(limit));
        }
    }

    [Theory]
    [InlineData(2, "The lab has no chapter 'layer'. Did you mean 'layers'?", "lab", "layer")]
    [InlineData(2, "--urls holds the ports already; leave --port out.", "lab", "--urls", "http://127.0.0.1:0", "--port", "3")]
    [InlineData(2, "--urls needs addresses such as http://0.0.0.0:6174, with ';' between them, but got 'https://x:1'.", "lab", "--urls", "https://x:1")]
    [InlineData(2, "--urls needs addresses such as http://0.0.0.0:6174, with ';' between them, but got 'http://x:1/path'.", "lab", "--urls", "http://x:1/path")]
    [InlineData(2, "--port needs a whole number from 0 to 65535, but got '99999'.", "lab", "--port", "99999")]
    [InlineData(2, "--max-sessions needs a whole number from 1 to 100000, but got '0'.", "lab", "--max-sessions", "0")]
    [InlineData(2, "--data-dir names '/nowhere', which is no folder.", "lab", "--data-dir", "/nowhere")]
    public void AnUnusableLineIsRefused(int code, string message, params string[] line) => Run(line).ShouldBe((code, $"evenkeel: {message}\n"));

    [Fact]
    public void APortThatIsTakenIsSaid()
    {
        using TcpListener taken = new(System.Net.IPAddress.Loopback, 0);
        taken.Start();
        int port = ((System.Net.IPEndPoint)taken.LocalEndpoint).Port;

        (int code, string error) = Run(["lab", "--no-browser", "--port", port.ToString(System.Globalization.CultureInfo.InvariantCulture)]);

        code.ShouldBe(3);
        error.ShouldStartWith($"evenkeel: The lab cannot listen on http://127.0.0.1:{port}: ");
        error.ShouldEndWith(" Name another with --port, or 0 for any that is free.\n");
    }

    private static (int Code, string Error) Run(string[] line)
    {
        StringWriter error = new() { NewLine = "\n" };
        int code = CommandLine.Run(line, new() { Out = TextWriter.Null, Error = error, In = Stream.Null });
        return (code, error.ToString());
    }

    private static async Task<string> Said(params string[] line)
    {
        StringWriter output = new() { NewLine = "\n" };
        await Task.Run(() => CommandLine.Run(line, new() { Out = output, Error = TextWriter.Null, In = Stream.Null }));
        return output.ToString();
    }

    private sealed class Written : StringWriter
    {
        public TaskCompletionSource<string> FirstLine { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public override Task WriteLineAsync(string? value)
        {
            FirstLine.TrySetResult(value ?? "");
            return Task.CompletedTask;
        }

        public override Task FlushAsync(CancellationToken cancellationToken) => Task.CompletedTask;
    }
}
