using System.Buffers.Binary;
using System.Collections.Immutable;
using System.Runtime.InteropServices;

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
        for (int i = 0; i < values.Length; i++)
        {
            Span<byte> element = bytes.AsSpan(i * type.Size(), type.Size());
            switch (type)
            {
                case TensorType.Float16: BinaryPrimitives.WriteHalfLittleEndian(element, (Half)values[i]); break;
                case TensorType.BFloat16: BinaryPrimitives.WriteUInt16LittleEndian(element, Brain(values[i])); break;
                case TensorType.Float32: BinaryPrimitives.WriteSingleLittleEndian(element, values[i]); break;
                default: BinaryPrimitives.WriteDoubleLittleEndian(element, values[i]); break;
            }
        }

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
    public float[] ToSingles()
    {
        if (Info.Type == TensorType.Float32 && BitConverter.IsLittleEndian)
        {
            return MemoryMarshal.Cast<byte, float>(Bytes.Span).ToArray();
        }

        float[] values = new float[Info.Count];
        for (int i = 0; i < values.Length; i++)
        {
            values[i] = (float)Element(i);
        }

        return values;
    }

    /// <summary>Gives the elements as float64.</summary>
    /// <returns>A new array, row-major; exact but for whole numbers beyond 2⁵³.</returns>
    public double[] ToDoubles()
    {
        double[] values = new double[Info.Count];
        for (int i = 0; i < values.Length; i++)
        {
            values[i] = Element(i);
        }

        return values;
    }

    /// <inheritdoc/>
    public override string ToString() => Info.ToString();

    private double Element(int index)
    {
        ReadOnlySpan<byte> element = Bytes.Span[(index * Info.Type.Size())..];
        return Info.Type switch
        {
            TensorType.Bool => element[0] == 0 ? 0 : 1,
            TensorType.Int8 => (sbyte)element[0],
            TensorType.UInt8 => element[0],
            TensorType.Int16 => BinaryPrimitives.ReadInt16LittleEndian(element),
            TensorType.UInt16 => BinaryPrimitives.ReadUInt16LittleEndian(element),
            TensorType.Int32 => BinaryPrimitives.ReadInt32LittleEndian(element),
            TensorType.UInt32 => BinaryPrimitives.ReadUInt32LittleEndian(element),
            TensorType.Int64 => BinaryPrimitives.ReadInt64LittleEndian(element),
            TensorType.UInt64 => BinaryPrimitives.ReadUInt64LittleEndian(element),
            TensorType.Float16 => (double)BinaryPrimitives.ReadHalfLittleEndian(element),
            TensorType.BFloat16 => BitConverter.Int32BitsToSingle(BinaryPrimitives.ReadUInt16LittleEndian(element) << 16),
            TensorType.Float32 => BinaryPrimitives.ReadSingleLittleEndian(element),
            _ => BinaryPrimitives.ReadDoubleLittleEndian(element),
        };
    }

    private static ushort Brain(float value)
    {
        uint bits = BitConverter.SingleToUInt32Bits(value);

        // Rounding up a NaN's fraction could carry it into infinity; a quiet NaN of the same sign cannot.
        return float.IsNaN(value) ? (ushort)((bits >> 16) | 0x0040) : (ushort)((bits + 0x7FFF + ((bits >> 16) & 1)) >> 16);
    }
}
