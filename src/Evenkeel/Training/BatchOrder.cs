using Evenkeel.Numerics;

namespace Evenkeel.Training;

/// <summary>Which samples each step takes.</summary>
internal sealed class BatchOrder
{
    private readonly int[] order;
    private readonly int batch;
    private readonly Shuffle shuffle;
    private readonly Seed seed;
    private int epoch;
    private int next;

    public BatchOrder(int count, int batch, Shuffle shuffle, Seed seed)
    {
        order = new int[count];
        (this.batch, this.shuffle, this.seed) = (batch, shuffle, seed);
        next = count;
    }

    /// <summary>The epoch of the last batch, from 1.</summary>
    public int Epoch => epoch;

    /// <summary>The rows of the next batch; the last of an epoch may be shorter.</summary>
    public ReadOnlySpan<int> NextBatch()
    {
        if (next >= order.Length)
        {
            Reorder();
        }

        ReadOnlySpan<int> rows = order.AsSpan(next, Math.Min(batch, order.Length - next));
        next += batch;
        return rows;
    }

    private void Reorder()
    {
        epoch++;
        next = 0;
        for (int i = 0; i < order.Length; i++)
        {
            order[i] = i;
        }

        if (shuffle == Shuffle.Seeded && batch < order.Length)
        {
            RandomSequence random = seed.For(epoch).Sequence();
            random.Shuffle<int>(order);
        }
    }
}
