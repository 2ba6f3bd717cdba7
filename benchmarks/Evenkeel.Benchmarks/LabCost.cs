using System.Diagnostics;
using Evenkeel.Experiments;
using Evenkeel.Lab;
using Evenkeel.Lab.Protocol;
using Evenkeel.Lab.Sessions;
using Evenkeel.Probing;

namespace Evenkeel.Benchmarks;

/// <summary>What a page that looks on costs the lab, and how 40 visitors share it.</summary>
internal static class LabCost
{
    public const string Figure1 = "data=circle&hidden=6,3&activation=relu&init=zero,xavier*0.01,xavier,xavier*100&lr=0.1&batch=full";
    public const string Figure2 = "data=digits&hidden=300x4&activation=tanh&init=xavier&lr=0.1&batch=100";
    private const int Rounds = 11;
    private static readonly TimeSpan Stretch = TimeSpan.FromSeconds(1);
    private static readonly string[] OfFigure1 = ["map", "edges", "accuracy"];
    private static readonly string[] OfFigure2 = ["histograms", "digits", "accuracy"];

    public static void Run(string[] only)
    {
        Parts("figure 1", Figure1, OfFigure1);
        Parts("figure 2", Figure2, OfFigure2);
        if (only is ["parts"]) return;
        Subscriber("figure 1, four runs", Figure1, OfFigure1);
        Subscriber("figure 2", Figure2, OfFigure2);
        LabCrowd.Run();
    }

    /// <summary>A session and its setup, as a page opens them.</summary>
    public static SessionSetup Prepare(string query, string[] parts)
    {
        LabOptions options = new() { Time = TimeProvider.System };
        return new SessionOpening(options, new(options)).Prepare(new(query, "", parts, null), 1).Setup;
    }

    private static void Parts(string name, string query, string[] parts)
    {
        SessionSetup setup = Prepare(query, parts);
        SessionView view = new(setup.Runs, setup.Data);
        SessionMoment moment = new() { Step = 1, IsPlaying = true, Pace = null, Speed = 1, Target = null, Ended = null, LearningRate = 0.1, Rates = "" };
        Frame? frame = null;
        Console.WriteLine($"{name}, all {setup.Runs.Length} runs, least time of a hundred: step {Least(() => Array.ForEach(setup.Runs, run => run.Tick(0.1))):F3} ms, "
            + $"reading {Least(() => Array.ForEach(setup.Runs, run => run.Training.Read(Readings.Moments))):F3} ms");
        foreach (string[] looked in parts.Select(part => new[] { part }).Append(parts))
        {
            Console.WriteLine($"  frame with {string.Join(", ", looked)}: {Least(() => frame = view.Draw(1, Lab.Protocol.Parts.Read(looked), moment)):F3} ms");
        }

        byte[] json = [];
        Console.WriteLine($"  as JSON {Least(() => json = System.Text.Json.JsonSerializer.SerializeToUtf8Bytes(frame!, Json)):F3} ms, {json.Length} bytes; accuracies {Least(() => Judge(setup)):F3} ms");
    }

    private static int judged;

    private static void Judge(SessionSetup setup)
    {
        judged++;
        foreach (SessionRun run in setup.Runs) run.Judge(judged);
    }

    private static void Subscriber(string name, string query, string[] parts)
    {
        List<double> alone = [], watched = [], frames = [];
        for (int round = 0; round < Rounds; round++)
        {
            alone.Add(Measure(query, parts, isWatched: false).Steps);
            (double steps, double shown) = Measure(query, parts, isWatched: true);
            watched.Add(steps);
            frames.Add(shown);
        }

        double ratio = Median(alone.Zip(watched, (free, seen) => seen / free));
        Console.WriteLine($"{name}, one engine thread, full speed: {Median(alone):F0} steps/s alone, {Median(watched):F0} with a subscriber, ratio {ratio:F3}; {Median(frames):F1} frames/s");
    }

    private static (double Steps, double Frames) Measure(string query, string[] parts, bool isWatched)
    {
        using LabEngine engine = new(1, TimeProvider.System);
        LabSession session = new(engine, TimeProvider.System, Prepare(query, parts), () => { });
        int seen = 0;
        if (isWatched)
        {
            System.Threading.Channels.ChannelReader<Frame> frames = session.Frames();
            _ = Task.Run(async () =>
            {
                await foreach (Frame frame in frames.ReadAllAsync())
                {
                    _ = System.Text.Json.JsonSerializer.SerializeToUtf8Bytes(frame, Json);
                    Interlocked.Increment(ref seen);
                    session.Drawn(frame.Number);
                }
            });
        }

        session.Play();
        Thread.Sleep(200);
        (int first, int shown, long began) = (session.Step, seen, Stopwatch.GetTimestamp());
        Thread.Sleep(Stretch);
        double seconds = Stopwatch.GetElapsedTime(began).TotalSeconds;
        (double steps, double drawn) = ((session.Step - first) / seconds, (seen - shown) / seconds);
        session.Close();
        return (steps, drawn);
    }

    private static readonly System.Text.Json.JsonSerializerOptions Json = MakeJson();

    private static System.Text.Json.JsonSerializerOptions MakeJson()
    {
        System.Text.Json.JsonSerializerOptions json = new();
        LabJson.Configure(json);
        return json;
    }

    internal static double Median(IEnumerable<double> values)
    {
        double[] sorted = [.. values.Order()];
        return sorted[sorted.Length / 2];
    }

    private static double Least(Action work)
    {
        for (int i = 0; i < 50; i++) work();
        return Enumerable.Range(0, 100).Min(_ =>
        {
            long began = Stopwatch.GetTimestamp();
            work();
            return Stopwatch.GetElapsedTime(began).TotalMilliseconds;
        });
    }
}
