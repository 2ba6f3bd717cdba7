namespace Evenkeel.Numerics;

/// <summary>What the axis of a histogram measures.</summary>
public enum HistogramScale
{
    /// <summary>The values themselves.</summary>
    Linear,

    /// <summary>The decimal logarithm of their size; zeros are counted apart.</summary>
    Log10,
}
