namespace Evenkeel.Numerics;

/// <summary>Where a gradient goes.</summary>
internal readonly ref struct GradientTarget
{
    /// <summary>The memory that keeps it; empty where it is kept nowhere.</summary>
    public Span<float> Values { get; init; }

    /// <summary>Whether it is added to what the memory holds.</summary>
    public bool IsAddedTo { get; init; }

    /// <summary>What becomes of complete parts of it; null for nothing more.</summary>
    public IProductFinish? Finish { get; init; }
}
