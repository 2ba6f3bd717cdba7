using Evenkeel.Data;
using Evenkeel.Shapes;

namespace Evenkeel.Tests.Experiments;

/// <summary>Data that asks for a stop when it is read for the n-th time.</summary>
internal sealed class TrippingData(IDataSet inner, int read, CancellationTokenSource stop) : IDataSet
{
    private int reads;

    public string Name => inner.Name;

    public int Count => inner.Count;

    public Shape InputShape => inner.InputShape;

    public IReadOnlyList<string> Classes => inner.Classes;

    public int TargetSize => inner.TargetSize;

    public void Read(ReadOnlySpan<int> rows, Span<float> inputs, Span<float> targets)
    {
        inner.Read(rows, inputs, targets);
        if (Interlocked.Increment(ref reads) == read)
        {
            stop.Cancel();
        }
    }
}
