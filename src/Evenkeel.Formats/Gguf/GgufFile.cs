using System.Collections.Immutable;
using System.Globalization;

namespace Evenkeel.Formats.Gguf;

/// <summary>Tensors in the GGUF format: metadata, what each tensor is, then their elements, plain or quantised block by block.</summary>
/// <remarks>https://github.com/ggml-org/ggml/blob/master/docs/gguf.md, versions 2 and 3. Axes stand innermost first there; here they are turned round.</remarks>
internal sealed class GgufFile : TensorFile
{
    private const int MostTensors = 100_000;
    private const int MostAxes = 8;
    private const int MostNameBytes = 1 << 10;
    private const string AlignmentKey = "general.alignment";
    private readonly Dictionary<string, GgufType> types = new(StringComparer.Ordinal);
    private readonly bool bigEndian;

    public GgufFile(ByteSource source)
        : base(source)
    {
        Span<byte> start = stackalloc byte[8];
        source.ReadExactly(0, start);

        // The version is a small number, so its empty half tells the order.
        bigEndian = start[4] == 0 && start[5] == 0;
        ByteCursor cursor = new(source, bigEndian);
        cursor.Skip(4);
        uint version = cursor.UInt32();
        if (version is not (2 or 3))
        {
            throw Wrong($"the GGUF version at byte 4 is {version}; 2 and 3 are read.");
        }

        ulong tensors = cursor.UInt64();
        ulong pairs = cursor.UInt64();
        Metadata = new GgufMetadata(cursor, FileName).Read(pairs);

        // A tensor takes 24 bytes at least: the length of its name, the number of its axes, its type and its place.
        if (tensors > MostTensors || (long)tensors > cursor.Left / 24)
        {
            throw Wrong($"the header at byte 8 claims {tensors} tensors; at most {MostTensors}, and no more than fit into the {cursor.Left} bytes from byte {cursor.Position} on, are read.");
        }

        List<TensorInfo> infos = [];
        for (ulong i = 0; i < tensors; i++)
        {
            infos.Add(Describe(cursor));
        }

        Tensors = Place(infos, cursor.Position);
    }

    public override string Format => "GGUF";

    public override ElementReader OpenElements(TensorInfo tensor, long start = 0)
    {
        ArgumentNullException.ThrowIfNull(tensor);
        RefuseUnknown(tensor);
        return base.OpenElements(tensor, start);
    }

    public override NamedTensor Read(TensorInfo tensor)
    {
        ArgumentNullException.ThrowIfNull(tensor);
        RefuseUnknown(tensor);
        return base.Read(tensor);
    }

    public override void SaveAs(string path, IReadOnlyList<ChangedTensor> changes)
    {
        ChangedElements.Check(this, changes);
        PatchedCopy.Save(Source, path, changes.Select(change => Patch.Of(change, bigEndian)));
    }

    private protected override Stream OpenBytes(TensorInfo tensor, long start) => types[tensor.Name].Decode is { } decode
        ? new BlockStream(Source, tensor, types[tensor.Name], decode, start)
        : new ByteSourceStream(Source, tensor.Offset + start * tensor.Type.Size(), tensor.ByteLength - start * tensor.Type.Size());

    private protected override bool IsBigEndian(TensorInfo tensor) => tensor.Encoding is null ? bigEndian : !BitConverter.IsLittleEndian;

    private void RefuseUnknown(TensorInfo tensor)
    {
        if (!CanDecode(types[tensor.Name]))
        {
            throw Wrong($"tensor '{tensor.Name}' at byte {tensor.Offset} is quantised as {tensor.Encoding}{(bigEndian ? ", with the highest byte first" : "")}, which cannot be read; {Readable()} can, with the lowest byte first.");
        }
    }

    /// <summary>Whether elements of a type can be read: each that is stored as it is, and blocks that are known, whose numbers stand with the lowest byte first.</summary>
    private bool CanDecode(GgufType type) => type.Plain is not null || (type.Decode is not null && !bigEndian);

    private static string Readable() => string.Join(", ", GgufType.All.Values.Where(type => type.Decode is not null).OrderBy(type => type.Id).Select(type => type.Name));

