namespace Evenkeel.Formats;

/// <summary>One axis of a block that is gathered.</summary>
/// <param name="Count">Its indices, ≥ 1.</param>
/// <param name="From">Elements from one index to the next where they are read.</param>
/// <param name="To">Elements from one index to the next where they go.</param>
internal readonly record struct GatherAxis(long Count, long From, long To);
