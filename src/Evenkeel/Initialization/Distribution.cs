namespace Evenkeel.Initialization;

/// <summary>The family that random weights are drawn from.</summary>
public enum Distribution
{
    /// <summary>Normal, untruncated.</summary>
    Normal,

    /// <summary>Uniform, symmetric about zero.</summary>
    Uniform,
}
