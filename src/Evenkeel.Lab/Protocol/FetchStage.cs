namespace Evenkeel.Lab.Protocol;

/// <summary>How far a download is.</summary>
internal sealed record FetchStage(long Bytes, long? Of, string Text, bool Done);
