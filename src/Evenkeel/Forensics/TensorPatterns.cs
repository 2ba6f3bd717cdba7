using System.Buffers;
using System.Collections.Immutable;
using System.Runtime.InteropServices;

namespace Evenkeel.Forensics;

/// <summary>How many elements have each upper half of a float32's pattern, for those halves that occur, in the order of the numbers they stand for.</summary>
/// <remarks>An upper half is a sign, eight bits of exponent and seven of fraction, which is a whole bfloat16; a bin holds the numbers from its own towards larger sizes.</remarks>
public sealed class TensorPatterns
{
    private const int Sign = 0x8000;
    private const int Infinity = 0x7F80;
    private readonly ImmutableArray<ushort> halves;
    private readonly ImmutableArray<long> counts;

    private TensorPatterns(ImmutableArray<ushort> halves, ImmutableArray<long> counts) => (this.halves, this.counts) = (halves, counts);

    /// <summary>No elements.</summary>
    public static TensorPatterns None { get; } = new([], []);

    /// <summary>The halves that occur, those of negative numbers first and the largest of these first; those of infinities and NaN come where their size puts them.</summary>
    public ImmutableArray<ushort> Halves => halves;

    /// <summary>How many elements have each of <see cref="Halves"/>; > 0.</summary>
    public ImmutableArray<long> Counts => counts;

    /// <summary>Gathers what occurs.</summary>
    /// <param name="counts">A count for each of the 65,536 halves.</param>
    /// <returns>Those that are not 0.</returns>
    /// <exception cref="ArgumentException">There are not 65,536.</exception>
    public static TensorPatterns Of(ReadOnlySpan<long> counts)
    {
        if (counts.Length != TensorStatistics.Bins) throw new ArgumentException($"There are {counts.Length} counts, but a pattern's upper half has {TensorStatistics.Bins} values; give one for each.", nameof(counts));
        int length = counts.Length - counts.Count(0L), next = 0;
        ushort[] halves = new ushort[length];
        long[] kept = new long[length];
        for (int place = 0; next < length; place++)
        {
            int half = Place((ushort)place);
            if (counts[half] == 0) continue;
            halves[next] = (ushort)half;
            kept[next++] = counts[half];
        }

        return new(ImmutableCollectionsMarshal.AsImmutableArray(halves), ImmutableCollectionsMarshal.AsImmutableArray(kept));
    }

    /// <summary>Gathers the halves of some elements by sorting them; for few, for which a count of each half would be much.</summary>
    /// <param name="values">The elements.</param>
    /// <returns>The same as <see cref="Of"/> gives for their counts.</returns>
    internal static TensorPatterns OfElements(ReadOnlySpan<float> values)
    {
        ushort[] room = ArrayPool<ushort>.Shared.Rent(values.Length);
        Span<ushort> places = room.AsSpan(0, values.Length);
        for (int i = 0; i < places.Length; i++) places[i] = Order((ushort)(BitConverter.SingleToUInt32Bits(values[i]) >> 16));
        places.Sort();
        int length = 0;
        for (int i = 0; i < places.Length; i++) length += i == 0 || places[i] != places[i - 1] ? 1 : 0;
        ushort[] halves = new ushort[length];
        long[] kept = new long[length];
        int last = -1;
        for (int i = 0; i < places.Length; i++)
        {
            if (i == 0 || places[i] != places[i - 1]) halves[++last] = Place(places[i]);
            kept[last]++;
        }

        ArrayPool<ushort>.Shared.Return(room);
        return new(ImmutableCollectionsMarshal.AsImmutableArray(halves), ImmutableCollectionsMarshal.AsImmutableArray(kept));
    }

    /// <summary>A count for each of the 65,536 halves.</summary>
    /// <returns>A new array.</returns>
    public long[] Expand()
    {
        long[] all = new long[TensorStatistics.Bins];
        for (int i = 0; i < halves.Length; i++) all[halves[i]] = counts[i];
        return all;
    }

    /// <summary>The half at a place: from the largest negative size down to −0, then from 0 up.</summary>
    private static ushort Place(ushort place) => (ushort)(place < Sign ? 0xFFFF - place : place - Sign);

    /// <summary>The place of a half.</summary>
    private static ushort Order(ushort half) => (ushort)(half < Sign ? half + Sign : 0xFFFF - half);

    /// <summary>Whether a half is that of finite numbers.</summary>
    internal static bool IsFinite(ushort half) => (half & Infinity) != Infinity;
}
