using System.Net.WebSockets;
using System.Text;
using System.Text.Json.Nodes;
using Evenkeel.Lab.Tests.Sessions;
using Evenkeel.Numerics;

namespace Evenkeel.Lab.Tests;

public class MutationTests
{
    private const int Messages = 10_000;

    private static readonly string[] Valid =
    [
        """{"type":1,"target":"hello","arguments":[],"invocationId":"1"}""",
        $$$"""{"type":1,"target":"open","arguments":[{"query":"{{{Bench.Figure1}}}&step=3","defaults":"data=circle&hidden=3","parts":["map","edges"],"pace":60}],"invocationId":"2"}""",
        """{"type":4,"target":"frames","arguments":[1],"invocationId":"3"}""",
        """{"type":1,"target":"drawn","arguments":[1,1]}""",
        """{"type":1,"target":"play","arguments":[1],"invocationId":"4"}""",
        """{"type":1,"target":"advance","arguments":[1,5],"invocationId":"5"}""",
        """{"type":1,"target":"rate","arguments":[1,0.5],"invocationId":"6"}""",
        """{"type":1,"target":"jump","arguments":[1,40],"invocationId":"7"}""",
        """{"type":1,"target":"look","arguments":[1,["histograms","accuracy"]],"invocationId":"8"}""",
        """{"type":1,"target":"pace","arguments":[1,null],"invocationId":"9"}""",
        """{"type":1,"target":"reset","arguments":[1],"invocationId":"10"}""",
        """{"type":1,"target":"ask","arguments":["chain","alpha=1.5&layers=10"],"invocationId":"11"}""",
        """{"type":1,"target":"close","arguments":[1],"invocationId":"12"}""",
        """{"type":5,"invocationId":"3"}""",
        """{"type":6}""",
    ];

    private static readonly string[] Odd =
    [
        "null", "-1", "1e308", "99999999999999999999", "\"\"", "[]", "{}", "true", "\"\\u0000\\ud800\"", "[[[[[[[[[[]]]]]]]]]]", "0.1", "\"data=digits&hidden=99999x999&batch=full\"",
        "\"data=../../etc/passwd\"", "\"init=zero,zero,zero\"", "2147483648", "\"%\"",
    ];

    [Fact]
    public async Task TenThousandMutatedMessages_LeaveTheServerAndAnotherVisitorUnharmed()
    {
        await using LabServer server = await Lab.Start();
        await using LabClient witness = await LabClient.Connect(server);
        int session = (int)(await witness.Invoke("open", new { query = Bench.Figure1, defaults = "", parts = Array.Empty<string>(), pace = (double?)null }))!["session"]!;
        string frames = await witness.Listen("frames", session);
        RandomSequence random = new Seed(6).Sequence();
        byte[][] messages = [.. Enumerable.Range(0, Messages).Select(_ => Mutate(ref random))];

        int next = -1, connected = 0;
        await Task.WhenAll(Enumerable.Range(0, 8).Select(async _ =>
        {
            while (Volatile.Read(ref next) < messages.Length)
            {
                await using LabClient attacker = await LabClient.Connect(server);
                Interlocked.Increment(ref connected);
                while (Interlocked.Increment(ref next) is int at && at < messages.Length && await Survives(attacker, messages[at])) { }
            }
        }));

        // Hostile pages have come and gone; whoever trained meanwhile goes on, and the bits are those of an undisturbed session.
        await witness.Tell("advance", session, 60);
        JsonObject frame;
        do
        {
            frame = (await witness.Item(frames))!;
            await witness.Tell("drawn", session, (int)frame["number"]!);
        }
        while ((int)frame["step"]! < 60);
        using Bench undisturbed = new(Bench.Figure1);
        undisturbed.Session.Advance(60);
        Evenkeel.Lab.Protocol.Frame expected = await undisturbed.AtRest(60);
        frame["runs"]!.AsArray().Select(run => (double)run!["loss"]!).ShouldBe(expected.Runs.Select(run => run.Loss));
        connected.ShouldBeInRange(Messages / 50, Messages, "some of the messages are such that no connection can go on, others are not");
        SpinWait.SpinUntil(() => server.OpenSessions == 1, TimeSpan.FromSeconds(10)).ShouldBeTrue();
    }

