namespace Evenkeel.Benchmarks.Peers;

/// <summary>A side in a process of its own.</summary>
internal sealed class PeerSide(PeerProcess process, string task) : Side(Role.Peer, process.Setting.Name, process.Setting.OneThread)
{
    public override void Prepare() => process.Run(task, 0);

    public override double Take(int repeats) => process.Run(task, repeats);

    public override void ComeToRest() => process.ComeToRest();

    /// <summary>The process stays, for the next row of the same peer.</summary>
    public override void Dispose()
    {
    }
}
