namespace Evenkeel.Literature;

/// <summary>What became of a claim.</summary>
public enum Verdict
{
    /// <summary>Every condition that the size asks for holds, one about a size among them.</summary>
    Reproduced,

    /// <summary>Every condition about order that the size asks for holds, but one about a size does not, or none is asked.</summary>
    OrderingOnly,

    /// <summary>A condition about order does not hold, or none is asked.</summary>
    NotReproduced,
}
