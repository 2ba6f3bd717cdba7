using System.Runtime.InteropServices;

namespace Evenkeel.Formats;

/// <summary>Turns float32 into stored elements.</summary>
internal static class ElementEncoder
{
    /// <summary>Encodes elements, each rounded to nearest, ties to even.</summary>
    /// <remarks>A number beyond the largest of its type becomes infinity, or NaN in f8_e4m3, which has none: a broken weight stays visible.</remarks>
    /// <param name="values">The elements.</param>
    /// <param name="type">What they become; a type for which <see cref="TensorTypes.IsFloat"/> holds.</param>
    /// <param name="bigEndian">Their order.</param>
    /// <param name="bytes">Receives them, as many as there are values.</param>
    public static void Encode(ReadOnlySpan<float> values, TensorType type, bool bigEndian, Span<byte> bytes)
    {
        switch (type)
        {
            case TensorType.Float32: MemoryMarshal.AsBytes(values).CopyTo(bytes); break;
            case TensorType.Float16: Halves(values, MemoryMarshal.Cast<byte, Half>(bytes)); break;
            case TensorType.BFloat16: Brains(values, MemoryMarshal.Cast<byte, ushort>(bytes)); break;
            case TensorType.Float64: Doubles(values, MemoryMarshal.Cast<byte, double>(bytes)); break;
            case TensorType.Float8E4M3: Small(values, bytes, 4, false); break;
            case TensorType.Float8E5M2: Small(values, bytes, 5, true); break;
            default: throw new ArgumentException($"Numbers with a fraction are to be written as {type.Label()}, which cannot hold them; f8_e4m3, f8_e5m2, f16, bf16, f32 and f64 can.", nameof(type));
        }

        ElementDecoder.ToMachineOrder(bytes, type.Size(), bigEndian);
    }

    /// <summary>Rounds to a bf16, to nearest, ties to even.</summary>
    public static ushort Brain(float value)
    {
        uint bits = BitConverter.SingleToUInt32Bits(value);

        // Rounding up a NaN's fraction could carry it into infinity; a quiet NaN of the same sign cannot.
        return float.IsNaN(value) ? (ushort)((bits >> 16) | 0x0040) : (ushort)((bits + 0x7FFF + ((bits >> 16) & 1)) >> 16);
    }

    private static void Halves(ReadOnlySpan<float> values, Span<Half> halves)
    {
        for (int i = 0; i < values.Length; i++)
        {
            halves[i] = (Half)values[i];
        }
    }

    private static void Brains(ReadOnlySpan<float> values, Span<ushort> brains)
    {
        for (int i = 0; i < values.Length; i++)
        {
            brains[i] = Brain(values[i]);
        }
    }

    private static void Doubles(ReadOnlySpan<float> values, Span<double> doubles)
    {
        for (int i = 0; i < values.Length; i++)
        {
            doubles[i] = values[i];
        }
    }

    private static void Small(ReadOnlySpan<float> values, Span<byte> bytes, int exponentBits, bool hasInfinity)
    {
        for (int i = 0; i < values.Length; i++)
        {
            bytes[i] = SmallFloats.Encode(values[i], exponentBits, hasInfinity);
        }
    }
}
