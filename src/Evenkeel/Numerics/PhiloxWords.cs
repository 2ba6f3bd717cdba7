using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Evenkeel.Numerics;

/// <summary>Many consecutive blocks of <see cref="Philox"/> at once.</summary>
/// <remarks>The generator is made of integer operations, so it gives the same words however many blocks share a register.</remarks>
internal static class PhiloxWords
{
    /// <summary>Fills with the words of a seed's sequence.</summary>
    /// <param name="words">Receives the words in order, the four of each block together.</param>
    /// <param name="seed">The key.</param>
    /// <param name="block">The block of the first word, ≥ 0.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Fill(Span<uint> words, Seed seed, long block)
    {
        while (Vector512.IsHardwareAccelerated && KernelWidth.Lanes == 16 && words.Length >= 4 * BlocksAtOnce)
        {
            EightBlocks(words, seed.Key, block);
            words = words[(4 * BlocksAtOnce)..];
            block += BlocksAtOnce;
        }

        for (; words.Length >= 4; block++)
        {
            Philox.Words four = Philox.Block(block, seed);
            words[3] = four.X3;
            words[2] = four.X2;
            words[1] = four.X1;
            words[0] = four.X0;
            words = words[4..];
        }

        if (words.Length > 0)
        {
            (uint x0, uint x1, uint x2, _) = Philox.Block(block, seed);
            ReadOnlySpan<uint> last = [x0, x1, x2];
            last[..words.Length].CopyTo(words);
        }
    }

    /// <summary>The rounds of <see cref="Philox.Block(Philox.Words, ulong)"/>, each 32-bit word in a 64-bit lane so that products are whole.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void EightBlocks(Span<uint> words, ulong key, long block)
    {
        Vector512<ulong> low = Vector512.Create(0xFFFF_FFFFUL);
        Vector512<ulong> counter = Vector512.Create((ulong)block) + Vector512.Create(0UL, 1, 2, 3, 4, 5, 6, 7);
        Vector512<ulong> x0 = counter & low;
        Vector512<ulong> x1 = counter >> 32;
        Vector512<ulong> x2 = Vector512<ulong>.Zero;
        Vector512<ulong> x3 = Vector512<ulong>.Zero;
        (uint k0, uint k1) = ((uint)key, (uint)(key >> 32));
        for (int round = 0; round < 10; round++)
        {
            Vector512<ulong> p0 = x0 * Vector512.Create(0xD2511F53UL);
            Vector512<ulong> p1 = x2 * Vector512.Create(0xCD9E8D57UL);
            x0 = (p1 >> 32) ^ x1 ^ Vector512.Create((ulong)k0);
            x1 = p1 & low;
            x2 = (p0 >> 32) ^ x3 ^ Vector512.Create((ulong)k1);
            x3 = p0 & low;
            k0 += 0x9E3779B9;
            k1 += 0xBB67AE85;
        }

        // Words 0 and 1 of each block in one lane, words 2 and 3 in the other, then block after block.
        Vector512<uint> front = (x0 | (x1 << 32)).AsUInt32();
        Vector512<uint> back = (x2 | (x3 << 32)).AsUInt32();
        ref uint destination = ref MemoryMarshal.GetReference(words);
        for (int i = 0; i < 4; i++)
        {
            Vector128<uint> fronts = Quarter(front, i);
            Vector128<uint> backs = Quarter(back, i);
            Vector128.Create(fronts.GetLower(), backs.GetLower()).StoreUnsafe(ref destination, (nuint)(8 * i));
            Vector128.Create(fronts.GetUpper(), backs.GetUpper()).StoreUnsafe(ref destination, (nuint)(8 * i + 4));
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<uint> Quarter(Vector512<uint> value, int index) => index switch
    {
        0 => value.GetLower().GetLower(),
        1 => value.GetLower().GetUpper(),
        2 => value.GetUpper().GetLower(),
        _ => value.GetUpper().GetUpper(),
    };

    private const int BlocksAtOnce = 8;
}
