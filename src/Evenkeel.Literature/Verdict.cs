namespace Evenkeel.Literature;

/// <summary>What became of a claim.</summary>
public enum Verdict
{
    /// <summary>Every condition holds.</summary>
    Reproduced,

    /// <summary>Every condition about order holds, but one about a size does not.</summary>
    OrderingOnly,

    /// <summary>A condition about order does not hold.</summary>
    NotReproduced,
}
