namespace Evenkeel.Functions;

/// <summary>The activations by name.</summary>
public static class Activations
{
    /// <summary>The hyperbolic tangent.</summary>
    public static Activation Tanh { get; } = new Tanh();
}
