namespace Evenkeel.Experiments.Studies;

/// <summary>What a range can make of a field.</summary>
internal enum FieldKind
{
    /// <summary>Nothing: it takes words, or lists.</summary>
    Word,

    /// <summary>Whole numbers.</summary>
    Whole,

    /// <summary>Numbers.</summary>
    Number,
}
