namespace Evenkeel.Formats.Npy;

/// <summary>One array in NumPy's <c>.npy</c> format.</summary>
internal sealed class NpyFile : TensorFile
{
    private readonly NpyHeader header;

    public NpyFile(ByteSource source)
        : base(source)
    {
        using Stream stream = source.OpenStream();
        header = NpyHeader.Read(stream, FileName);
        string name = Path.GetFileNameWithoutExtension(FileName);
        TensorInfo tensor = new() { Name = name.Length > 0 ? name : FileName, Type = header.Type, Shape = header.Shape, Offset = header.Length };
        if (tensor.ByteLength != source.Length - tensor.Offset)
        {
            throw Wrong($"the header claims {tensor.Type.Label()} of shape {tensor.ShapeText()}, {tensor.ByteLength} bytes from byte {tensor.Offset} on, but the file holds {source.Length - tensor.Offset} there.");
        }

        Tensors = [tensor];
    }

    public override string Format => "npy";

    public override void SaveAs(string path, IReadOnlyList<ChangedTensor> changes)
    {
        ChangedElements.Check(this, changes);
        PatchedCopy.Save(Source, path, changes.Select(change => new Patch(header.Length, change.Tensor.ByteLength, stream =>
            ChangedElements.Write(NpyLayout.ToFileOrder(ChangedElements.Make(change), header), header.Type, header.BigEndian, stream))));
    }

    private protected override Stream OpenBytes(TensorInfo tensor, long start) => NpyLayout.Open(Source, tensor.Offset, header, start, owns: false);

    private protected override bool IsBigEndian(TensorInfo tensor) => header.BigEndian;
}
