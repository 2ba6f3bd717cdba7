using System.Collections.Immutable;

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
        ImmutableArray<ushort>.Builder halves = ImmutableArray.CreateBuilder<ushort>();
        ImmutableArray<long>.Builder kept = ImmutableArray.CreateBuilder<long>();
        for (int place = 0; place < counts.Length; place++)
        {
            // From the largest negative size down to −0, then from 0 up.
            int half = place < Sign ? 0xFFFF - place : place - Sign;
            if (counts[half] == 0) continue;
            halves.Add((ushort)half);
            kept.Add(counts[half]);
        }

        return new(halves.ToImmutable(), kept.ToImmutable());
    }

    /// <summary>A count for each of the 65,536 halves.</summary>
    /// <returns>A new array.</returns>
    public long[] Expand()
    {
        long[] all = new long[TensorStatistics.Bins];
        for (int i = 0; i < halves.Length; i++) all[halves[i]] = counts[i];
        return all;
    }

    /// <summary>Whether a half is that of finite numbers.</summary>
    internal static bool IsFinite(ushort half) => (half & Infinity) != Infinity;
}
