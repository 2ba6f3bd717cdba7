namespace Evenkeel.Interchange.Models;

/// <summary>What became of a tensor from one file to another.</summary>
public enum ModelComparisonKind
{
    /// <summary>Every element is the same, to the last bit.</summary>
    Same,

    /// <summary>The stored type differs, and no element by more than rounding to the coarser of the two.</summary>
    Rounded,

    /// <summary>Elements differ.</summary>
    Moved,

    /// <summary>The shape differs.</summary>
    Reshaped,

    /// <summary>Only the first file has a tensor of that name.</summary>
    OnlyFirst,

    /// <summary>Only the second file has a tensor of that name.</summary>
    OnlySecond,
}
