namespace Evenkeel.Formats.Onnx;

/// <summary>Where a message of a protobuf file lies, and in which message.</summary>
/// <param name="LengthAt">Where the number that gives its length begins; −1 for the file itself.</param>
/// <param name="Start">Its first byte.</param>
/// <param name="End">The byte after its last.</param>
/// <param name="Parent">The message that holds it; null for the file itself.</param>
internal sealed record ProtoMessage(long LengthAt, long Start, long End, ProtoMessage? Parent)
{
    /// <summary>The bytes it takes.</summary>
    public long Length => End - Start;
}
