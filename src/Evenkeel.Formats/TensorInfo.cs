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

    /// <summary>How the file packs the elements, for example <c>q4_K</c>, where reading decodes them into <see cref="Type"/>; null where it holds them as they are.</summary>
    public string? Encoding { get; init; }

    /// <summary>Whether the elements can be read as numbers; false where <see cref="Type"/> or <see cref="Encoding"/> is one that is only identified.</summary>
    public bool IsReadable
    {
        get => field && Type.IsReadable();
        init;
    } = true;

    /// <summary>The memory of the file that the elements lie in: two tensors with the same text share it, as tied weights do; null where no two can.</summary>
    public string? StoredIn { get; init; }

    /// <summary>Where the elements begin: bytes from the start of the file, or of the uncompressed entry in an <c>.npz</c>.</summary>
    public required long Offset { get; init; }

    /// <summary>The number of elements, ≥ 0; 1 for a scalar.</summary>
    public long Count
    {
        get
        {
            if (Shape.Contains(0))
            {
                return 0;
            }

            long count = 1;
            foreach (long axis in Shape)
            {
                count = checked(count * axis);
            }

            return count;
        }
    }

    /// <summary>The number of bytes that the elements take, decoded where <see cref="Encoding"/> names a way of packing them.</summary>
    public long ByteLength => Type.Size() > 0 ? checked(Count * Type.Size()) : checked(Count * Type.Bits() / 8);

    /// <summary>The sizes of the axes as text.</summary>
    /// <returns>For example <c>300×784</c>, or <c>scalar</c>.</returns>
    public string ShapeText() =>
        Shape.Length == 0 ? "scalar" : string.Join('×', Shape.Select(axis => axis.ToString(CultureInfo.InvariantCulture)));

    /// <inheritdoc/>
    public override string ToString() => $"{Name} {Encoding ?? Type.Label()} {ShapeText()}";

    /// <summary>Checks a claimed shape without overflowing.</summary>
    /// <returns>The bytes that it takes, or −1 where an axis is negative, they exceed 2⁶³ − 1, or elements smaller than a byte do not fill the last one.</returns>
    internal static long BytesOf(ReadOnlySpan<long> shape, TensorType type)
    {
        // An axis of 0 makes the tensor empty, however large the others claim to be.
        bool empty = shape.Contains(0);
        long most = type.Size() > 0 ? long.MaxValue / type.Size() : long.MaxValue / 8;
        long count = 1;
        foreach (long axis in shape)
        {
            if (axis < 0 || (!empty && count > most / axis))
            {
                return -1;
            }

            count = empty ? 0 : count * axis;
        }

        return type.Size() > 0 ? count * type.Size() : count * type.Bits() % 8 == 0 ? count * type.Bits() / 8 : -1;
    }
}
