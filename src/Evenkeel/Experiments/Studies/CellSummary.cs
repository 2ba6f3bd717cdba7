using Evenkeel.Numerics;

namespace Evenkeel.Experiments.Studies;

/// <summary>What the repeats of a cell say together.</summary>
public sealed record CellSummary
{
    /// <summary>The values that are numbers.</summary>
    public required int Count { get; init; }

    /// <summary>The values that are none, as of runs that diverged; they are left out of all else.</summary>
    public required int Missing { get; init; }

    /// <summary>Their mean; NaN over none.</summary>
    public required double Mean { get; init; }

    /// <summary>The middle value, or the mean of both in the middle; NaN over none.</summary>
    public required double Median { get; init; }

    /// <summary>The standard deviation, divided by n − 1; NaN with fewer than two.</summary>
    public required double StandardDeviation { get; init; }

    /// <summary>The smallest; NaN over none.</summary>
    public required double Minimum { get; init; }

    /// <summary>The largest; NaN over none.</summary>
    public required double Maximum { get; init; }

    /// <summary>Where the mean lies with the asked confidence, bias-corrected and accelerated; null with fewer than two values.</summary>
    public required (double Low, double High)? MeanInterval { get; init; }

    /// <summary>Where the median lies, the plain quantiles of the drawn medians; null with fewer than two values.</summary>
    public required (double Low, double High)? MedianInterval { get; init; }

    /// <summary>Sums up a cell.</summary>
    /// <param name="values">One value a repeat.</param>
    /// <param name="seed">Decides the bootstrap's draws; with up to five values there is nothing to decide.</param>
    /// <param name="confidence">In (0, 1).</param>
    /// <returns>The summary.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The confidence is out of range.</exception>
    /// <remarks>The bootstrap of three values can say no more than that the mean lies between them: intervals of few repeats are narrower than those of Student's t.</remarks>
    public static CellSummary Of(ReadOnlySpan<double> values, Seed seed = default, double confidence = 0.95)
    {
        if (!(confidence is > 0 and < 1)) throw new ArgumentOutOfRangeException(nameof(confidence), FormattableString.Invariant($"The confidence is {confidence}, but must lie between 0 and 1."));
        double[] numbers = [.. values.ToArray().Where(double.IsFinite)];
        double mean = numbers.Length == 0 ? double.NaN : Resampling.Mean(numbers);
        return new()
        {
            Count = numbers.Length,
            Missing = values.Length - numbers.Length,
            Mean = mean,
            Median = numbers.Length == 0 ? double.NaN : Resampling.Median([.. numbers]),
            StandardDeviation = numbers.Length < 2 ? double.NaN : Math.Sqrt(numbers.Sum(number => (number - mean) * (number - mean)) / (numbers.Length - 1)),
            Minimum = numbers.Length == 0 ? double.NaN : numbers.Min(),
            Maximum = numbers.Length == 0 ? double.NaN : numbers.Max(),
            MeanInterval = numbers.Length < 2 ? null : Resampling.Interval(numbers, Resampling.Mean, confidence, corrected: true, seed),
            MedianInterval = numbers.Length < 2 ? null : Resampling.Interval(numbers, Resampling.Median, confidence, corrected: false, seed),
        };
    }
}
