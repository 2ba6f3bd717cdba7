using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Evenkeel.Interchange.Tests;

/// <summary>A web server on this machine that answers as a test tells it.</summary>
internal sealed class LoopbackServer : IDisposable
{
    private readonly TcpListener listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource stop = new();
    private readonly Func<string, long?, Answer> answer;

    public LoopbackServer(Func<string, long?, Answer> answer)
    {
        this.answer = answer;
        listener.Start();
        _ = Serve();
    }

    /// <summary>What a request gets.</summary>
    /// <param name="Status">The status line's code.</param>
    /// <param name="Body">What is sent.</param>
    /// <param name="Claims">The length that the header claims; null for the body's.</param>
    /// <param name="From">The start of the range that a 206 gives.</param>
    /// <param name="Hangs">Whether the server falls silent after the body.</param>
    public sealed record Answer(int Status, byte[] Body, long? Claims = null, long From = 0, bool Hangs = false);

    /// <summary>What was asked for: path and start of the range.</summary>
    public ConcurrentQueue<(string Path, long? From)> Requests { get; } = [];

    public Uri At(string path) => new(string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{((IPEndPoint)listener.LocalEndpoint).Port}/{path}"));

    public void Dispose()
    {
        stop.Cancel();
        listener.Dispose();
        stop.Dispose();
    }

    private async Task Serve()
    {
        CancellationToken token = stop.Token;
        while (!token.IsCancellationRequested)
        {
            try
            {
                _ = Handle(await listener.AcceptTcpClientAsync(token), token);
            }
            catch (Exception)
            {
                return;
            }
        }
    }

    private async Task Handle(TcpClient client, CancellationToken token)
    {
        try
        {
            using TcpClient open = client;
            using NetworkStream stream = client.GetStream();
            using StreamReader reader = new(stream, Encoding.ASCII, leaveOpen: true);
            string path = (await reader.ReadLineAsync(token))!.Split(' ')[1];
            long? from = null;
            while (await reader.ReadLineAsync(token) is { Length: > 0 } line)
            {
                if (line.StartsWith("Range: bytes=", StringComparison.OrdinalIgnoreCase))
                {
                    from = long.Parse(line[13..].TrimEnd('-'), CultureInfo.InvariantCulture);
                }
            }

            Requests.Enqueue((path, from));
            Answer given = answer(path, from);
            string range = given.Status == 206 ? $"Content-Range: bytes {given.From}-{given.From + given.Body.Length - 1}/{given.From + given.Body.Length}\r\n" : "";
            string head = $"HTTP/1.1 {given.Status} X\r\nContent-Length: {given.Claims ?? given.Body.Length}\r\n{range}Connection: close\r\n\r\n";
            await stream.WriteAsync(Encoding.ASCII.GetBytes(head), token);
            await stream.WriteAsync(given.Body, token);
            if (given.Hangs)
            {
                await Task.Delay(Timeout.Infinite, token);
            }
        }
        catch (Exception problem) when (problem is IOException or OperationCanceledException or ObjectDisposedException)
        {
            // The client went away, or the test is over.
        }
    }
}
