using System.Diagnostics;
using Evenkeel.Lab;
using Evenkeel.Lab.Sessions;

namespace Evenkeel.Benchmarks;

/// <summary>Forty visitors who all train figure 1 at full speed, and how long another waits for an answer.</summary>
internal static class LabCrowd
{
    private const int Visitors = 40;
    private const int Rounds = 5;
    private const int Requests = 50;

    public static void Run()
    {
        List<double> shares = [], waits = [], totals = [];
        for (int round = 0; round < Rounds; round++)
        {
            (double share, double total, IEnumerable<double> answered) = Measure();
            shares.Add(share);
            totals.Add(total);
            waits.AddRange(answered);
        }

        Console.WriteLine($"{Visitors} visitors with figure 1: slowest over mean {LabCost.Median(shares):F3}, {LabCost.Median(totals):F0} steps/s in all; an answer took {LabCost.Median(waits):F1} ms, at most {waits.Max():F1} ms");
    }

    private static (double Share, double Total, IEnumerable<double> Waits) Measure()
    {
        using LabEngine engine = new(Environment.ProcessorCount, TimeProvider.System);
        LabServer server = LabServer.Start(new() { Time = TimeProvider.System, Threads = 1 }).GetAwaiter().GetResult();
        using HttpClient client = new();
        LabSession[] sessions = new LabSession[Visitors];
        for (int i = 0; i < Visitors; i++)
        {
            LabSession session = sessions[i] = new(engine, TimeProvider.System, LabCost.Prepare(LabCost.Figure1 + $"&seed={i}", ["map", "edges", "accuracy"]), () => { });
            System.Threading.Channels.ChannelReader<Lab.Protocol.Frame> frames = session.Frames();
            _ = Task.Run(async () =>
            {
                await foreach (Lab.Protocol.Frame frame in frames.ReadAllAsync()) session.Drawn(frame.Number);
            });
            session.Play();
        }

        Thread.Sleep(500);
        int[] first = [.. sessions.Select(session => session.Step)];
        long began = Stopwatch.GetTimestamp();
        List<double> waits = [];
        for (int i = 0; i < Requests; i++)
        {
            long asked = Stopwatch.GetTimestamp();
            using HttpResponseMessage answer = client.GetAsync(new Uri(server.Urls[0] + "/")).GetAwaiter().GetResult();
            waits.Add(Stopwatch.GetElapsedTime(asked).TotalMilliseconds);
            Thread.Sleep(100);
        }

        double seconds = Stopwatch.GetElapsedTime(began).TotalSeconds;
        double[] rates = [.. sessions.Select((session, i) => (session.Step - first[i]) / seconds)];
        foreach (LabSession session in sessions) session.Close();
        server.DisposeAsync().AsTask().GetAwaiter().GetResult();
        return (rates.Min() / rates.Average(), rates.Sum(), waits);
    }
}
