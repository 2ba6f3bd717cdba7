namespace Evenkeel.MeanField;

/// <summary>Roots of a function of one number.</summary>
/// <remarks>Ridders, "A new algorithm for computing a single root of a real continuous function", IEEE Transactions on Circuits and Systems 26, 1979.</remarks>
internal static class RootSearch
{
    /// <summary>The root between two points, in <see cref="Between(Func{double, double}, double, double, double, double)"/>'s digits; null where the signs there agree, or a value is not a number.</summary>
    public static double? Between(Func<double, double> function, double low, double high)
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

        double root = Between(function, low, atLow, high, atHigh);
        return double.IsNaN(root) ? null : root;
    }

    /// <summary>The root between two points of opposite sign, to the last digits that the function tells.</summary>
    public static double Between(Func<double, double> function, double low, double atLow, double high, double atHigh)
    {
        double best = Math.Abs(atLow) < Math.Abs(atHigh) ? low : high;
        for (int i = 0; i < 100 && Math.Abs(high - low) > 4e-16 * Math.Abs(best); i++)
        {
            double middle = 0.5 * (low + high);
            double atMiddle = function(middle);
            if (atMiddle == 0)
            {
                return middle;
            }

            double root = Math.Sqrt(atMiddle * atMiddle - atLow * atHigh);
            best = root == 0 ? middle : middle + (middle - low) * (Math.Sign(atLow - atHigh) * atMiddle / root);
            double atBest = function(best);
            if (atBest == 0)
            {
                return best;
            }

            if (Math.Sign(atMiddle) != Math.Sign(atBest))
            {
                (low, atLow, high, atHigh) = middle < best ? (middle, atMiddle, best, atBest) : (best, atBest, middle, atMiddle);
            }
            else if (Math.Sign(atBest) != Math.Sign(atLow))
            {
                (high, atHigh) = (best, atBest);
            }
            else
            {
                (low, atLow) = (best, atBest);
            }
        }

        return best;
    }
}
