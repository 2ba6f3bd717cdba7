using System.Net.WebSockets;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Evenkeel.Lab.Tests;

/// <summary>A page, as far as its messages go: it speaks the hub's JSON protocol over a socket of its own.</summary>
internal sealed class LabClient : IAsyncDisposable
{
    private const char Separator = '\u001e';

    private readonly ClientWebSocket socket = new();
    private readonly byte[] buffer = new byte[1 << 16];
    private readonly List<JsonObject> arrived = [];
    private readonly Queue<JsonObject> parsed = new();
    private readonly MemoryStream partial = new();
    private int calls;

    public static async Task<LabClient> Connect(LabServer server)
    {
        LabClient client = new();
        await client.socket.ConnectAsync(new(server.Urls[0].Replace("http", "ws", StringComparison.Ordinal) + "/hub"), CancellationToken.None);
        await client.SendText("""{"protocol":"json","version":1}""" + Separator);
        (await client.ReadMessage(Patience())).ShouldBeEmpty("the answer to a handshake is an empty object");
        return client;
    }

    public bool IsOpen => socket.State == WebSocketState.Open;

    public static CancellationToken Patience(int seconds = 60) => new CancellationTokenSource(TimeSpan.FromSeconds(seconds)).Token;

    public Task SendText(string text) => SendBytes(Encoding.UTF8.GetBytes(text));

    public Task SendBytes(byte[] bytes) => socket.SendAsync(bytes, WebSocketMessageType.Text, true, Patience());

    /// <summary>Calls, and forgets.</summary>
    public Task Tell(string method, params object?[] arguments) => SendText(Call(1, method, arguments, null));

    /// <summary>Calls, and waits for the result.</summary>
    public async Task<JsonNode?> Invoke(string method, params object?[] arguments)
    {
        string id = Next();
        await SendText(Call(1, method, arguments, id));
        JsonObject answer = await Receive(message => Kind(message) == 3 && (string?)message["invocationId"] == id);
        return answer["error"] is { } error ? throw new LabRefusal((string)error!) : answer["result"];
    }

    /// <summary>Opens a stream.</summary>
    public async Task<string> Listen(string method, params object?[] arguments)
    {
        string id = Next();
        await SendText(Call(4, method, arguments, id));
        return id;
    }

    /// <summary>The next item of a stream; null at its end.</summary>
    public async Task<JsonObject?> Item(string stream, int seconds = 60)
    {
        JsonObject message = await Receive(message => Kind(message) is 2 or 3 && (string?)message["invocationId"] == stream, seconds);
        if (Kind(message) == 2) return message["item"]!.AsObject();
        return message["error"] is { } error ? throw new LabRefusal((string)error!) : null;
    }

    public Task Cancel(string stream) => SendText(new JsonObject { ["type"] = 5, ["invocationId"] = stream }.ToJsonString() + Separator);

    /// <summary>The first message of a kind; others are kept for whoever wants them.</summary>
    public async Task<JsonObject> Receive(Func<JsonObject, bool> wanted, int seconds = 60, bool keep = true)
    {
        CancellationToken patience = Patience(seconds);
        if (arrived.Find(message => wanted(message)) is { } early)
        {
            arrived.Remove(early);
            return early;
        }

        while (true)
        {
            JsonObject message = await ReadMessage(patience);
            if (wanted(message)) return message;
            if (keep) arrived.Add(message);
        }
    }

    public async ValueTask DisposeAsync()
    {
        try
        {
            if (IsOpen) await socket.CloseOutputAsync(WebSocketCloseStatus.NormalClosure, null, Patience());
        }
        catch (Exception problem) when (problem is WebSocketException or OperationCanceledException { InnerException: IOException })
        {
            // The server was quicker.
        }

        socket.Dispose();
        await partial.DisposeAsync();
    }

    /// <summary>Vanishes without a word.</summary>
    public void Abort() => socket.Abort();

    private async Task<JsonObject> ReadMessage(CancellationToken patience)
    {
        while (parsed.Count == 0)
        {
            ValueWebSocketReceiveResult got = await socket.ReceiveAsync(buffer.AsMemory(), patience);
            if (got.MessageType == WebSocketMessageType.Close) throw new IOException("The server has closed the connection.");
            foreach (byte value in buffer.AsSpan(0, got.Count))
            {
                if (value != Separator)
                {
                    partial.WriteByte(value);
                    continue;
                }

                JsonObject message = JsonNode.Parse(partial.ToArray())!.AsObject();
                partial.SetLength(0);
                if (Kind(message) == 7) throw new IOException($"The server has closed the connection: {message["error"]}");
                if (Kind(message) != 6) parsed.Enqueue(message);
            }
        }

        return parsed.Dequeue();
    }

    private static int Kind(JsonObject message) => (int?)message["type"] ?? 0;

    private string Next() => (++calls).ToString(System.Globalization.CultureInfo.InvariantCulture);

    private static string Call(int kind, string method, object?[] arguments, string? id)
    {
        JsonObject call = new() { ["type"] = kind, ["target"] = method, ["arguments"] = JsonSerializer.SerializeToNode(arguments) };
        if (id is not null) call["invocationId"] = id;
        return call.ToJsonString() + Separator;
    }
}
