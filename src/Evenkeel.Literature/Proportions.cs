namespace Evenkeel.Literature;

/// <summary>The test of two proportions.</summary>
internal static class Proportions
{
    /// <summary>How many standard errors two shares lie apart, each of as many draws, were they of one.</summary>
    /// <param name="first">A share, 0…1.</param>
    /// <param name="second">A share, 0…1.</param>
    /// <param name="draws">The draws behind each; ≥ 1.</param>
    /// <returns><c>(p₁ − p₂)/√(2·p̄(1 − p̄)/n)</c>, p̄ their mean.</returns>
    public static double Z(double first, double second, int draws)
    {
        double mean = (first + second) / 2;
        return (first - second) / Math.Sqrt(2 * mean * (1 - mean) / draws);
    }
}
