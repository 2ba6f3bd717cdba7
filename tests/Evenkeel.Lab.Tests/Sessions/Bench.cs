using System.Text.Json;
using System.Threading.Channels;
using Evenkeel.Lab.Protocol;
using Evenkeel.Lab.Sessions;

namespace Evenkeel.Lab.Tests.Sessions;

/// <summary>A session on an engine of its own, without a server.</summary>
internal sealed class Bench : IDisposable
{
    public const string Figure1 = "data=circle&hidden=6,3&activation=relu&init=zero,xavier*0.01,xavier,xavier*100&lr=0.1&batch=full&epochs=150&repeats=1";

    public static readonly string[] Everything = ["map", "edges", "histograms", "digits", "accuracy"];

    private readonly LabEngine engine;
    private ChannelReader<Frame>? frames;

    public Bench(string query, double? pace = null, TimeProvider? time = null, string[]? parts = null)
    {
        time ??= TimeProvider.System;
        engine = new(2, time);
        (SessionSetup setup, Opened) = Prepare(query, pace, parts);
        Session = new(engine, time, setup, () => Released++);
        engine.Wake(Session);
    }

    public Opened Opened { get; }

    public LabSession Session { get; }

    public int Released { get; private set; }

    public static (SessionSetup Setup, Opened Opened) Prepare(string query, double? pace = null, string[]? parts = null)
    {
        LabOptions options = new() { Time = TimeProvider.System };
        return new SessionOpening(options, new(options)).Prepare(new(query, "", parts ?? [], pace), 1);
    }

    /// <summary>Frames, each drawn at once, until one is as wanted.</summary>
    public async Task<Frame> Await(Func<Frame, bool> wanted)
    {
        frames ??= Session.Frames();
        using CancellationTokenSource patience = new(TimeSpan.FromSeconds(60));
        while (true)
        {
            Frame frame = await frames.ReadAsync(patience.Token);
            Session.Drawn(frame.Number);
            if (wanted(frame)) return frame;
        }
    }

    /// <summary>The first frame that stands at a step and goes nowhere.</summary>
    public Task<Frame> AtRest(int step) => Await(frame => frame.Step == step && frame is { Seeking: null, Playing: false });

    /// <summary>What a frame says of its moment, whoever asks and however it came about.</summary>
    public static string Content(Frame frame)
    {
        JsonSerializerOptions json = new();
        LabJson.Configure(json);
        return JsonSerializer.Serialize(frame with { Number = 0, Pace = null, Speed = 0, Runs = [.. frame.Runs.Select(run => run with { AccuracyCurve = new([], []) })] }, json);
    }

    /// <summary>Waits until the session has nothing to do before the clock moves on.</summary>
    public void Settle()
    {
        // Twice, since the first look may come before the engine has heard of the last command.
        for (int i = 0; i < 2; i++)
        {
            SpinWait.SpinUntil(() => Session.State is EngineState.Idle or EngineState.Sleeping, TimeSpan.FromSeconds(30)).ShouldBeTrue();
            Thread.Sleep(2);
        }
    }

    public void Dispose()
    {
        Session.Close();
        SpinWait.SpinUntil(() => Released > 0, TimeSpan.FromSeconds(30)).ShouldBeTrue();
        engine.Dispose();
    }
}
