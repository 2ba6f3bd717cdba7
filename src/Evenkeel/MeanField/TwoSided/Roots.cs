namespace Evenkeel.MeanField.TwoSided;

/// <summary>Zeros of continuous functions.</summary>
internal static class Roots
{
    private const int MostSteps = 200;

    /// <summary>A zero between two points where the function has opposite signs, by the Illinois form of false position.</summary>
    /// <param name="function">The function.</param>
    /// <param name="low">One end.</param>
    /// <param name="high">The other end.</param>
    /// <param name="tolerance">How small the bracket, or the function, must become.</param>
    /// <returns>The zero; null where the signs agree or a value is not a number.</returns>
    /// <remarks>Dowell and Jarratt, "A modified regula falsi method", 1971, https://doi.org/10.1007/BF01934364.</remarks>
    public static double? Between(Func<double, double> function, double low, double high, double tolerance = 1e-13)
    {
        (double atLow, double atHigh) = (function(low), function(high));
        if (atLow == 0 || atHigh == 0)
        {
            return atLow == 0 ? low : high;
        }

        if (!(atLow * atHigh < 0))
        {
            return null;
        }

        int side = 0;
        for (int step = 0; step < MostSteps && Math.Abs(high - low) > tolerance * Math.Max(1, Math.Abs(low)); step++)
        {
            double middle = (low * atHigh - high * atLow) / (atHigh - atLow);
            double value = function(middle);
            if (Math.Abs(value) <= tolerance)
            {
                return middle;
            }

            if (double.IsNaN(value))
            {
                return null;
            }

            if (value * atHigh > 0)
            {
                (high, atHigh) = (middle, value);
                atLow *= side == -1 ? 0.5 : 1;
                side = -1;
            }
            else
            {
                (low, atLow) = (middle, value);
                atHigh *= side == 1 ? 0.5 : 1;
                side = 1;
            }
        }

        return 0.5 * (low + high);
    }
}
