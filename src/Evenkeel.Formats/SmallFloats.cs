namespace Evenkeel.Formats;

/// <summary>Floating-point numbers of 8 bits.</summary>
/// <remarks>
/// Micikevicius et al. 2022, <i>FP8 Formats for Deep Learning</i>, table 1, https://arxiv.org/abs/2209.05433; the scales of 8 bits of exponent:
/// Open Compute Project, <i>Microscaling Formats (MX) Specification 1.0</i>, 2023, section 5.4.1.
/// </remarks>
internal static class SmallFloats
{
    /// <summary>All 256 numbers of a type of one sign bit, some of exponent and the rest of fraction, bias 2^(exponentBits − 1) − 1.</summary>
    public static float[] Table(int exponentBits, bool hasInfinity)
    {
        int fractionBits = 7 - exponentBits;
        int bias = (1 << (exponentBits - 1)) - 1;
        float[] table = new float[256];
        for (int bits = 0; bits < 128; bits++)
        {
            int exponent = bits >> fractionBits;
            int fraction = bits & ((1 << fractionBits) - 1);
            bool last = exponent == (1 << exponentBits) - 1;
            float value = last && hasInfinity ? fraction == 0 ? float.PositiveInfinity : float.NaN
                : bits == 127 ? float.NaN
                : exponent == 0 ? MathF.ScaleB(fraction, 1 - bias - fractionBits)
                : MathF.ScaleB((1 << fractionBits) + fraction, exponent - bias - fractionBits);
            table[bits] = value;
            table[bits + 128] = -value;
        }

        return table;
    }

    /// <summary>All 256 scales: 2^(bits − 127), and NaN.</summary>
    public static float[] Scales()
    {
        float[] table = new float[256];
        for (int bits = 0; bits < 255; bits++)
        {
            table[bits] = MathF.ScaleB(1, bits - 127);
        }

        table[255] = float.NaN;
        return table;
    }

    /// <summary>Rounds to nearest, ties to even; what exceeds the largest number becomes NaN or infinity, as the type has it.</summary>
    public static byte Encode(float value, int exponentBits, bool hasInfinity)
    {
        int fractionBits = 7 - exponentBits;
        int bias = (1 << (exponentBits - 1)) - 1;
        int sign = float.IsNegative(value) ? 128 : 0;
        int nothing = hasInfinity ? 0x7E : 0x7F;
        if (float.IsNaN(value))
        {
            return (byte)(sign | nothing);
        }

        int overflow = hasInfinity ? ((1 << exponentBits) - 1) << fractionBits : 0x7F;
        float magnitude = MathF.Abs(value);
        if (float.IsInfinity(magnitude))
        {
            return (byte)(sign | overflow);
        }

        // In units of the last place of its binade, subnormal ones included, a number is whole, and the unit is a power of two.
        int exponent = magnitude == 0 ? 1 - bias : Math.Max(MathF.ILogB(magnitude), 1 - bias);
        int units = (int)MathF.Round(MathF.ScaleB(magnitude, fractionBits - exponent), MidpointRounding.ToEven);
        long bits = units + (((long)exponent - (1 - bias)) << fractionBits);
        return (byte)(sign | (int)Math.Min(bits, overflow));
    }
}
