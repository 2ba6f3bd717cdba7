namespace Evenkeel.MeanField;

/// <summary>What becomes of two close inputs, and of gradients, through depth.</summary>
public enum Phase
{
    /// <summary>χ₁ &lt; 1: inputs become alike and gradients vanish.</summary>
    Ordered,

    /// <summary>χ₁ = 1 within 10⁻⁶: the edge of chaos.</summary>
    Critical,

    /// <summary>χ₁ &gt; 1: close inputs part and gradients explode.</summary>
    Chaotic,
}
