using System.Runtime.InteropServices;

namespace Evenkeel.Formats;

/// <summary>Gathers elements that lie apart, through a window over the source that moves forwards.</summary>
internal sealed class GatherWindow(ByteSource source, long offset, int size, bool owns) : IDisposable
{
    private const int WindowBytes = 1 << 18;

    /// <summary>The most bytes that are read without being wanted, rather than asking anew: about what asking costs.</summary>
    private const int WorthReading = 1 << 13;
    private readonly byte[] bytes = GC.AllocateUninitializedArray<byte>(WindowBytes);
    private long windowStart;
    private int windowLength;

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
        long[] index = new long[axes.Count];
        long from = start;
        long to = 0;
        while (true)
        {
            Run(from, run, gap <= WorthReading, target, to);
            int axis = 1;
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
