namespace Evenkeel.Interchange;

/// <summary>What a download brought.</summary>
/// <param name="Files">Where the files are, in the catalogue's order.</param>
/// <param name="Downloaded">How many of them were downloaded; the others were there already.</param>
/// <param name="Source">Where the data comes from and under which licence, in one line to show.</param>
public sealed record FetchResult(IReadOnlyList<string> Files, int Downloaded, string Source);
