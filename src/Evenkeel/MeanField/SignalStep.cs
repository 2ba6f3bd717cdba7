namespace Evenkeel.MeanField;

/// <summary>One layer on a signal's way through layers of infinite width.</summary>
public sealed record SignalStep
{
    /// <summary>The layer's number, from 1.</summary>
    public required int Layer { get; init; }

    /// <summary>q^l, the second moment of the pre-activations; ≥ 0, infinite where it overflows.</summary>
    public required double Q { get; init; }

    /// <summary>χ₁ at q^l: by how much layer l+1 multiplies the second moment of gradients on their way back.</summary>
    public required double Chi1 { get; init; }

    /// <summary>q^l/q¹; NaN where q¹ is 0.</summary>
    public required double ForwardGrowth { get; init; }

    /// <summary>By how much the second moment of ∂C/∂z grows from layer l back to layer 1: the product of χ₁ over the layers before this one; 1 for the first.</summary>
    public required double BackwardGrowth { get; init; }
}
