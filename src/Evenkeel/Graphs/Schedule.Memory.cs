using Evenkeel.Numerics;

namespace Evenkeel.Graphs;

internal sealed partial class Schedule
{
    private int Place(Graph graph, int batch, Span[] values, Span[] gradients)
    {
        List<(Span Time, long Start, long End)> placed = [];
        for (int i = 0; i < values.Length; i++)
        {
            long length = AlignedBuffer.WholeLines((long)batch * graph.Values[i].Shape.Count);
            valueOffsets[i] = Lowest(placed, values[i], length);
            gradientOffsets[i] = Lowest(placed, gradients[i], wanted[i] ? length : 0);
        }

        for (int i = 0; i < values.Length; i++)
        {
            valueOffsets[i] = valueOffsets[Fusion.ValueHosts[i] < 0 ? i : Fusion.ValueHosts[i]];
            gradientOffsets[i] = gradientOffsets[Fusion.GradientHosts[i] < 0 ? i : Fusion.GradientHosts[i]];
        }

        return placed.Count == 0 ? 0 : (int)placed.Max(place => place.End);
    }

    /// <summary>A tensor that lies in another's memory needs none, but the other is in use for as long as it.</summary>
    private static void ShareMemory(Span[] spans, int[] hosts)
    {
        for (int i = 0; i < spans.Length; i++)
        {
            if (hosts[i] < 0) continue;
            spans[hosts[i]].Include(spans[i].First);
            spans[hosts[i]].Include(spans[i].Last);
            spans[i] = new(1, 0);
        }
    }

    /// <summary>The lowest place that is free for all of a span; it is taken, and what is taken stays in the order of place.</summary>
    private static int Lowest(List<(Span Time, long Start, long End)> placed, Span time, long length)
    {
        if (length == 0 || time.IsEmpty)
        {
            return 0;
        }

        long start = 0;
        int next = 0;
        for (; next < placed.Count; next++)
        {
            (Span other, long from, long to) = placed[next];
            if (start + length <= from) break;
            if (other.Meets(time)) start = Math.Max(start, to);
        }

        if (start + length > AlignedBuffer.Longest)
        {
            throw new ArgumentException($"This batch needs a workspace of more than {AlignedBuffer.Longest} floats; choose a smaller batch.");
        }

        while (next > 0 && placed[next - 1].Start > start) next--;
        placed.Insert(next, (time, start, start + length));
        return (int)start;
    }

    /// <summary>The steps from the first to the last at which a tensor is in use.</summary>
    private record struct Span(int First, int Last)
    {
        public readonly bool IsEmpty => First > Last;

        public void Include(int step) => (First, Last) = (Math.Min(First, step), Math.Max(Last, step));

        public readonly bool Meets(Span other) => First <= other.Last && other.First <= Last;
    }
}
