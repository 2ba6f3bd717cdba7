namespace Evenkeel.Numerics;

/// <summary>The transcendental functions in double precision, with the same bits on every operating system.</summary>
/// <remarks>
/// Additions, products, quotients, roots and fused multiply-adds round once and are the same everywhere; these functions use nothing else.
/// Errors are stated in units in the last place of the result (ulp), as tests measure them. NaN gives NaN.
/// </remarks>
public static partial class Elementary
{
    /// <summary>c₀ + c₁x + c₂x² + …, by Horner's rule.</summary>
    private static double Polynomial(double x, ReadOnlySpan<double> coefficients)
    {
        double sum = coefficients[^1];
        for (int i = coefficients.Length - 2; i >= 0; i--)
        {
            sum = Math.FusedMultiplyAdd(sum, x, coefficients[i]);
        }

        return sum;
    }

    /// <summary>The rounded sum and what the rounding lost.</summary>
    /// <remarks>Knuth, "The art of computer programming", volume 2, section 4.2.2, theorem B.</remarks>
    private static (double Sum, double Lost) ExactSum(double x, double y)
    {
        double sum = x + y;
        double part = sum - x;
        return (sum, (x - (sum - part)) + (y - part));
    }

    /// <summary>The rounded product and what the rounding lost.</summary>
    private static (double Product, double Lost) ExactProduct(double x, double y)
    {
        double product = x * y;
        return (product, Math.FusedMultiplyAdd(x, y, -product));
    }

    /// <summary><c>2^power</c> for a power in −1022…1023.</summary>
    private static double PowerOfTwo(int power) => BitConverter.Int64BitsToDouble((long)(power + 1023) << 52);

    private const double Ln2High = 0.6931471805599453;
    private const double Ln2Low = 2.3190468138462996e-17;
    private const double PiHigh = 3.141592653589793;
    private const double PiLow = 1.2246467991473532e-16;
    private const double HalfPi0 = 1.5707963267948966;
    private const double HalfPi1 = 6.123233995736766e-17;
    private const double HalfPi2 = -1.4973849048591698e-33;
}