    /// <summary>Sends a message, and finds out whether the connection goes on after it.</summary>
    private static async Task<bool> Survives(LabClient attacker, byte[] message)
    {
        try
        {
            await attacker.SendBytes(message);
            if (IsOfNoKnownKind(message)) return false;
            Task answer = attacker.Receive(answer => IsReasoned(answer) && (string?)answer["invocationId"] == "still there", keep: false);
            for (int asked = 0; asked < 10 && !answer.IsCompleted; asked++)
            {
                // A message that lost its end swallows the question behind it; the next is heard.
                await attacker.SendText("{\"type\":1,\"target\":\"close\",\"arguments\":[0],\"invocationId\":\"still there\"}\u001e");
                await Task.WhenAny(answer, Task.Delay(200));
            }

            if (!answer.IsCompleted) attacker.Abort();
            await answer;
            return true;
        }
        catch (Exception end) when (end is WebSocketException or IOException or OperationCanceledException or ObjectDisposedException)
        {
            return false;
        }
    }

    /// <summary>Holds each refusal that comes to what a visitor is owed: a sentence.</summary>
    private static bool IsReasoned(JsonObject answer)
    {
        if (answer["error"] is { } error) ((string?)error).ShouldNotBeNullOrWhiteSpace();
        return true;
    }

    /// <summary>Whether SignalR puts a message aside as one of a later version: it then hears nothing more on that connection, which ends when its time is up.</summary>
    private static bool IsOfNoKnownKind(byte[] message)
    {
        try
        {
            return JsonNode.Parse(Encoding.UTF8.GetString(message.AsSpan()[..^1])) is JsonObject parsed && parsed["type"] is JsonValue kind && kind.TryGetValue(out int number) && (number is < 1 or > 7);
        }
        catch (Exception misfit) when (misfit is System.Text.Json.JsonException or ArgumentException)
        {
            return false;
        }
    }

    private static byte[] Mutate(ref RandomSequence random)
    {
        string message = Valid[random.NextBelow(Valid.Length)];
        byte[] bytes = random.NextBelow(3) switch
        {
            0 => Encoding.UTF8.GetBytes(Exchange(message, ref random) + "\u001e"),
            1 => Encoding.UTF8.GetBytes(Cut(message, ref random) + "\u001e"),
            _ => Flip(Encoding.UTF8.GetBytes(message + "\u001e"), ref random),
        };
        return bytes;
    }

    /// <summary>Another value in a field, so that the message is JSON still.</summary>
    private static string Exchange(string message, ref RandomSequence random)
    {
        JsonObject parsed = JsonNode.Parse(message)!.AsObject();
        string[] keys = [.. parsed.Select(field => field.Key)];
        string key = keys[random.NextBelow(keys.Length)];
        string odd = Odd[random.NextBelow(Odd.Length)];
        if (parsed["arguments"] is JsonArray { Count: > 0 } arguments && random.NextBelow(4) > 0)
        {
            int place = random.NextBelow(arguments.Count);
            if (arguments[place] is JsonObject request)
            {
                string[] fields = [.. request.Select(field => field.Key)];
                request[fields[random.NextBelow(fields.Length)]] = Parse(odd);
            }
            else
            {
                arguments[place] = Parse(odd);
            }
        }
        else
        {
            parsed[key] = Parse(odd);
        }

        return parsed.ToJsonString();
    }

    private static JsonNode? Parse(string odd) => odd.Contains("ud800", StringComparison.Ordinal) ? JsonValue.Create("\0") : JsonNode.Parse(odd);

    /// <summary>A piece left out, or said twice.</summary>
    private static string Cut(string message, ref RandomSequence random)
    {
        int from = random.NextBelow(message.Length);
        int length = random.NextBelow(Math.Min(20, message.Length - from) + 1);
        return random.NextBelow(2) == 0 ? message.Remove(from, length) : message.Insert(from, message.Substring(from, length));
    }

    private static byte[] Flip(byte[] bytes, ref RandomSequence random)
    {
        for (int flips = 1 + random.NextBelow(3); flips > 0; flips--) bytes[random.NextBelow(bytes.Length)] = (byte)random.NextBelow(256);
        return bytes;
    }
}
