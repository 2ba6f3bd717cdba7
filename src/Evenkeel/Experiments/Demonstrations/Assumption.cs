namespace Evenkeel.Experiments.Demonstrations;

/// <summary>Which assumption of the Xavier derivation is broken.</summary>
public enum Assumption
{
    /// <summary>None: all hold.</summary>
    None,

    /// <summary>Weights have a mean other than 0.</summary>
    Bias,

    /// <summary>Inputs have a mean other than 0.</summary>
    Mean,

    /// <summary>Inputs depend on each other.</summary>
    Correlated,

    /// <summary>Pre-activations are so large that tanh bends.</summary>
    Large,

    /// <summary>ReLU stands in place of tanh.</summary>
    Relu,
}
