namespace Evenkeel.Experiments.Demonstrations;

/// <summary>One equality of a derivation, both sides measured on independent networks.</summary>
/// <param name="Number">Its place in the derivation, from 1.</param>
/// <param name="Formula">The equality in the article's notation.</param>
/// <param name="Reason">Why it should hold.</param>
/// <param name="Left">Mean of the left side over the networks.</param>
/// <param name="LeftError">Its standard error.</param>
/// <param name="Right">Mean of the right side over the networks.</param>
/// <param name="RightError">Its standard error.</param>
/// <param name="Ratio">Mean of left over right, network by network.</param>
/// <param name="RatioError">Its standard error.</param>
/// <param name="Tolerance">How far from 1 the ratio may be where the equality is an approximation; 0 where it is exact.</param>
/// <param name="Scatter">Root mean square over single units of (left / right − 1); null where it has no units.</param>
/// <param name="ExpectedScatter">What the finite sample alone makes of that; null where it has no units.</param>
public sealed record Equality(
    int Number,
    string Formula,
    string Reason,
    double Left,
    double LeftError,
    double Right,
    double RightError,
    double Ratio,
    double RatioError,
    double Tolerance,
    double? Scatter,
    double? ExpectedScatter)
{
    private const double StandardErrors = 4;

    /// <summary>Whether the sides agree: the ratio is 1 within the tolerance and four standard errors, and units scatter no more than twice what the sample makes.</summary>
    public bool Holds => Math.Abs(Ratio - 1) <= Tolerance + StandardErrors * RatioError && !(Scatter > 2 * ExpectedScatter);

    internal static Equality Of(int number, string formula, string reason, double tolerance, double[] left, double[] right, double? scatter = null, double? expectedScatter = null)
    {
        (double leftMean, double leftError) = MeanAndError(left);
        (double rightMean, double rightError) = MeanAndError(right);
        (double ratio, double ratioError) = MeanAndError([.. left.Zip(right, (one, two) => one / two)]);
        return new(number, formula, reason, leftMean, leftError, rightMean, rightError, ratio, ratioError, tolerance, scatter, expectedScatter);
    }

    private static (double Mean, double Error) MeanAndError(double[] values)
    {
        double mean = values.Average();
        return (mean, Math.Sqrt(values.Sum(value => (value - mean) * (value - mean)) / (values.Length - 1.0) / values.Length));
    }
}
