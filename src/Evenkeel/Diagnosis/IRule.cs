namespace Evenkeel.Diagnosis;

/// <summary>One thing that can be wrong with a start, and how to recognise it.</summary>
internal interface IRule
{
    /// <summary>Looks at the evidence.</summary>
    /// <returns>A finding, or null where nothing is wrong.</returns>
    Finding? Examine(Evidence evidence);
}
