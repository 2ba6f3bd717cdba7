using System.Buffers;
using System.Collections.Immutable;
using System.Runtime.ExceptionServices;
using Evenkeel.Forensics;
using Evenkeel.Formats;

namespace Evenkeel.Interchange.Models;

/// <summary>Reads tensors on several threads, the largest first, large ones by parts, so that no thread is left alone with one at the end.</summary>
internal sealed class ModelInspectionWork
{
    /// <summary>Segments that a thread reads in one go: opening a tensor anew costs something, and threads are to share even one that is alone in its file.</summary>
    private const int SegmentsTogether = 4;

    /// <summary>Matrices after which memory is cleared: the arrays of each, some megabytes, lie where the runtime clears only once memory is scarce, and a file of any size is to need little.</summary>
    private const int MatricesBetweenClearing = 8;

    private readonly TensorFile file;
    private readonly ModelInspectionOptions options;
    private readonly ImmutableArray<ModelTensor> tensors;
    private readonly int[] order;
    private readonly Lock gate = new();
    private readonly long total;
    private long done;
    private int matrices;
    private int next;
    private Reading? current;

    /// <param name="file">The open file.</param>
    /// <param name="options">How many threads, and who is told.</param>
    /// <param name="tensors">What is read.</param>
    public ModelInspectionWork(TensorFile file, ModelInspectionOptions options, ImmutableArray<ModelTensor> tensors)
    {
        (this.file, this.options, this.tensors) = (file, options, tensors);
        order = [.. Enumerable.Range(0, tensors.Length).OrderByDescending(i => tensors[i].Info.Count)];
        total = tensors.Sum(tensor => tensor.Info.Count);
    }

    /// <summary>Reads all tensors.</summary>
    /// <param name="seeks">Whether a tensor can be read from any element on.</param>
    /// <param name="onRead">Takes each tensor's number and statistics, on the thread that read its last part.</param>
    public void Run(bool seeks, Action<int, TensorStatistics> onRead)
    {
        try
        {
            Parallel.For(0, options.Threads, new ParallelOptions { MaxDegreeOfParallelism = options.Threads, CancellationToken = options.Stop }, _ =>
            {
                while (Take(seeks ? SegmentsTogether : int.MaxValue) is { } part)
                {
                    Read(part, onRead);
                }
            });
        }
        catch (AggregateException several) when (several.Flatten().InnerException is { } first)
        {
            ExceptionDispatchInfo.Throw(first);
        }
    }

    /// <summary>The next part that nobody reads yet; null where there is none. Only tensors under way have a pass, which keeps a block and the sums of all rows.</summary>
    private Part? Take(int most)
    {
        lock (gate)
        {
            if (current is null || current.Taken == current.Pass.Segments)
            {
                if (next == order.Length)
                {
                    return null;
                }

                int tensor = order[next++];
                current = new(tensor, Prepare(tensors[tensor]));
            }

            int first = current.Taken;
            current.Taken += Math.Min(most, current.Pass.Segments - first);
            return new(current, first, current.Taken - first);
        }
    }

    private StatisticsPass Prepare(ModelTensor tensor)
    {
        bool keepsWhole = options.FullSpectra && tensor.Info.Count <= Array.MaxLength;
        int rows = StatisticsPass.RowsOf(tensor.Info.Shape.AsSpan(), tensor.Weights);
        return new(tensor.Info.Count, tensor.Info.Count % rows == 0 ? rows : 1, keepsWhole);
    }

    private void Read(Part part, Action<int, TensorStatistics> onRead)
    {
        StatisticsPass pass = part.Of.Pass;
        TensorInfo info = tensors[part.Of.Tensor].Info;
        float[] values = ArrayPool<float>.Shared.Rent(pass.LengthOf(part.First));
        using (ElementReader reader = file.OpenElements(info, pass.StartOf(part.First)))
        {
            for (int segment = part.First; segment < part.First + part.Count; segment++)
            {
                options.Stop.ThrowIfCancellationRequested();
                Span<float> room = values.AsSpan(0, pass.LengthOf(segment));
                Fill(reader, room, info);
                pass.AddSegment(segment, room);
                long soFar = Interlocked.Add(ref done, room.Length);
                options.Progress?.Invoke(soFar, total);
            }
        }

        ArrayPool<float>.Shared.Return(values);
        if (Interlocked.Add(ref part.Of.Read, part.Count) == pass.Segments)
        {
            onRead(part.Of.Tensor, pass.Finish());
            if (pass.Count >= MatrixStatistics.BlockLimit * MatrixStatistics.BlockLimit / 2 && Interlocked.Increment(ref matrices) % MatricesBetweenClearing == 0)
            {
                GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true);
            }
        }
    }

    private void Fill(ElementReader reader, Span<float> room, TensorInfo info)
    {
        while (room.Length > 0)
        {
            int read = reader.Read(room);
            room = read > 0 ? room[read..] : throw new TensorFileException($"{file.FileName}: tensor '{info.Name}' ends before its {info.Count} elements.");
        }
    }

    /// <summary>A tensor that is being read.</summary>
    private sealed class Reading(int tensor, StatisticsPass pass)
    {
        /// <summary>Segments that have been read; threads add to it.</summary>
        public int Read;

        public int Tensor => tensor;

        public StatisticsPass Pass => pass;

        /// <summary>Segments that somebody reads or has read.</summary>
        public int Taken { get; set; }
    }

    /// <summary>What one thread reads in one go.</summary>
    private sealed record Part(Reading Of, int First, int Count);
}
