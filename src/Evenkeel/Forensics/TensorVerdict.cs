namespace Evenkeel.Forensics;

/// <summary>What the elements of a tensor say of its history.</summary>
public enum TensorVerdict
{
    /// <summary>Not one test tells it from fresh draws of a known initializer.</summary>
    Untrained,

    /// <summary>No fresh draw of a known initializer looks like it.</summary>
    Trained,

    /// <summary>The tests do not decide.</summary>
    Uncertain,

    /// <summary>All elements are the same number, which is not zero.</summary>
    Constant,

    /// <summary>All elements are zero.</summary>
    Zero,

    /// <summary>Elements are not finite, or of a size that no weight has.</summary>
    Broken,

    /// <summary>There are too few elements for statistics.</summary>
    TooSmall,

    /// <summary>It holds no weights: a counter, a table of indices, a shape.</summary>
    NotWeights,
}
