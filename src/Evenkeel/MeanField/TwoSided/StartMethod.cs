namespace Evenkeel.MeanField.TwoSided;

/// <summary>How a two-sided start keeps both sides.</summary>
public enum StartMethod
{
    /// <summary>There are fewer than two hidden layers, so that nothing can grow between them.</summary>
    Shallow,

    /// <summary>The activation is homogeneous: one scale keeps both sides at every q.</summary>
    Homogeneous,

    /// <summary>Weights alone, at a q where the activation is straight enough for the depth.</summary>
    SmallQ,

    /// <summary>On the critical line: weights keep the gradients, random biases carry the rest of q.</summary>
    CriticalLine,

    /// <summary>The activation is rescaled to <c>γ·(φ(αx + β) + δ)</c>.</summary>
    Rescaled,

    /// <summary>Nothing keeps both sides within the factor; this comes nearest.</summary>
    Nearest,
}
