using System.Runtime.InteropServices;

namespace Evenkeel.Formats;

/// <summary>Gathers elements that lie apart, through a window over the source that moves forwards.</summary>
internal sealed class GatherWindow(ByteSource source, long offset, int size, bool owns) : IDisposable
{
    private const int WindowBytes = 1 << 18;

    /// <summary>The most bytes that are read without being wanted, rather than asking anew: about what asking costs.</summary>
    private const int WorthReading = 1 << 13;

    /// <summary>Runs of a tile: of float32, as many as one line of the cache holds.</summary>
    private const int TileRuns = 16;
    private readonly byte[] bytes = GC.AllocateUninitializedArray<byte>(WindowBytes);
    private long windowStart;
    private int windowLength;
    private byte[]? tile;

    /// <summary>Gathers a block.</summary>
    /// <param name="start">The element of the source that goes to the block's first place.</param>
    /// <param name="axes">The block's axes, in any order; sorted here by their distance in the source.</param>
    /// <param name="target">The block.</param>
    public void Gather<T>(long start, List<GatherAxis> axes, Span<T> target)
        where T : unmanaged
    {
        axes.RemoveAll(axis => axis.Count == 1);
        axes.Sort((a, b) => a.From.CompareTo(b.From));
        GatherAxis run = axes.Count > 0 ? axes[0] : new(1, 1, 1);
        long gap = axes.Count > 1 ? Math.Max(0, axes[1].From - run.Count * run.From) * size : long.MaxValue;
        bool readAhead = gap <= WorthReading;
        bool tiled = axes.Count > 1 && run.From == 1 && run.To > 1 && axes[1].To == 1 && run.Count * TileRuns * size <= WindowBytes;
        int inner = tiled ? 2 : 1;
        long[] index = new long[axes.Count];
        long from = start;
        long to = 0;
        while (true)
        {
            if (tiled)
            {
                Tiles(from, run, axes[1], readAhead, target, to);
            }
            else
            {
                Run(from, run, readAhead, target, to);
            }

            int axis = inner;
            for (; axis < axes.Count; axis++)
            {
                from += axes[axis].From;
                to += axes[axis].To;
                if (++index[axis] < axes[axis].Count)
                {
                    break;
                }

                from -= axes[axis].From * axes[axis].Count;
                to -= axes[axis].To * axes[axis].Count;
                index[axis] = 0;
            }

            if (axis >= axes.Count)
            {
                return;
            }
        }
    }

    public void Dispose()
    {
        if (owns)
        {
            source.Dispose();
        }
    }

    /// <summary>Several runs at once, whose elements stand side by side in the block, so that each line of the cache is written once and not once a run.</summary>
    private void Tiles<T>(long from, GatherAxis run, GatherAxis across, bool readAhead, Span<T> target, long to)
        where T : unmanaged
    {
        int length = (int)run.Count;
        tile ??= GC.AllocateUninitializedArray<byte>(WindowBytes);
        Span<T> held = MemoryMarshal.Cast<byte, T>(tile.AsSpan());
        for (long first = 0; first < across.Count; first += TileRuns)
        {
            int runs = (int)Math.Min(TileRuns, across.Count - first);
            for (int i = 0; i < runs; i++)
            {
                MemoryMarshal.Cast<byte, T>(At((from + (first + i) * across.From) * size, length * size, readAhead)).CopyTo(held[(i * length)..]);
            }

            for (int element = 0; element < length; element++)
            {
                Span<T> place = target.Slice((int)(to + first + element * run.To), runs);
                for (int i = 0, at = element; i < runs; i++, at += length)
                {
                    place[i] = held[at];
                }
            }
        }
    }

    private void Run<T>(long from, GatherAxis run, bool readAhead, Span<T> target, long to)
        where T : unmanaged
    {
        // Where elements of a run lie far apart, each is asked for alone.
        long most = run.From * size > WorthReading ? 1 : (WindowBytes / size - 1) / Math.Max(1, run.From) + 1;
        for (long done = 0; done < run.Count;)
        {
            int part = (int)Math.Min(run.Count - done, most);
            int span = (int)((part - 1) * run.From + 1);
            ReadOnlySpan<T> found = MemoryMarshal.Cast<byte, T>(At((from + done * run.From) * size, span * size, readAhead));
            long place = to + done * run.To;
            if (run.From == 1 && run.To == 1)
            {
                found.CopyTo(target[(int)place..]);
            }
            else
            {
                for (int i = 0, at = 0; i < part; i++, at += (int)run.From)
                {
                    target[(int)place] = found[at];
                    place += run.To;
                }
            }

            done += part;
        }
    }

    private ReadOnlySpan<byte> At(long position, int length, bool readAhead)
    {
        if (position < windowStart || position + length > windowStart + windowLength)
        {
            int wanted = readAhead ? WindowBytes : length;
            windowStart = position;
            windowLength = source.Read(offset + position, bytes.AsSpan(0, wanted));
            if (windowLength < length)
            {
                throw new TensorFileException($"{source.Name}: it ends at byte {offset + position + windowLength}, but {length} bytes are needed from byte {offset + position} on.");
            }
        }

        return bytes.AsSpan((int)(position - windowStart), length);
    }
}
