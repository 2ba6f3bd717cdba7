using Evenkeel.Numerics;

namespace Evenkeel.Training;

/// <summary>Which samples each step takes.</summary>
internal sealed class BatchOrder
{
    /// <summary>The samples of an epoch in their order; of a batch alone where that is the data's own, so that millions of samples that are drawn when read take no memory here either.</summary>
    private readonly int[] order;
    private readonly int count;
    private readonly int batch;
    private readonly bool isOwnOrder;
    private readonly Seed seed;
    private int orderedEpoch;
    private int next;

    public BatchOrder(int count, int batch, Shuffle shuffle, Seed seed)
    {
        isOwnOrder = shuffle == Shuffle.None || batch >= count;
        order = new int[isOwnOrder ? Math.Min(batch, count) : count];
        (this.count, this.batch, this.seed) = (count, batch, seed);
        next = count;
    }

    /// <summary>The epoch of the last batch, from 1; 0 before the first.</summary>
    public int Epoch { get; private set; }

    /// <summary>The rows of the next batch; the last of an epoch may be shorter.</summary>
    public ReadOnlySpan<int> NextBatch()
    {
        ReadOnlySpan<int> rows = PeekBatch();
        next += rows.Length;
        Epoch = orderedEpoch;
        return rows;
    }

    /// <summary>The rows that the next batch will have; looking changes nothing.</summary>
    /// <returns>Valid until the next look or batch.</returns>
    public ReadOnlySpan<int> PeekBatch()
    {
        if (next >= count)
        {
            (orderedEpoch, next) = (orderedEpoch + 1, 0);
            Reorder();
        }

        int length = Math.Min(batch, count - next);
        if (!isOwnOrder)
        {
            return order.AsSpan(next, length);
        }

        Span<int> rows = order.AsSpan(0, length);
        Number(rows, next);
        return rows;
    }

    private void Reorder()
    {
        if (isOwnOrder)
        {
            return;
        }

        Number(order, 0);
        RandomSequence random = seed.For(orderedEpoch).Sequence();
        random.Shuffle<int>(order);
    }

    private static void Number(Span<int> rows, int first)
    {
        for (int i = 0; i < rows.Length; i++)
        {
            rows[i] = first + i;
        }
    }
}
