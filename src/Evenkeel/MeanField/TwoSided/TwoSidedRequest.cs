using System.Collections.Immutable;
using Evenkeel.Functions;

namespace Evenkeel.MeanField.TwoSided;

/// <summary>A stack for which a start is wanted that keeps signal and gradients.</summary>
public sealed record TwoSidedRequest
{
    /// <summary>The hidden layers' activation.</summary>
    public required Activation Activation { get; init; }

    /// <summary>Widths from the input to the output, both included; each ≥ 1.</summary>
    public required ImmutableArray<int> Widths { get; init; }

    /// <summary>The mean of x² over the inputs of a sample; &gt; 0.</summary>
    public double InputSecondMoment { get; init; } = 1;

    /// <summary>f: over all hidden layers, neither second moment may leave [1/f, f] times what it starts with; &gt; 1.</summary>
    public double Factor { get; init; } = 1.5;

    /// <summary>Whether biases may be drawn at random where weights alone do not do.</summary>
    public bool Biases { get; init; } = true;

    /// <summary>Whether the activation may be rescaled where nothing else does.</summary>
    public bool Rescaling { get; init; } = true;

    /// <summary>The second moment that the outputs are to have, or q of the last hidden layer where that is less; &gt; 0. Small, so that a classifier begins near chance, but not 0, so that gradients reach the hidden layers.</summary>
    public double OutputSecondMoment { get; init; } = 0.1;

    /// <summary>A stack of hidden layers of one width.</summary>
    /// <param name="activation">The hidden layers' activation.</param>
    /// <param name="inputs">The inputs, ≥ 1.</param>
    /// <param name="width">The units of a hidden layer, ≥ 1.</param>
    /// <param name="depth">The hidden layers, ≥ 0.</param>
    /// <param name="outputs">The outputs, ≥ 1.</param>
    /// <returns>The request, with inputs of second moment 1 and a factor of 1.5.</returns>
    public static TwoSidedRequest Of(Activation activation, int inputs, int width, int depth, int outputs)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(depth);
        return new() { Activation = activation, Widths = [inputs, .. Enumerable.Repeat(width, depth), outputs] };
    }
}
