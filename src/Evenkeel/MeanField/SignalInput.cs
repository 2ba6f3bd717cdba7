namespace Evenkeel.MeanField;

/// <summary>What theory has to know of the input.</summary>
public sealed record SignalInput
{
    /// <summary>The mean square of the inputs, |x|²/n^[0]; for a batch its mean over samples.</summary>
    public required double SecondMoment { get; init; }

    /// <summary>One input.</summary>
    /// <param name="secondMoment">Its mean square, |x|²/n^[0]; ≥ 0 and finite.</param>
    /// <returns>The input.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The mean square is negative or not finite.</exception>
    public static SignalInput One(double secondMoment) => secondMoment >= 0 && double.IsFinite(secondMoment)
        ? new() { SecondMoment = secondMoment }
        : throw new ArgumentOutOfRangeException(nameof(secondMoment), FormattableString.Invariant($"Mean square of the input is {secondMoment}; it must be finite and at least 0."));
}
