namespace Evenkeel.Formats.Torch;

/// <summary>What PyTorch calls a type of element.</summary>
/// <param name="Name">The name in messages, for example <c>float32</c> or <c>complex128</c>.</param>
/// <param name="Size">The bytes of one element.</param>
/// <param name="Type">The type that reads it; null where none does.</param>
internal sealed record TorchType(string Name, int Size, TensorType? Type)
{
    /// <summary>Storages of bytes whose type the tensor says.</summary>
    public static readonly TorchType Untyped = new("untyped", 1, null);

    private static readonly Dictionary<string, TorchType> Storages = new(StringComparer.Ordinal)
    {
        ["Float"] = new("float32", 4, TensorType.Float32),
        ["Double"] = new("float64", 8, TensorType.Float64),
        ["Half"] = new("float16", 2, TensorType.Float16),
        ["BFloat16"] = new("bfloat16", 2, TensorType.BFloat16),
        ["Long"] = new("int64", 8, TensorType.Int64),
        ["Int"] = new("int32", 4, TensorType.Int32),
        ["Short"] = new("int16", 2, TensorType.Int16),
        ["Char"] = new("int8", 1, TensorType.Int8),
        ["Byte"] = new("uint8", 1, TensorType.UInt8),
        ["Bool"] = new("bool", 1, TensorType.Bool),
        ["ComplexFloat"] = new("complex64", 8, TensorType.Complex64),
        ["ComplexDouble"] = new("complex128", 16, null),
        ["QInt8"] = new("qint8", 1, null),
        ["QUInt8"] = new("quint8", 1, null),
        ["QInt32"] = new("qint32", 4, null),
        ["Untyped"] = Untyped,
    };

    private static readonly Dictionary<string, TorchType> Others = new TorchType[]
    {
        new("uint16", 2, TensorType.UInt16),
        new("uint32", 4, TensorType.UInt32),
        new("uint64", 8, TensorType.UInt64),
        new("float8_e4m3fn", 1, TensorType.Float8E4M3),
        new("float8_e5m2", 1, TensorType.Float8E5M2),
        new("float8_e8m0fnu", 1, TensorType.Float8E8M0),
        new("float8_e4m3fnuz", 1, null),
        new("float8_e5m2fnuz", 1, null),
        new("complex32", 4, null),
    }.Concat(Storages.Values.Where(type => type != Untyped)).ToDictionary(type => type.Name, StringComparer.Ordinal);

    /// <summary>The type of a storage's class, such as <c>torch.FloatStorage</c> or <c>torch.cuda.FloatStorage</c>; null where it is none.</summary>
    public static TorchType? OfStorage(string global)
    {
        int dot = global.LastIndexOf('.');
        return dot > 0 && global[..dot] is "torch" or "torch.cuda" or "torch.storage" && global.EndsWith("Storage", StringComparison.Ordinal)
            ? Storages.GetValueOrDefault(global[(dot + 1)..^"Storage".Length])
            : null;
    }

    /// <summary>The type of a name such as <c>torch.float8_e4m3fn</c>; null where it is none.</summary>
    public static TorchType? Named(string global) => global.StartsWith("torch.", StringComparison.Ordinal) ? Others.GetValueOrDefault(global["torch.".Length..]) : null;
}
