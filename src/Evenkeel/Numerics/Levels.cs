using System.Numerics;

namespace Evenkeel.Numerics;

/// <summary>Grey levels as bytes, 0 … 255, and as numbers, 0 … 1 or −1 … 1.</summary>
internal static class Levels
{
    private const float White = 255;

    /// <summary>Turns bytes k into <c>k / 255</c>, each rounded once, so the same at every width.</summary>
    /// <param name="bytes">The levels.</param>
    /// <param name="numbers">Receives as many.</param>
    public static void ToSingle(ReadOnlySpan<byte> bytes, Span<float> numbers)
    {
        int i = 0;
        int part = Vector<float>.Count;
        Vector<float> white = new(White);
        for (; i + Vector<byte>.Count <= bytes.Length; i += Vector<byte>.Count)
        {
            Vector.Widen(new Vector<byte>(bytes[i..]), out Vector<ushort> low, out Vector<ushort> high);
            Vector.Widen(low, out Vector<uint> first, out Vector<uint> second);
            Vector.Widen(high, out Vector<uint> third, out Vector<uint> fourth);
            (Vector.ConvertToSingle(first.As<uint, int>()) / white).CopyTo(numbers[i..]);
            (Vector.ConvertToSingle(second.As<uint, int>()) / white).CopyTo(numbers[(i + part)..]);
            (Vector.ConvertToSingle(third.As<uint, int>()) / white).CopyTo(numbers[(i + 2 * part)..]);
            (Vector.ConvertToSingle(fourth.As<uint, int>()) / white).CopyTo(numbers[(i + 3 * part)..]);
        }

        for (; i < bytes.Length; i++)
        {
            numbers[i] = bytes[i] / White;
        }
    }

    /// <summary>Turns bytes k into <c>2·(k / 255) − 1</c>, rounded once at the division and once at the difference, so the same at every width.</summary>
    /// <param name="bytes">The levels.</param>
    /// <param name="numbers">Receives as many.</param>
    public static void ToSigned(ReadOnlySpan<byte> bytes, Span<float> numbers)
    {
        ToSingle(bytes, numbers);
        Span<float> all = numbers[..bytes.Length];
        int i = 0;
        for (; i + Vector<float>.Count <= all.Length; i += Vector<float>.Count)
        {
            Vector<float> level = new(all[i..]);
            (level + level - Vector<float>.One).CopyTo(all[i..]);
        }

        for (; i < all.Length; i++)
        {
            all[i] = all[i] + all[i] - 1;
        }
    }
}
