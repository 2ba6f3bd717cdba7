using System.Buffers.Binary;
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Evenkeel.Formats;

/// <summary>Turns stored elements into float32.</summary>
internal static class ElementDecoder
{
    private static readonly float[] E4M3 = SmallFloats.Table(exponentBits: 4, hasInfinity: false);
    private static readonly float[] E5M2 = SmallFloats.Table(exponentBits: 5, hasInfinity: true);
    private static readonly float[] E8M0 = SmallFloats.Scales();

    /// <summary>Decodes elements, each rounded to nearest, ties to even, where float32 is narrower.</summary>
    /// <param name="bytes">The elements; turned to the machine's order in place where they are in the other one.</param>
    /// <param name="type">What they are; a readable type.</param>
    /// <param name="bigEndian">Their order.</param>
    /// <param name="values">Receives them, as many as the bytes hold.</param>
    public static void Decode(Span<byte> bytes, TensorType type, bool bigEndian, Span<float> values)
    {
        ToMachineOrder(bytes, type.Size(), bigEndian);
        switch (type)
        {
            case TensorType.Float32: MemoryMarshal.Cast<byte, float>(bytes).CopyTo(values); break;
            case TensorType.Float16: Halves(MemoryMarshal.Cast<byte, ushort>(bytes), values); break;
            case TensorType.BFloat16: Brains(MemoryMarshal.Cast<byte, ushort>(bytes), values); break;
            case TensorType.Float64: Doubles(MemoryMarshal.Cast<byte, double>(bytes), values); break;
            case TensorType.Float8E4M3: Look(bytes, E4M3, values); break;
            case TensorType.Float8E5M2: Look(bytes, E5M2, values); break;
            case TensorType.Float8E8M0: Look(bytes, E8M0, values); break;
            case TensorType.Bool: Truths(bytes, values); break;
            case TensorType.Int8: Whole(MemoryMarshal.Cast<byte, sbyte>(bytes), values); break;
            case TensorType.UInt8: Whole<byte>(bytes, values); break;
            case TensorType.Int16: Whole(MemoryMarshal.Cast<byte, short>(bytes), values); break;
            case TensorType.UInt16: Whole(MemoryMarshal.Cast<byte, ushort>(bytes), values); break;
            case TensorType.Int32: Whole(MemoryMarshal.Cast<byte, int>(bytes), values); break;
            case TensorType.UInt32: Whole(MemoryMarshal.Cast<byte, uint>(bytes), values); break;
            case TensorType.Int64: Whole(MemoryMarshal.Cast<byte, long>(bytes), values); break;
            default: Unsigned(MemoryMarshal.Cast<byte, ulong>(bytes), values); break;
        }
    }

    /// <summary>Turns elements round in place where their order is not the machine's; doing it twice restores them.</summary>
    public static void ToMachineOrder(Span<byte> bytes, int size, bool bigEndian)
    {
        if (bigEndian != BitConverter.IsLittleEndian)
        {
            return;
        }

        switch (size)
        {
            case 2: Turn<ushort>(bytes, BinaryPrimitives.ReverseEndianness); break;
            case 4: Turn<uint>(bytes, BinaryPrimitives.ReverseEndianness); break;
            case 8: Turn<ulong>(bytes, BinaryPrimitives.ReverseEndianness); break;
        }
    }

    private static void Turn<T>(Span<byte> bytes, Action<ReadOnlySpan<T>, Span<T>> turn)
        where T : unmanaged
    {
        Span<T> elements = MemoryMarshal.Cast<byte, T>(bytes);
        turn(elements, elements);
    }

    /// <summary>Moves exponent and fraction into float32's places and scales by 2¹¹², which is exact, subnormal numbers included; all ones stay all ones.</summary>
    private static void Halves(ReadOnlySpan<ushort> source, Span<float> values)
    {
        Vector<uint> rest = new(0x7FFFu), infinite = new(0x0F800000u), ones = new(0x7F800000u), signs = new(0x8000u);
        Vector<float> scale = new(BitConverter.UInt32BitsToSingle(0x77800000));
        int i = 0;
        for (; i <= source.Length - Vector<ushort>.Count; i += Vector<ushort>.Count)
        {
            Vector.Widen(new Vector<ushort>(source[i..]), out Vector<uint> low, out Vector<uint> high);
            Half(low).CopyTo(values[i..]);
            Half(high).CopyTo(values[(i + Vector<uint>.Count)..]);
        }

        for (; i < source.Length; i++)
        {
            values[i] = (float)BitConverter.UInt16BitsToHalf(source[i]);
        }

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        Vector<float> Half(Vector<uint> bits)
        {
            Vector<uint> moved = (bits & rest) << 13;
            Vector<uint> scaled = (moved.As<uint, float>() * scale).As<float, uint>();
            return (scaled | (Vector.GreaterThanOrEqual(moved, infinite) & ones) | ((bits & signs) << 16)).As<uint, float>();
        }
    }

    private static void Brains(ReadOnlySpan<ushort> source, Span<float> values)
    {
        int i = 0;
        for (; i <= source.Length - Vector<ushort>.Count; i += Vector<ushort>.Count)
        {
            Vector.Widen(new Vector<ushort>(source[i..]), out Vector<uint> low, out Vector<uint> high);
            (low << 16).As<uint, float>().CopyTo(values[i..]);
            (high << 16).As<uint, float>().CopyTo(values[(i + Vector<uint>.Count)..]);
        }

        for (; i < source.Length; i++)
        {
            values[i] = BitConverter.Int32BitsToSingle(source[i] << 16);
        }
    }

    private static void Doubles(ReadOnlySpan<double> source, Span<float> values)
    {
        int i = 0;
        for (; i <= source.Length - 2 * Vector<double>.Count; i += 2 * Vector<double>.Count)
        {
            Vector.Narrow(new Vector<double>(source[i..]), new Vector<double>(source[(i + Vector<double>.Count)..])).CopyTo(values[i..]);
        }

        for (; i < source.Length; i++)
        {
            values[i] = (float)source[i];
        }
    }

    private static void Look(ReadOnlySpan<byte> source, float[] table, Span<float> values)
    {
        for (int i = 0; i < source.Length; i++)
        {
            values[i] = table[source[i]];
        }
    }

    private static void Truths(ReadOnlySpan<byte> source, Span<float> values)
    {
        for (int i = 0; i < source.Length; i++)
        {
            values[i] = source[i] == 0 ? 0 : 1;
        }
    }

    private static void Whole<T>(ReadOnlySpan<T> source, Span<float> values)
        where T : unmanaged, IBinaryInteger<T>
    {
        for (int i = 0; i < source.Length; i++)
        {
            values[i] = (float)long.CreateTruncating(source[i]);
        }
    }

    /// <summary>Beyond 2⁶³ a number is halved first; its lowest bit stays in sight, so that rounding sees whether anything lies below.</summary>
    private static void Unsigned(ReadOnlySpan<ulong> source, Span<float> values)
    {
        for (int i = 0; i < source.Length; i++)
        {
            ulong value = source[i];
            values[i] = value <= long.MaxValue ? (float)(long)value : 2 * (float)(long)((value >> 1) | (value & 1));
        }
    }
}
