using System.Buffers.Binary;

namespace Evenkeel.Formats.Gguf;

/// <summary>Blocks of 256 elements in groups of 16 or 32, each group with a scale, and in some types a shift, of its own, themselves quantised.</summary>
/// <remarks>
/// With d and e in binary16, s and m of the group and q of the element: <c>d·s·q − e·m</c> for 2, 4 and 5 bits, <c>d·s·(q − 4)</c> for 3, <c>d·s·(q − 32)</c> for 6,
/// <c>d·q</c> for 8, where d is float32. Layouts: https://github.com/ggml-org/ggml, <c>src/ggml-common.h</c>, <c>block_q2_K</c> to <c>block_q8_K</c>, and
/// https://github.com/ggml-org/llama.cpp, pull request 1684.
/// </remarks>
internal static class LargeBlocks
{
    private const int Length = 256;

    public static void Q2(ReadOnlySpan<byte> block, Span<float> values)
    {
        float d = SmallBlocks.Scale(block[80..]);
        float e = SmallBlocks.Scale(block[82..]);
        for (int group = 0; group < 16; group++)
        {
            float scale = d * (block[group] & 15);
            float shift = e * (block[group] >> 4);
            for (int i = 16 * group; i < 16 * group + 16; i++)
            {
                values[i] = scale * Pair(block[16..], i) - shift;
            }
        }
    }

    public static void Q3(ReadOnlySpan<byte> block, Span<float> values)
    {
        ReadOnlySpan<byte> scales = block[96..];
        float d = SmallBlocks.Scale(block[108..]);
        for (int group = 0; group < 16; group++)
        {
            int low = group < 8 ? scales[group] & 15 : scales[group - 8] >> 4;
            int high = (scales[8 + group % 4] >> (2 * (group / 4))) & 3;
            float scale = d * ((low | (high << 4)) - 32);
            for (int i = 16 * group; i < 16 * group + 16; i++)
            {
                int third = (block[i % 32] >> (i / 32)) & 1;
                values[i] = scale * (Pair(block[32..], i) + 4 * third - 4);
            }
        }
    }

    public static void Q4(ReadOnlySpan<byte> block, Span<float> values) => Shifted(block, [], block[16..], values);

    public static void Q5(ReadOnlySpan<byte> block, Span<float> values) => Shifted(block, block.Slice(16, 32), block[48..], values);

    public static void Q6(ReadOnlySpan<byte> block, Span<float> values)
    {
        float d = SmallBlocks.Scale(block[208..]);
        for (int group = 0; group < 16; group++)
        {
            float scale = d * (sbyte)block[192 + group];
            for (int i = 16 * group; i < 16 * group + 16; i++)
            {
                int low = (block[64 * (i / 128) + i % 64] >> (4 * (i % 128 / 64))) & 15;
                values[i] = scale * ((low | (Pair(block[128..], i) << 4)) - 32);
            }
        }
    }

    public static void Q8(ReadOnlySpan<byte> block, Span<float> values)
    {
        float d = BinaryPrimitives.ReadSingleLittleEndian(block);
        for (int i = 0; i < Length; i++)
        {
            values[i] = d * (sbyte)block[4 + i];
        }
    }

    /// <summary>Two bits of element i: each run of 128 elements has 32 bytes, which hold a pair for one element of each of its four runs of 32.</summary>
    private static int Pair(ReadOnlySpan<byte> pairs, int i) => (pairs[32 * (i / 128) + i % 32] >> (2 * (i % 128 / 32))) & 3;

    /// <summary>Groups of 32 with scale and shift of 6 bits; two groups share 32 bytes of low bits.</summary>
    private static void Shifted(ReadOnlySpan<byte> block, ReadOnlySpan<byte> fifth, ReadOnlySpan<byte> packed, Span<float> values)
    {
        float d = SmallBlocks.Scale(block);
        float e = SmallBlocks.Scale(block[2..]);
        ReadOnlySpan<byte> six = block[4..];
        for (int group = 0; group < 8; group++)
        {
            // The first four groups have six bits of a byte; the others four bits of a later one and the two left over here.
            int s = group < 4 ? six[group] & 63 : (six[group + 4] & 15) | ((six[group - 4] >> 6) << 4);
            int m = group < 4 ? six[group + 4] & 63 : (six[group + 4] >> 4) | ((six[group] >> 6) << 4);
            float scale = d * s;
            float shift = e * m;
            for (int i = 0; i < 32; i++)
            {
                int q = (packed[32 * (group / 2) + i] >> (4 * (group % 2))) & 15;
                q |= fifth.IsEmpty ? 0 : ((fifth[i] >> group) & 1) << 4;
                values[32 * group + i] = scale * q - shift;
            }
        }
    }
}
