using System.Collections.Immutable;

namespace Evenkeel.Experiments.Demonstrations;

/// <summary>What Glorot and Bengio read of a network at its start.</summary>
/// <param name="Scheme">How it starts.</param>
/// <param name="Activation">The hidden layers' activation.</param>
public sealed record GlorotReading(string Scheme, string Activation)
{
    /// <summary>The standard deviation of each hidden layer's activations over images and units.</summary>
    public required ImmutableArray<double> Activations { get; init; }

    /// <summary>The standard deviation of ∂C/∂z of each hidden layer over images and units.</summary>
    public required ImmutableArray<double> BackPropagated { get; init; }

    /// <summary>The standard deviation of ∂C/∂W of each hidden layer over its weights.</summary>
    public required ImmutableArray<double> WeightGradients { get; init; }

    /// <summary>The mean singular value of ∂aˡ⁺¹/∂aˡ for l = 1 … one less than the hidden layers.</summary>
    public required ImmutableArray<double> SingularValues { get; init; }

    /// <summary>The largest of the layers' weight gradients over the smallest, ≥ 1.</summary>
    public double WeightGradientSpread => WeightGradients.Max() / WeightGradients.Min();

    /// <summary>Averages readings, number by number.</summary>
    /// <param name="readings">One or more, of the same scheme, activation and depth.</param>
    /// <returns>Their means.</returns>
    /// <exception cref="ArgumentException">There is none.</exception>
    public static GlorotReading Mean(IReadOnlyList<GlorotReading> readings)
    {
        ArgumentNullException.ThrowIfNull(readings);
        if (readings.Count == 0) throw new ArgumentException("A mean needs 1 reading or more, but got none.", nameof(readings));
        return readings[0] with
        {
            Activations = Mean(readings, reading => reading.Activations),
            BackPropagated = Mean(readings, reading => reading.BackPropagated),
            WeightGradients = Mean(readings, reading => reading.WeightGradients),
            SingularValues = Mean(readings, reading => reading.SingularValues),
        };
    }

    private static ImmutableArray<double> Mean(IReadOnlyList<GlorotReading> readings, Func<GlorotReading, ImmutableArray<double>> part) =>
        [.. part(readings[0]).Select((_, layer) => readings.Average(reading => part(reading)[layer]))];
}
