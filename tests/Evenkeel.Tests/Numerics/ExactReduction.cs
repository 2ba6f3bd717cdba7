using System.Numerics;

namespace Evenkeel.Tests.Numerics;

/// <summary>Sums of doubles without any rounding: as multiples of 2⁻²¹⁴⁸, of which every product of two doubles is one.</summary>
/// <param name="Sum">The sum of the terms.</param>
/// <param name="Magnitudes">The sum of their magnitudes.</param>
internal readonly record struct ExactReduction(BigInteger Sum, BigInteger Magnitudes)
{
    private const int SmallestDouble = 1074;

    /// <summary>Adds up some products.</summary>
    public static ExactReduction OfProducts(IEnumerable<(BigInteger Left, BigInteger Right)> factors)
    {
        (BigInteger sum, BigInteger magnitudes) = (0, 0);
        foreach ((BigInteger left, BigInteger right) in factors)
        {
            BigInteger term = left * right;
            sum += term;
            magnitudes += BigInteger.Abs(term);
        }

        return new(sum, magnitudes);
    }

    /// <summary>A finite number as a multiple of 2⁻¹⁰⁷⁴.</summary>
    public static BigInteger Factor(double number)
    {
        long bits = BitConverter.DoubleToInt64Bits(number);
        int exponent = (int)((bits >> 52) & 0x7FF);
        BigInteger mantissa = (bits & 0xFFFFFFFFFFFFF) | (exponent > 0 ? 1L << 52 : 0);
        return (bits < 0 ? -mantissa : mantissa) << Math.Max(exponent - 1, 0);
    }

    /// <summary>How far a result is from the sum, as a share of the sum of magnitudes.</summary>
    /// <param name="result">A finite number.</param>
    /// <param name="times">What it was divided by.</param>
    public double ErrorOf(double result, long times = 1)
    {
        const int digits = 120;
        BigInteger difference = BigInteger.Abs((Factor(result) * times << SmallestDouble) - Sum);
        if (difference.IsZero) return 0;
        return Magnitudes.IsZero ? double.PositiveInfinity : Math.ScaleB((double)((difference << digits) / Magnitudes), -digits);
    }
}
