using Evenkeel.Data;
using Evenkeel.Experiments;

namespace Evenkeel.Sweeps;

/// <summary>Data that trials share: each set is had once, and kept while it is among the last used.</summary>
/// <param name="load">Gets a set.</param>
internal sealed class DataShelf(Func<DataSpec, long, DataSplit> load)
{
    private const int Kept = 8;

    private readonly Lock gate = new();
    private readonly LinkedList<(DataSpec Spec, long Seed, Lazy<DataSplit> Split)> sets = new();

    /// <summary>Gets a set; whoever asks while it is had waits for it.</summary>
    public DataSplit Get(DataSpec spec, long seed)
    {
        Lazy<DataSplit> split;
        lock (gate)
        {
            LinkedListNode<(DataSpec Spec, long Seed, Lazy<DataSplit> Split)>? node = sets.First;
            while (node is not null && (node.Value.Seed != seed || node.Value.Spec != spec)) node = node.Next;
            split = node?.Value.Split ?? new(() => load(spec, seed));
            if (node is not null) sets.Remove(node);
            sets.AddFirst((spec, seed, split));
            if (sets.Count > Kept) sets.RemoveLast();
        }

        return split.Value;
    }
}
