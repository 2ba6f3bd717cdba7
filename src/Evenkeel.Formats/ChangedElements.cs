namespace Evenkeel.Formats;

/// <summary>The new elements of tensors that change, made and encoded.</summary>
internal static class ChangedElements
{
    private const int PartElements = 1 << 17;

    /// <summary>Holds what is to be changed against what a file can take.</summary>
    /// <exception cref="ArgumentException">A tensor is not the file's, or stands twice.</exception>
    /// <exception cref="TensorFileException">A tensor's type cannot be written.</exception>
    public static void Check(TensorFile file, IReadOnlyList<ChangedTensor> changes)
    {
        ArgumentNullException.ThrowIfNull(changes);
        HashSet<string> names = [];
        foreach (ChangedTensor change in changes)
        {
            TensorInfo tensor = change.Tensor;
            if (file.Find(tensor.Name) is null || !names.Add(tensor.Name))
            {
                throw new ArgumentException($"Tensor '{tensor.Name}' is to change, but {file.FileName} holds none of that name, or it is named twice.", nameof(changes));
            }

            if (tensor.Encoding is not null || !tensor.Type.IsFloat())
            {
                throw new TensorFileException($"{file.FileName}: tensor '{tensor.Name}' is of {tensor.Encoding ?? tensor.Type.Label()}, which cannot be written anew; f8_e4m3, f8_e5m2, f16, bf16, f32 and f64 can.");
            }

            if (tensor.Count > Array.MaxLength)
            {
                throw new TensorFileException($"{file.FileName}: tensor '{tensor.Name}' has {tensor.Count} elements; at most {Array.MaxLength} can be made at once.");
            }
        }
    }

    /// <summary>Makes the elements, row-major.</summary>
    public static float[] Make(ChangedTensor change)
    {
        float[] values = GC.AllocateUninitializedArray<float>((int)change.Tensor.Count);
        change.Fill(values);
        return values;
    }

    /// <summary>Encodes elements and writes them.</summary>
    public static void Write(ReadOnlySpan<float> values, TensorType type, bool bigEndian, Stream stream)
    {
        byte[] buffer = new byte[Math.Min(values.Length, PartElements) * type.Size()];
        while (values.Length > 0)
        {
            int count = Math.Min(values.Length, PartElements);
            Span<byte> bytes = buffer.AsSpan(0, count * type.Size());
            ElementEncoder.Encode(values[..count], type, bigEndian, bytes);
            stream.Write(bytes);
            values = values[count..];
        }
    }
}
