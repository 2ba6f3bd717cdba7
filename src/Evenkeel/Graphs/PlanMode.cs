namespace Evenkeel.Graphs;

/// <summary>What a plan is for.</summary>
public enum PlanMode
{
    /// <summary>Forward only; memory is reused as soon as a value has been read for the last time.</summary>
    Evaluate,

    /// <summary>Forward and backward.</summary>
    Train,
}
