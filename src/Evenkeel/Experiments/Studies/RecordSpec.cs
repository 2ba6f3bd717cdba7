using System.Collections.Immutable;

namespace Evenkeel.Experiments.Studies;

/// <summary>What a trial records beside its final values.</summary>
public sealed record RecordSpec
{
    /// <summary>The step that stands for the end of a trial in <see cref="Readings"/>.</summary>
    public const int End = -1;

    /// <summary>The most points that a curve may have.</summary>
    public const int MostPoints = 10_000;

    /// <summary>About how many points of the loss curve are kept, each the mean of the steps since the one before; 0 for no curves. With curves comes the test accuracy after epochs.</summary>
    public int Curves { get; init; }

    /// <summary>The steps after which the first batch is read, ascending: 0 is the start, <see cref="End"/>, which comes last, the end. Those that a trial does not reach are left out.</summary>
    public ImmutableArray<int> Readings { get; init; } = [];

    /// <summary>What is read beside what is always read, words of <see cref="Detail"/> in its order.</summary>
    public ImmutableArray<string> Read { get; init; } = [];

    /// <summary>The words of <see cref="Read"/>.</summary>
    public static IReadOnlyList<string> Detail { get; } = ["histograms", "quantiles", "correlation"];

    /// <inheritdoc/>
    public bool Equals(RecordSpec? other) =>
        other is not null && Curves == other.Curves && Readings.AsSpan().SequenceEqual(other.Readings.AsSpan()) && Read.AsSpan().SequenceEqual(other.Read.AsSpan());

    /// <inheritdoc/>
    public override int GetHashCode() => (Curves, Readings.Length, Read.Length).GetHashCode();
}
