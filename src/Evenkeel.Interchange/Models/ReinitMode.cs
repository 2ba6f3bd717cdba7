namespace Evenkeel.Interchange.Models;

/// <summary>What decides how a tensor is drawn anew.</summary>
public enum ReinitMode
{
    /// <summary>One scheme for all.</summary>
    Scheme,

    /// <summary>The scheme that made the tensor, where it looks untrained.</summary>
    Untrained,

    /// <summary>What the tensor does, and the activation behind its layer.</summary>
    Auto,
}
