namespace Evenkeel.Literature;

/// <summary>What a condition is about.</summary>
public enum CriterionKind
{
    /// <summary>Which arm is better, or what happens and what does not.</summary>
    Order,

    /// <summary>How large something is.</summary>
    Number,
}
