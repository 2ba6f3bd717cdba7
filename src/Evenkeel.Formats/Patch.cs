namespace Evenkeel.Formats;

/// <summary>Bytes of a file that are replaced by as many others.</summary>
/// <param name="Offset">Where they begin.</param>
/// <param name="Length">How many they are.</param>
/// <param name="Write">Writes the new ones, exactly as many.</param>
internal readonly record struct Patch(long Offset, long Length, Action<Stream> Write)
{
    /// <summary>Replaces the elements of a tensor that lies in its file as it is, row-major.</summary>
    public static Patch Of(ChangedTensor change, bool bigEndian = false) => new(change.Tensor.Offset, change.Tensor.ByteLength, stream =>
        ChangedElements.Write(ChangedElements.Make(change), change.Tensor.Type, bigEndian, stream));
}
