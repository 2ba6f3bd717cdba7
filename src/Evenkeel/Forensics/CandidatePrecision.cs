using System.Numerics;

namespace Evenkeel.Forensics;

/// <summary>What a tensor's elements were rounded to when they were stored: where a law's mass went that lay between two of these numbers.</summary>
/// <param name="FractionBits">Bits of fraction, at most 23.</param>
internal readonly record struct CandidatePrecision(int FractionBits)
{
    /// <summary>The fraction that float32 itself keeps.</summary>
    public const int Single = 23;

    /// <summary>From so many elements on, bits that none of them has are bits that none could have: 2⁻⁶⁴ is the chance of one bit otherwise.</summary>
    private const int Enough = 64;

    /// <summary>The precision of a tensor: that of its type, or of a narrower one that it went through, whose lower bits are all 0.</summary>
    public static CandidatePrecision Of(TensorSubject subject, TensorStatistics statistics)
    {
        int stored = Math.Min(Single, subject.FractionBits);
        return new(statistics.Count >= Enough && statistics.UsedBits != 0 ? Math.Max(0, Math.Min(stored, Single - BitOperations.TrailingZeroCount(statistics.UsedBits))) : stored);
    }

    /// <summary>Half the relative distance of two neighbours, at most.</summary>
    public double Half => Math.ScaleB(1, -FractionBits - 1);

    /// <summary>The distance of the smallest numbers: of float16 by its 10 bits, of the two float8 by their 3 and 2; 0 where it is too small to matter.</summary>
    public double Unit => FractionBits switch { 10 => Math.ScaleB(1, -24), 3 => Math.ScaleB(1, -9), 2 => Math.ScaleB(1, -16), _ => 0 };

    /// <summary>What was rounded to the numbers of a bin, those of one upper half of a pattern without its sign, lay between these two.</summary>
    /// <param name="half">The upper half, positive.</param>
    public (double Low, double High) Bin(int half)
    {
        (double low, double high) = (Number(half), Number(half + 1));
        if (FractionBits >= Single) return (low, high);
        return (low == 0 ? 0 : Before(low), FractionBits >= 7 ? Before(high) : low + 0.5 * Spacing(low));
    }

    /// <summary>What was rounded to a number lay at most so far from it.</summary>
    public double Reach(double number) => FractionBits >= Single ? 0 : 0.5 * Spacing(Math.Abs(number));

    private static double Number(int half) => half >= 0x7F80 ? 2.0 * Math.ScaleB(1, 127) : BitConverter.UInt32BitsToSingle((uint)half << 16);

    /// <summary>The middle between a number and the next smaller one.</summary>
    private double Before(double number)
    {
        double spacing = Spacing(number);

        // Below a power of two neighbours are half as far apart, unless they are the smallest.
        bool isPower = number == Math.ScaleB(1, Math.ILogB(number));
        return number - 0.5 * (isPower ? Math.Max(0.5 * spacing, Unit) : spacing);
    }

    private double Spacing(double number) => number == 0 ? Unit : Math.Max(Math.ScaleB(1, Math.ILogB(number) - FractionBits), Unit);
}