    /// <summary>Reads what the file says of one tensor; its offset is still that among the elements.</summary>
    private TensorInfo Describe(ByteCursor cursor)
    {
        long place = cursor.Position;
        ulong nameBytes = cursor.UInt64();
        if (nameBytes is 0 or > MostNameBytes)
        {
            throw Wrong($"the tensor at byte {place} has a name of {nameBytes} bytes; 1 to {MostNameBytes} are read.");
        }

        string name = cursor.Text((int)nameBytes);
        uint axes = cursor.UInt32();
        if (axes > MostAxes)
        {
            throw Wrong($"tensor '{name}' at byte {place} claims {axes} axes; at most {MostAxes} are read.");
        }

        long[] shape = new long[axes];
        for (int axis = shape.Length - 1; axis >= 0; axis--)
        {
            shape[axis] = (long)Math.Min(cursor.UInt64(), long.MaxValue);
        }

        uint id = cursor.UInt32();
        if (!GgufType.All.TryGetValue(id, out GgufType? type))
        {
            throw Wrong($"tensor '{name}' at byte {place} is of type {id}, which is not known; types of 2025 and before that the format still names are.");
        }

        TensorInfo tensor = new()
        {
            Name = name,
            Type = type.Plain ?? TensorType.Float32,
            Encoding = type.Plain is null ? type.Name : null,
            IsReadable = CanDecode(type),
            Shape = ImmutableArray.Create(shape),
            Offset = (long)Math.Min(cursor.UInt64(), long.MaxValue),
        };
        if (TensorInfo.BytesOf(shape, tensor.Type) < 0 || (shape.Length == 0 ? 1 : shape[^1]) % type.BlockElements != 0)
        {
            throw Wrong($"tensor '{name}' at byte {place} claims the shape {tensor.ShapeText()}; innermost axes of whole blocks of {type.BlockElements} ({type.Name}), and fewer than 2^63 bytes, are needed.");
        }

        if (!types.TryAdd(name, type))
        {
            throw Wrong($"tensor '{name}' at byte {place} stands twice.");
        }

        return tensor;
    }

    /// <summary>Gives each tensor its place in the file, and holds all places against its length and one another.</summary>
    private List<TensorInfo> Place(List<TensorInfo> infos, long headerEnd)
    {
        string text = Metadata.GetValueOrDefault(AlignmentKey, "32");
        if (!uint.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out uint alignment) || alignment is 0 or > 1 << 20 || alignment % 8 != 0)
        {
            throw Wrong($"its {AlignmentKey} is {(text.Length > 40 ? "a long text" : text)}; a multiple of 8 up to {1 << 20} is needed.");
        }

        long first = (headerEnd + alignment - 1) / alignment * alignment;
        List<TensorInfo> placed = [];
        foreach (TensorInfo tensor in infos)
        {
            long bytes = BytesInFile(tensor);
            if (first > Source.Length && bytes > 0 || tensor.Offset % alignment != 0 || bytes > 0 && (tensor.Offset > Source.Length - first || bytes > Source.Length - first - tensor.Offset))
            {
                throw Wrong($"tensor '{tensor.Name}' claims {bytes} bytes from byte {tensor.Offset} of the elements on, which begin at byte {first}; a multiple of {alignment}, and an end within the file's {Source.Length} bytes, are needed.");
            }

            placed.Add(tensor with { Offset = tensor.Offset > long.MaxValue - first ? Source.Length : first + tensor.Offset });
        }

        long end = 0;
        foreach (TensorInfo tensor in placed.Where(tensor => BytesInFile(tensor) > 0).OrderBy(tensor => tensor.Offset))
        {
            if (tensor.Offset < end)
            {
                throw Wrong($"tensor '{tensor.Name}' starts at byte {tensor.Offset}, but the tensor before it ends at byte {end}.");
            }

            end = tensor.Offset + BytesInFile(tensor);
        }

        return placed;
    }

    private long BytesInFile(TensorInfo tensor) => tensor.Count / types[tensor.Name].BlockElements * types[tensor.Name].BlockBytes;
}
