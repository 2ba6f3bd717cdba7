using System.Buffers.Binary;
using System.Collections.Immutable;

namespace Evenkeel.Formats;

/// <summary>A tensor in memory, as files hold it: a name, a shape, a type, and the elements' bytes.</summary>
public sealed class NamedTensor
{
    /// <summary>Joins the parts, without copying.</summary>
    /// <param name="name">Its name; not empty.</param>
    /// <param name="type">What one element is.</param>
    /// <param name="shape">The sizes of the axes, outermost first, each ≥ 0.</param>
    /// <param name="bytes">The elements, row-major, little-endian.</param>
    /// <exception cref="ArgumentException">The name is empty, or the bytes are not as many as shape and type need.</exception>
    public NamedTensor(string name, TensorType type, ImmutableArray<long> shape, ReadOnlyMemory<byte> bytes)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        Info = new() { Name = name, Type = type, Shape = shape, Offset = 0 };
        long needed = TensorInfo.BytesOf(shape.AsSpan(), type);
        if (needed != bytes.Length)
        {
            throw new ArgumentException($"Tensor '{name}' holds {bytes.Length} bytes, but {type.Label()} of shape {Info.ShapeText()} needs {needed}.", nameof(bytes));
        }

        Bytes = bytes;
    }

    /// <summary>Name, type and shape; its offset is 0.</summary>
    public TensorInfo Info { get; }

    /// <summary>The elements, row-major, little-endian.</summary>
    public ReadOnlyMemory<byte> Bytes { get; }

    /// <summary>Makes a tensor of numbers.</summary>
    /// <param name="name">Its name; not empty.</param>
    /// <param name="shape">The sizes of the axes, outermost first.</param>
    /// <param name="values">The elements, row-major.</param>
    /// <param name="type">A type with a fraction; values are rounded to it, to nearest, ties to even.</param>
    /// <returns>The tensor.</returns>
    /// <exception cref="ArgumentException">The values are not as many as the shape needs, or the type is one of whole numbers.</exception>
    public static NamedTensor FromSingles(string name, ReadOnlySpan<long> shape, ReadOnlySpan<float> values, TensorType type = TensorType.Float32)
    {
        if (!type.IsFloat())
        {
            throw new ArgumentException($"Tensor '{name}' is made of float32 values, which {type.Label()} cannot hold; choose f16, bf16, f32 or f64.", nameof(type));
        }

        byte[] bytes = new byte[values.Length * type.Size()];
        ElementEncoder.Encode(values, type, bigEndian: false, bytes);
        return new(name, type, [.. shape], bytes);
    }

    /// <summary>Makes a tensor of float64 numbers.</summary>
    /// <param name="name">Its name; not empty.</param>
    /// <param name="shape">The sizes of the axes, outermost first.</param>
    /// <param name="values">The elements, row-major.</param>
    /// <returns>The tensor.</returns>
    /// <exception cref="ArgumentException">The values are not as many as the shape needs.</exception>
    public static NamedTensor FromDoubles(string name, ReadOnlySpan<long> shape, ReadOnlySpan<double> values)
    {
        byte[] bytes = new byte[values.Length * sizeof(double)];
        for (int i = 0; i < values.Length; i++)
        {
            BinaryPrimitives.WriteDoubleLittleEndian(bytes.AsSpan(i * sizeof(double)), values[i]);
        }

        return new(name, TensorType.Float64, [.. shape], bytes);
    }

    /// <summary>Gives the elements as float32.</summary>
    /// <returns>A new array, row-major; each element rounded to nearest where float32 is narrower.</returns>
    /// <exception cref="InvalidOperationException">The type is one that is only identified, as <see cref="TensorTypes.IsReadable"/> says.</exception>
    public float[] ToSingles()
    {
        RefuseOpaque();
        float[] values = GC.AllocateUninitializedArray<float>((int)Info.Count);
        int part = PartBytes / Info.Type.Size();
        byte[] buffer = new byte[Math.Min(PartBytes, Bytes.Length)];
        for (int at = 0; at < values.Length; at += part)
        {
            int count = Math.Min(part, values.Length - at);
            Span<byte> raw = buffer.AsSpan(0, count * Info.Type.Size());
            Bytes.Span.Slice(at * Info.Type.Size(), raw.Length).CopyTo(raw);
            ElementDecoder.Decode(raw, Info.Type, bigEndian: false, values.AsSpan(at, count));
        }

        return values;
    }

    /// <summary>Gives the elements as float64.</summary>
    /// <returns>A new array, row-major; exact but for whole numbers beyond 2⁵³.</returns>
    /// <exception cref="InvalidOperationException">The type is one that is only identified, as <see cref="TensorTypes.IsReadable"/> says.</exception>
    public double[] ToDoubles()
    {
        if (Info.Type is not (TensorType.Int32 or TensorType.UInt32 or TensorType.Int64 or TensorType.UInt64 or TensorType.Float64))
        {
            return Array.ConvertAll(ToSingles(), value => (double)value);
        }

        double[] values = new double[Info.Count];
        for (int i = 0; i < values.Length; i++)
        {
            values[i] = Element(i);
        }

        return values;
    }

    /// <inheritdoc/>
    public override string ToString() => Info.ToString();

    /// <summary>An element of one of the types that float32 cannot hold.</summary>
    private double Element(int index)
    {
        ReadOnlySpan<byte> element = Bytes.Span[(index * Info.Type.Size())..];
        return Info.Type switch
        {
            TensorType.Int32 => BinaryPrimitives.ReadInt32LittleEndian(element),
            TensorType.UInt32 => BinaryPrimitives.ReadUInt32LittleEndian(element),
            TensorType.Int64 => BinaryPrimitives.ReadInt64LittleEndian(element),
            TensorType.UInt64 => BinaryPrimitives.ReadUInt64LittleEndian(element),
            _ => BinaryPrimitives.ReadDoubleLittleEndian(element),
        };
    }

    private void RefuseOpaque()
    {
        if (!Info.Type.IsReadable())
        {
            throw new InvalidOperationException($"Tensor '{Info.Name}' is of {Info.Type.Label()}, whose elements cannot be read as numbers; only its bytes are given.");
        }
    }

    private const int PartBytes = 1 << 16;
}
