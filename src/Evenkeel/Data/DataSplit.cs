namespace Evenkeel.Data;

/// <summary>What a network learns from, and what it is judged by.</summary>
/// <param name="Train">The samples to learn from.</param>
/// <param name="Test">The samples kept back; the same set as <paramref name="Train"/> where none are.</param>
/// <param name="Note">What a person should know of the split, in one sentence; null where there is nothing to say.</param>
public sealed record DataSplit(IDataSet Train, IDataSet Test, string? Note = null);
