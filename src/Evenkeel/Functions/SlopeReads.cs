namespace Evenkeel.Functions;

/// <summary>What the slope of an activation is computed from, so that a plan keeps that until the backward pass.</summary>
[Flags]
internal enum SlopeReads
{
    /// <summary>Nothing: the slope is the same everywhere.</summary>
    Neither = 0,

    /// <summary>The pre-activation z.</summary>
    PreActivation = 1,

    /// <summary>The activation a = φ(z).</summary>
    Activation = 2,

    /// <summary>Both.</summary>
    Both = PreActivation | Activation,
}
