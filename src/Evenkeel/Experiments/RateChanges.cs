using System.Collections.Immutable;
using System.Globalization;

namespace Evenkeel.Experiments;

/// <summary>The changes of the learning rate that a person made while training ran, so that the run can be repeated.</summary>
public sealed class RateChanges : IEquatable<RateChanges>
{
    /// <summary>The changes that a link holds; more would make it too long to be passed on.</summary>
    public const int MostInLink = 100;

    private readonly ImmutableArray<RateChange> changes;

    private RateChanges(ImmutableArray<RateChange> changes) => this.changes = changes;

    /// <summary>No change.</summary>
    public static RateChanges None { get; } = new([]);

    /// <summary>The changes by their step; one for a step at most.</summary>
    public ImmutableArray<RateChange> All => changes;

    /// <summary>Reads changes.</summary>
    /// <param name="text">For example <c>40:0.5,120:0.05</c>: before update 41 the rate becomes 0.5, before update 121 0.05. Empty for none; of two for the same step the last counts.</param>
    /// <returns>The changes, in the order of their steps.</returns>
    /// <exception cref="FormatException">A part is no step and rate.</exception>
    public static RateChanges Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        RateChanges changes = None;
        foreach (string part in Split(text))
        {
            changes = changes.With(ReadOne(part) ?? throw new FormatException(Refusal(part)));
        }

        return changes;
    }

    /// <summary>Adds a change, in the place of one for the same step.</summary>
    /// <param name="change">The change.</param>
    /// <returns>All changes, in the order of their steps.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The step is negative, or the rate is not positive and finite.</exception>
    public RateChanges With(RateChange change)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(change.AfterStep, nameof(change));
        if (!IsRate(change.Rate))
        {
            throw new ArgumentOutOfRangeException(nameof(change), string.Create(CultureInfo.InvariantCulture, $"The learning rate is {change.Rate} but must be a number above 0."));
        }

        int place = changes.BinarySearch(change, StepOrder.Instance);
        return new(place >= 0 ? changes.SetItem(place, change) : changes.Insert(~place, change));
    }

    /// <summary>The changes up to a step.</summary>
    /// <param name="step">The last step that counts; ≥ 0.</param>
    /// <returns>The changes whose <see cref="RateChange.AfterStep"/> is at most that.</returns>
    public RateChanges Until(int step) => changes.IsEmpty || changes[^1].AfterStep <= step ? this : new([.. changes.TakeWhile(change => change.AfterStep <= step)]);

    /// <summary>The learning rate of the next update.</summary>
    /// <param name="step">The updates done; ≥ 0.</param>
    /// <param name="first">The rate before any change.</param>
    /// <returns>The rate before the schedule.</returns>
    public double RateAt(int step, double first)
    {
        double rate = first;
        foreach (RateChange change in changes)
        {
            if (change.AfterStep > step)
            {
                break;
            }

            rate = change.Rate;
        }

        return rate;
    }

    /// <summary>Writes the changes as <see cref="Parse"/> reads them.</summary>
    /// <returns>For example <c>40:0.5,120:0.05</c>; empty for none.</returns>
    public override string ToString() => string.Join(',', changes.Select(change => string.Create(CultureInfo.InvariantCulture, $"{change.AfterStep}:{change.Rate:R}")));

    /// <inheritdoc/>
    public bool Equals(RateChanges? other) => other is not null && changes.AsSpan().SequenceEqual(other.changes.AsSpan());

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as RateChanges);

    /// <inheritdoc/>
    public override int GetHashCode() => changes.IsEmpty ? 0 : (changes.Length, changes[^1]).GetHashCode();

    internal static string[] Split(string text) => text.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

    internal static RateChange? ReadOne(string part)
    {
        string[] pair = part.Split(':');
        return pair.Length == 2
            && int.TryParse(pair[0], NumberStyles.None, CultureInfo.InvariantCulture, out int step)
            && double.TryParse(pair[1], NumberStyles.Float, CultureInfo.InvariantCulture, out double rate) && IsRate(rate)
            ? new(step, rate)
            : null;
    }

    internal static string Refusal(string part) => $"A change of the learning rate is a step and a rate above 0, such as 40:0.5, but got '{part}'.";

    private static bool IsRate(double rate) => rate > 0 && double.IsFinite(rate);

    private sealed class StepOrder : IComparer<RateChange>
    {
        public static readonly StepOrder Instance = new();

        public int Compare(RateChange x, RateChange y) => x.AfterStep.CompareTo(y.AfterStep);
    }
}
