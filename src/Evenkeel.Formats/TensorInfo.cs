using System.Collections.Immutable;
using System.Globalization;

namespace Evenkeel.Formats;

/// <summary>What a file says of one tensor, before its elements are read.</summary>
public sealed record TensorInfo
{
    /// <summary>The tensor's name in its file; for a lone <c>.npy</c> array, the file's name without its ending.</summary>
    public required string Name { get; init; }

    /// <summary>What one element is.</summary>
    public required TensorType Type { get; init; }

    /// <summary>The sizes of the axes, outermost first, each ≥ 0; none for a scalar.</summary>
    public required ImmutableArray<long> Shape { get; init; }

    /// <summary>Where the elements begin: bytes from the start of the file, or of the uncompressed entry in an <c>.npz</c>.</summary>
    public required long Offset { get; init; }

    /// <summary>The number of elements, ≥ 0; 1 for a scalar.</summary>
    public long Count
    {
        get
        {
            long count = 1;
            foreach (long axis in Shape)
            {
                count = checked(count * axis);
            }

            return count;
        }
    }

    /// <summary>The number of bytes that the elements take.</summary>
    public long ByteLength => checked(Count * Type.Size());

    /// <summary>The sizes of the axes as text.</summary>
    /// <returns>For example <c>300×784</c>, or <c>scalar</c>.</returns>
    public string ShapeText() =>
        Shape.Length == 0 ? "scalar" : string.Join('×', Shape.Select(axis => axis.ToString(CultureInfo.InvariantCulture)));

    /// <inheritdoc/>
    public override string ToString() => $"{Name} {Type.Label()} {ShapeText()}";

    /// <summary>Checks a claimed shape without overflowing.</summary>
    /// <returns>The bytes that it takes, or −1 where an axis is negative or they exceed 2⁶³ − 1.</returns>
    internal static long BytesOf(ReadOnlySpan<long> shape, TensorType type)
    {
        // An axis of 0 makes the tensor empty, however large the others claim to be.
        bool empty = shape.Contains(0);
        long bytes = type.Size();
        foreach (long axis in shape)
        {
            if (axis < 0 || (!empty && bytes > long.MaxValue / axis))
            {
                return -1;
            }

            bytes = empty ? 0 : bytes * axis;
        }

        return bytes;
    }
}
