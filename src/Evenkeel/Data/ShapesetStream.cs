using Evenkeel.Numerics;
using Evenkeel.Shapes;

namespace Evenkeel.Data;

/// <summary>Images of <see cref="Shapeset"/> that are drawn when they are read.</summary>
internal sealed class ShapesetStream(int count, Seed seed) : IDataSet
{
    public string Name => "shapeset";

    public int Count => count;

    public Shape InputShape { get; } = new(Shapeset.Size, Shapeset.Size);

    public IReadOnlyList<string> Classes { get; } = Shapeset.Classes;

    public int TargetSize => 1;

    public bool IsSigned => true;

    public void Read(ReadOnlySpan<int> rows, Span<float> inputs, Span<float> targets)
    {
        const int area = Shapeset.Size * Shapeset.Size;
        Span<byte> pixels = stackalloc byte[area];
        for (int i = 0; i < rows.Length; i++)
        {
            if ((uint)rows[i] >= (uint)count) throw new ArgumentOutOfRangeException(nameof(rows), $"Row {rows[i]} was asked for, but the set has {count}.");
            targets[i] = Shapeset.Draw(rows[i], seed, pixels);
            Levels.ToSigned(pixels, inputs.Slice(i * area, area));
        }
    }
}
