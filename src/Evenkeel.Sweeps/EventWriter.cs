using System.Buffers.Binary;
using Evenkeel.Experiments.Studies;
using Evenkeel.Numerics;

namespace Evenkeel.Sweeps;

/// <summary>Writes an event file, which TensorBoard shows.</summary>
/// <remarks>
/// Records <c>length, check of the length, bytes, check of the bytes</c>; a check is the CRC-32C rotated right by 15 and raised by 0xa282ead8. The bytes are messages
/// <c>Event { wall_time = 1, step = 2, file_version = 3, summary = 5 }</c>, <c>Summary { value = 1 }</c>, <c>Value { tag = 1, simple_value = 2, histo = 5 }</c>,
/// <c>HistogramProto { min = 1, max = 2, num = 3, sum = 4, sum_squares = 5, bucket_limit = 6, bucket = 7 }</c> of event.proto and summary.proto,
/// https://github.com/tensorflow/tensorboard/tree/master/tensorboard/compat/proto.
/// </remarks>
internal sealed class EventWriter
{
    private readonly Stream stream;
    private readonly double time;

    /// <summary>Begins a file.</summary>
    /// <param name="stream">Where to.</param>
    /// <param name="time">When the events were, in seconds since 1970.</param>
    public EventWriter(Stream stream, double time)
    {
        (this.stream, this.time) = (stream, time);
        Record(new ProtoMessage().Number(1, time).Text(3, "brain.Event:2"));
    }

    /// <summary>Adds a number; one that is not finite is shown as such.</summary>
    public void Scalar(string tag, int step, double value) => Summary(step, new ProtoMessage().Text(1, tag).Single(2, (float)value));

    /// <summary>Adds a histogram. Sums are those of bins' middles, since the values are not kept.</summary>
    public void Histogram(string tag, int step, TrialHistogram histogram)
    {
        int bins = histogram.Counts.Length;
        double[] edges = [.. Enumerable.Range(0, bins + 1).Select(i => Edge(histogram, i))];
        bool isLog = histogram.Scale == HistogramScale.Log10;

        // The first bucket has no lower end, the last no upper one.
        double[] limits = [.. edges, double.MaxValue];
        double[] counts = [histogram.Below + (isLog ? histogram.Zeros : 0), .. histogram.Counts.Select(count => (double)count), histogram.Above];
        double[] middles = [isLog ? 0 : edges[0], .. Enumerable.Range(0, bins).Select(i => 0.5 * (edges[i] + edges[i + 1])), edges[^1]];
        int first = Array.FindIndex(counts, count => count > 0), last = Array.FindLastIndex(counts, count => count > 0);
        Summary(step, new ProtoMessage().Text(1, tag).Inner(5, new ProtoMessage()
            .Number(1, first <= 0 ? middles[0] : edges[first - 1])
            .Number(2, last < 0 ? 0 : edges[Math.Min(last, bins)])
            .Number(3, counts.Sum())
            .Number(4, counts.Zip(middles, (count, middle) => count * middle).Sum())
            .Number(5, counts.Zip(middles, (count, middle) => count * middle * middle).Sum())
            .Packed(6, limits)
            .Packed(7, counts)));
    }

    private static double Edge(TrialHistogram histogram, int index)
    {
        double place = histogram.Low + (histogram.High - histogram.Low) * index / histogram.Counts.Length;
        return histogram.Scale == HistogramScale.Log10 ? Elementary.Pow(10, place) : place;
    }

    private void Summary(int step, ProtoMessage value) => Record(new ProtoMessage().Number(1, time).Whole(2, step).Inner(5, new ProtoMessage().Inner(1, value)));

    private void Record(ProtoMessage message)
    {
        Span<byte> head = stackalloc byte[sizeof(ulong)], check = stackalloc byte[sizeof(uint)];
        BinaryPrimitives.WriteUInt64LittleEndian(head, (ulong)message.Bytes.Length);
        stream.Write(head);
        BinaryPrimitives.WriteUInt32LittleEndian(check, Masked(head));
        stream.Write(check);
        stream.Write(message.Bytes);
        BinaryPrimitives.WriteUInt32LittleEndian(check, Masked(message.Bytes));
        stream.Write(check);
    }

    private static uint Masked(ReadOnlySpan<byte> bytes) => uint.RotateRight(Crc32C.Of(bytes), 15) + 0xa282ead8;
}
