using System.Buffers.Binary;

namespace Evenkeel.Formats.Gguf;

/// <summary>Blocks of 32 elements.</summary>
/// <remarks>
/// With a scale d and a shift m in binary16 and a whole number q for each element: <c>d·(q − 8)</c> or <c>d·q + m</c> for 4 bits, <c>d·(q − 16)</c> or <c>d·q + m</c>
/// for 5, <c>d·q</c> for 8. Element i &lt; 16 has the low half of byte i, element i + 16 its high half; a fifth bit is bit i of a 32-bit number.
/// Layouts: https://github.com/ggml-org/ggml, <c>src/ggml-common.h</c>, <c>block_q4_0</c> to <c>block_q8_0</c>.
/// </remarks>
internal static class SmallBlocks
{
    private const int Half = 16;

    /// <summary>Adding it changes no number, not even the sign of a zero.</summary>
    private const float NoShift = -0f;

    public static void Q4Scaled(ReadOnlySpan<byte> block, Span<float> values) => Nibbles(block[2..], 0, 8, Scale(block), NoShift, values);

    public static void Q4Shifted(ReadOnlySpan<byte> block, Span<float> values) => Nibbles(block[4..], 0, 0, Scale(block), Scale(block[2..]), values);

    public static void Q5Scaled(ReadOnlySpan<byte> block, Span<float> values) => Nibbles(block[6..], BinaryPrimitives.ReadUInt32LittleEndian(block[2..]), 16, Scale(block), NoShift, values);

    public static void Q5Shifted(ReadOnlySpan<byte> block, Span<float> values) =>
        Nibbles(block[8..], BinaryPrimitives.ReadUInt32LittleEndian(block[4..]), 0, Scale(block), Scale(block[2..]), values);

    public static void Q8(ReadOnlySpan<byte> block, Span<float> values)
    {
        float scale = Scale(block);
        for (int i = 0; i < 2 * Half; i++)
        {
            values[i] = scale * (sbyte)block[2 + i];
        }
    }

    /// <summary>A binary16 as float32.</summary>
    public static float Scale(ReadOnlySpan<byte> bytes) => (float)BinaryPrimitives.ReadHalfLittleEndian(bytes);

    private static void Nibbles(ReadOnlySpan<byte> packed, uint fifth, int offset, float scale, float shift, Span<float> values)
    {
        for (int i = 0; i < Half; i++)
        {
            int low = (packed[i] & 15) | (int)((fifth >> i) & 1) << 4;
            int high = (packed[i] >> 4) | (int)((fifth >> (i + Half)) & 1) << 4;
            values[i] = scale * (low - offset) + shift;
            values[i + Half] = scale * (high - offset) + shift;
        }
    }
}
