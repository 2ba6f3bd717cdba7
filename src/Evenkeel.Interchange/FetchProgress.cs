namespace Evenkeel.Interchange;

/// <summary>How far a download has come.</summary>
/// <param name="File">The file's name.</param>
/// <param name="Received">The bytes that are there, those of an earlier attempt included.</param>
/// <param name="Total">The bytes of the whole file; null where the server does not say.</param>
public readonly record struct FetchProgress(string File, long Received, long? Total);
