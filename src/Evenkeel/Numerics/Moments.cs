namespace Evenkeel.Numerics;

/// <summary>The first two moments of some values, and their range.</summary>
/// <remarks>
/// <code>Mean = Σx/n    SecondMoment = Σx²/n    Variance = Σ(x − Mean)²/n</code>
/// All sums are in double and in an order of their own, so the same values give the same bits on every machine. The variance takes
/// a second pass over the values rather than the difference of the other two, which would cancel where the mean is large.
/// A NaN among the values makes everything but the count NaN; an infinity makes the mean infinite (or NaN, with both
/// infinities), the second moment infinite and the variance NaN.
/// </remarks>
/// <param name="Count">How many values there are, ≥ 0.</param>
/// <param name="Mean">Their mean; NaN over none.</param>
/// <param name="Variance">Their variance about the mean, divided by n, not by n − 1; ≥ 0; NaN over none.</param>
/// <param name="SecondMoment">The mean of their squares, ≥ 0; NaN over none.</param>
/// <param name="Minimum">The smallest of them; NaN over none.</param>
/// <param name="Maximum">The largest of them; NaN over none.</param>
public readonly record struct Moments(long Count, double Mean, double Variance, double SecondMoment, double Minimum, double Maximum)
{
    /// <summary>The square root of the variance, ≥ 0; NaN over no values.</summary>
    public double StandardDeviation => Math.Sqrt(Variance);

    /// <summary>Measures some values.</summary>
    /// <param name="values">Any numbers, in any order; the order shows in the last bits only.</param>
    /// <returns>Their moments; all NaN, with a count of 0, over none.</returns>
    public static Moments Of(ReadOnlySpan<float> values)
    {
        (double sum, double squares, float minimum, float maximum) = Reduction.Summary(values);
        double mean = sum / values.Length, variance = Reduction.SumOfSquaredDistances(values, mean) / values.Length;
        return new(values.Length, mean, variance, squares / values.Length, minimum, maximum);
    }
}
