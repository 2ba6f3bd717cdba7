namespace Evenkeel.Forensics;

/// <summary>What the tensors of a file say together.</summary>
public enum FileVerdictKind
{
    /// <summary>Nothing in it, biases and running statistics included, says that it was ever trained.</summary>
    Fresh,

    /// <summary>Some of its tensors look like fresh draws, others do not.</summary>
    PartlyFresh,

    /// <summary>No tensor of it looks like a fresh draw.</summary>
    Trained,

    /// <summary>A tensor is broken.</summary>
    Broken,

    /// <summary>The tensors do not decide.</summary>
    Unclear,
}
