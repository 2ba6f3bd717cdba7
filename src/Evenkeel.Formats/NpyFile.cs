namespace Evenkeel.Formats;

/// <summary>One array in NumPy's <c>.npy</c> format.</summary>
internal sealed class NpyFile : TensorFile
{
    private readonly Stream stream;
    private readonly NpyHeader header;

    public NpyFile(Stream stream, string fileName)
        : base(stream, fileName)
    {
        this.stream = stream;
        header = NpyHeader.Read(stream, fileName);
        string name = Path.GetFileNameWithoutExtension(fileName);
        TensorInfo tensor = new() { Name = name.Length > 0 ? name : fileName, Type = header.Type, Shape = header.Shape, Offset = header.Length };
        if (tensor.ByteLength != stream.Length - tensor.Offset)
        {
            throw Wrong($"the header claims {tensor.Type.Label()} of shape {tensor.ShapeText()}, {tensor.ByteLength} bytes from byte {tensor.Offset} on, but the file holds {stream.Length - tensor.Offset} there.");
        }

        Tensors = [tensor];
    }

    public override string Format => "npy";

    public override NamedTensor Read(TensorInfo tensor)
    {
        ArgumentNullException.ThrowIfNull(tensor);
        RefuseTooLarge(tensor);
        byte[] bytes = new byte[tensor.ByteLength];
        stream.Position = tensor.Offset;
        stream.ReadExactly(bytes);
        return NpyElements.Normalise(tensor, header, bytes);
    }
}
