using Evenkeel.Functions;

namespace Evenkeel.Benchmarks.Peers;

/// <summary>Rows for which the table wants nothing of a peer, or whose peer is in this runtime.</summary>
internal static class OwnRows
{
    /// <summary>Few enough for the second-level cache, many enough that a call into a peer is lost in it.</summary>
    private const int Elements = 65536;

    /// <summary>The rows.</summary>
    public static IEnumerable<Row> All()
    {
        yield return Elementwise("tanh-value", "value tanh", "tanh", (z, a, _, _) => Activations.Tanh.Apply(z, a));
        yield return Elementwise("tanh-slope", "slope tanh", "gradient through tanh", (z, a, da, dz) => Activations.Tanh.Backpropagate(z, a, da, dz, false));
        yield return HandingOver("hand-over", "hand-over to a second thread and back, called again at once", 0);
        yield return HandingOver("hand-over-asleep", "the same, called after a millisecond alone", 1);
        yield return new()
        {
            Name = "nets",
            Work = $"{ManyNets.Count} playground nets, {ManyNets.Steps} steps of SGD each, on two threads against one",
            Against = "Evenkeel",
            Own = ManyNets.Sides,
            WantedBest = 1.9,
        };
    }

    private static Row Elementwise(string name, string task, string work, Action<float[], float[], float[], float[]> run) => new()
    {
        Name = name,
        Work = $"{work} of {Elements} elements",
        Against = PeerKind.Torch.Name,
        Peer = PeerKind.Torch,
        Task = $"{task} {Elements}",
        Own = () =>
        {
            (float[] z, float[] a, float[] da, float[] dz) = (new float[Elements], new float[Elements], new float[Elements], new float[Elements]);
            for (int i = 0; i < Elements; i++) (z[i], da[i]) = (8f * i / Elements - 4, 2f * i / Elements - 1);
            Activations.Tanh.Apply(z, a);
            return [new OwnSide(Role.Ours, "1 thread", true, () => run(z, a, da, dz))];
        },
        Unit = ("ns/element", 1e6 / Elements),
    };

    private static Row HandingOver(string name, string work, double idleMilliseconds) => new()
    {
        Name = name,
        Work = work,
        Against = ".NET",
        Own = () => HandOver.Sides(idleMilliseconds),
        Unit = ("µs", 1e3),
    };
}
