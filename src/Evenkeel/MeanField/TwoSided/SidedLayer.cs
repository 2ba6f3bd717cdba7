namespace Evenkeel.MeanField.TwoSided;

/// <summary>How a hidden layer's signal and gradient grow, both sides beside each other.</summary>
public sealed record SidedLayer
{
    /// <summary>The layer's number, from 1.</summary>
    public required int Layer { get; init; }

    /// <summary>q^l, the second moment of the pre-activations; ≥ 0.</summary>
    public required double Q { get; init; }

    /// <summary>E φ(z)² at <see cref="Q"/>; ≥ 0.</summary>
    public required double ActivationSecondMoment { get; init; }

    /// <summary>E φ′(z)² at <see cref="Q"/>; ≥ 0.</summary>
    public required double SlopeSecondMoment { get; init; }

    /// <summary>q^{l+1}/q^l, by how much the second moment of the pre-activations grows to the next hidden layer; null for the last.</summary>
    public required double? Forward { get; init; }

    /// <summary>By how much the second moment of the activations grows to the next hidden layer; null for the last.</summary>
    public required double? Activations { get; init; }

    /// <summary><c>n^[l+1]·E w²·E φ′(z^l)²</c>, by how much the layer behind multiplies the second moment of ∂C/∂z on its way back to this one; for the last hidden layer that is the output layer.</summary>
    public required double Backward { get; init; }

    /// <summary>χ_q, the slope of the map q^l → q^{l+1}: by how much two inputs whose q differ slightly are driven apart; null for the last.</summary>
    public required double? ChiQ { get; init; }

    /// <summary>What backward has over forward, <c>Backward/Forward</c>; without biases no scale of the weights changes it. Null for the last.</summary>
    public double? Conflict => Backward / Forward;
}
