using Evenkeel.Shapes;

namespace Evenkeel.Data;

/// <summary>Samples of another set that follow each other.</summary>
public sealed class SliceDataSet : IDataSet
{
    private readonly IDataSet whole;
    private readonly int start;

    /// <summary>Takes a part of a set, without copying it.</summary>
    /// <param name="whole">The set.</param>
    /// <param name="start">The first row of the part, ≥ 0.</param>
    /// <param name="count">The number of rows, ≥ 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">The set has no such rows.</exception>
    public SliceDataSet(IDataSet whole, int start, int count)
    {
        ArgumentNullException.ThrowIfNull(whole);
        ArgumentOutOfRangeException.ThrowIfLessThan(count, 1);
        ArgumentOutOfRangeException.ThrowIfNegative(start);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(count, whole.Count - start);
        (this.whole, this.start, Count) = (whole, start, count);
    }

    /// <inheritdoc/>
    public string Name => whole.Name;

    /// <inheritdoc/>
    public int Count { get; }

    /// <inheritdoc/>
    public Shape InputShape => whole.InputShape;

    /// <inheritdoc/>
    public IReadOnlyList<string> Classes => whole.Classes;

    /// <inheritdoc/>
    public int TargetSize => whole.TargetSize;

    /// <inheritdoc/>
    public bool IsSigned => whole.IsSigned;

    /// <inheritdoc/>
    public void Read(ReadOnlySpan<int> rows, Span<float> inputs, Span<float> targets)
    {
        Span<int> shifted = stackalloc int[256];
        (int inputSize, int targetSize) = (InputShape.Count, TargetSize);
        for (int first = 0; first < rows.Length; first += shifted.Length)
        {
            ReadOnlySpan<int> some = rows.Slice(first, Math.Min(shifted.Length, rows.Length - first));
            for (int i = 0; i < some.Length; i++)
            {
                shifted[i] = (uint)some[i] < (uint)Count ? some[i] + start : throw new ArgumentOutOfRangeException(nameof(rows), $"Row {some[i]} was asked for, but the set has {Count}.");
            }

            whole.Read(shifted[..some.Length], inputs.Slice(first * inputSize, some.Length * inputSize), targets.Slice(first * targetSize, some.Length * targetSize));
        }
    }
}
