namespace Evenkeel.Graphs;

/// <summary>Which values of the forward pass an operation reads again in its backward pass, so that a plan keeps them until then.</summary>
[Flags]
public enum BackwardReads
{
    /// <summary>None: gradients pass through unchanged in form.</summary>
    None = 0,

    /// <summary>Its inputs.</summary>
    Inputs = 1,

    /// <summary>Its output.</summary>
    Output = 2,
}
