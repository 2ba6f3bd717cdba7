namespace Evenkeel.MeanField.Blocks;

/// <summary>Where a residual block normalizes its signal over the units of a sample.</summary>
public enum BlockNormalization
{
    /// <summary>Nowhere.</summary>
    None,

    /// <summary>What goes into the branch: <c>x + α·branch(norm(x))</c>.</summary>
    Before,

    /// <summary>What comes out of the sum: <c>norm(x + α·branch(x))</c>.</summary>
    After,
}
