namespace Evenkeel.MeanField;

/// <summary>What theory says of one hidden layer.</summary>
public sealed record LayerPrediction
{
    /// <summary>The layer's number, from 1.</summary>
    public required int Layer { get; init; }

    /// <summary>q^l, the second moment of the pre-activations in the limit of infinite width; ≥ 0, infinite where it overflows.</summary>
    public required double Q { get; init; }

    /// <summary>E φ(z)² at <see cref="Q"/>.</summary>
    public required double ActivationSecondMoment { get; init; }

    /// <summary>By how much the layer behind this one multiplies the second moment of ∂C/∂z on its way back to this one: <c>n^[l+1]·E w²·E φ′(z^l)²</c>.</summary>
    public required double BackwardGrowth { get; init; }

    /// <summary>By how much the second moment of the pre-activations grows from this hidden layer to the next: q^{l+1}/q^l; null for the last.</summary>
    public required double? ForwardGrowth { get; init; }

    /// <summary>The mean cosine of two samples' pre-activations, −1 … 1, in the limit of infinite width; null for one sample, and where theory has no number.</summary>
    public double? Correlation { get; init; }

    /// <summary>The mean of z² over the layer's units (and a batch's samples), as one network of these widths shows it.</summary>
    public required Band Forward { get; init; }

    /// <summary>The mean of (∂C/∂z)², divided by that of the last hidden layer, as one network of these widths shows it.</summary>
    public required Band Backward { get; init; }
}
