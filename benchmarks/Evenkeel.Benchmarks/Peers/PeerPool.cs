namespace Evenkeel.Benchmarks.Peers;

/// <summary>The peers' processes: those of the row under way, and no others.</summary>
internal sealed class PeerPool : IDisposable
{
    private readonly Dictionary<PeerSetting, PeerProcess> running = [];
    private readonly HashSet<PeerSetting> missing = [];

    /// <summary>What the peers that have run say they are, with how they were run.</summary>
    public SortedSet<string> Versions { get; } = new(StringComparer.Ordinal);

    /// <summary>The processor time of the peers that run.</summary>
    public TimeSpan ProcessorTime => running.Values.Aggregate(TimeSpan.Zero, (sum, process) => sum + process.ProcessorTime);

    /// <summary>Gives a peer's processes, and ends those of the others.</summary>
    /// <param name="kind">The peer; null to end all.</param>
    /// <returns>A process for each setting that runs here.</returns>
    public IReadOnlyList<PeerProcess> Only(PeerKind? kind)
    {
        PeerSetting[] settings = kind?.Settings ?? [];
        foreach (PeerSetting other in running.Keys.Except(settings).ToArray())
        {
            running.Remove(other, out PeerProcess? process);
            process!.Dispose();
        }

        foreach (PeerSetting setting in settings.Where(setting => !running.ContainsKey(setting) && !missing.Contains(setting)))
        {
            if (PeerProcess.Start(setting) is not PeerProcess process)
            {
                missing.Add(setting);
                Console.Error.WriteLine($"missing: {kind!.Name} ({setting.Name}) does not run here.");
                continue;
            }

            running.Add(setting, process);
            Versions.Add(process.Version);
        }

        return [.. settings.Where(running.ContainsKey).Select(setting => running[setting])];
    }

    public void Dispose() => Only(null);
}
