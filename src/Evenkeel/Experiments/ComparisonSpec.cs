using System.Collections.Immutable;
using Evenkeel.Networks;
using Evenkeel.Numerics;
using Evenkeel.Randomness;
using Evenkeel.Training;

namespace Evenkeel.Experiments;

/// <summary>One network, trained from several kinds of start on the same batches.</summary>
public sealed record ComparisonSpec
{
    /// <summary>What to learn from.</summary>
    public DataSpec Data { get; init; } = new();

    /// <summary>The network.</summary>
    public NetworkSpec Network { get; init; } = new() { Hidden = [300, 300, 300, 300] };

    /// <summary>How it is trained.</summary>
    public TrainingSpec Training { get; init; } = new();

    /// <summary>The initializers and other starts, as <see cref="Calibration.Starts.Parse"/> reads them.</summary>
    public ImmutableArray<string> Schemes { get; init; } = ["zero", "uniform", "xavier", "normal"];

    /// <summary>Decides everything random; repeat r uses seed + r.</summary>
    public long Seed { get; init; }

    /// <summary>Where first weights and biases come from, as <see cref="Generators.Create"/> reads it: <c>native</c>, or a framework whose seed should give its own weights.</summary>
    public string Rng { get; init; } = "native";

    /// <summary>Runs of each scheme, each from its own seed; ≥ 1.</summary>
    public int Repeats { get; init; } = 5;

    /// <summary>The accuracy that a run is timed to; in (0, 1].</summary>
    public double Target { get; init; } = 0.9;

    /// <summary>The generator of a run's first parameters.</summary>
    /// <param name="seed">The run's seed.</param>
    /// <returns>The fork <c>weights</c>, so that batches draw other numbers; where a framework's numbers come one after the other, at the first of them.</returns>
    /// <exception cref="FormatException">No generator is called <see cref="Rng"/>.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The generator does not take the seed.</exception>
    public Generator GeneratorFor(long seed) => Generators.Create(Rng, seed).Fork("weights");

    /// <inheritdoc/>
    public bool Equals(ComparisonSpec? other) =>
        other is not null && Schemes.AsSpan().SequenceEqual(other.Schemes.AsSpan())
        && (Data, Network, Training, Seed, Rng, Repeats, Target) == (other.Data, other.Network, other.Training, other.Seed, other.Rng, other.Repeats, other.Target);

    /// <inheritdoc/>
    public override int GetHashCode() => (Data, Network, Training, Seed, Repeats, Target, Schemes.Length).GetHashCode();
}
