using System.Globalization;

namespace Evenkeel.Formats.Onnx;

/// <summary>Reads what a TensorProto says of its elements, without reading them, and holds it against the bytes that there are.</summary>
internal sealed class OnnxTensorReader(ByteSource source, ProtoReader reader, ReadBudget budget)
{
    private const int MostAxes = 64;

    /// <summary>The fields that may hold elements, each with what was seen of it.</summary>
    private readonly FieldRun[] runs = new FieldRun[OnnxTypes.UInt64Field + 1];
    private readonly List<long> axes = [];
    private readonly Dictionary<string, string> external = new(StringComparer.Ordinal);
    private readonly Dictionary<string, OnnxDataFile> dataFiles = new(StringComparer.Ordinal);
    private string name = "";
    private ulong typeCode;
    private bool isExternal;
    private bool isSegmented;

    /// <summary>Reads a TensorProto.</summary>
    /// <param name="message">Where it lies.</param>
    /// <param name="value">What nodes call it; null for the name that it gives itself.</param>
    /// <param name="graph">The graph that it belongs to.</param>
    /// <param name="unique">Makes a name that no other tensor of the file has; refuses one that its own graph has already.</param>
    /// <param name="other">Receives the tensor's name and type where no reader knows the type; the result is null then.</param>
    public OnnxTensor? Read(ProtoMessage message, string? value, string graph, Func<string, string> unique, Action<string, string> other)
    {
        Scan(message);
        string called = value ?? name;
        if (called.Length == 0) throw reader.Wrong($"the tensor at byte {message.Start} has no name.");
        string own = unique(called);
        if (OnnxTypes.Of(typeCode) is not { } type)
        {
            other(own, OnnxTypes.Label(typeCode));
            return null;
        }

        budget.Take(400 + 8 * axes.Count);
        bool isNibbles = typeCode is OnnxTypes.Int4 or OnnxTypes.UInt4;
        TensorInfo info = new() { Name = own, Type = type, Encoding = isNibbles ? typeCode == OnnxTypes.Int4 ? "i4" : "u4" : null, Shape = [.. axes], Offset = message.Start };
        if (isSegmented) throw Wrong(info, "is stored in segments, which cannot be read");
        if (TensorInfo.BytesOf(info.Shape.AsSpan(), type) < 0) throw Wrong(info, $"has the shape {info.ShapeText()}, which needs an impossible number of bytes");
        OnnxTensor tensor = new() { Info = info, Value = called, Graph = graph, Message = message, IsNibbles = isNibbles };
        return isExternal ? External(tensor) : Inside(tensor);
    }

    /// <summary>What was seen of a field with elements: where it first holds some, how many fixed or unpacked ones, and the bytes of packed varying ones.</summary>
    private record struct FieldRun(long First, long Elements, long PackedBytes, int Parts);

    private void Scan(ProtoMessage message)
    {
        (name, typeCode, isExternal, isSegmented) = ("", 0, false, false);
        Array.Clear(runs);
        axes.Clear();
        external.Clear();
        reader.Position = message.Start;
        while (reader.Next(message, out int field, out int wire))
        {
            switch (field, wire)
            {
                case (1, ProtoReader.Varint): AddAxis(message); break;
                case (1, ProtoReader.Bytes):
                    ProtoMessage packed = reader.Enter(message);
                    while (reader.Position < packed.End) AddAxis(packed);
                    break;
                case (2, ProtoReader.Varint): typeCode = reader.Number(message); break;
                case (8, ProtoReader.Bytes): name = reader.Text(message, budget); break;
                case (13, ProtoReader.Bytes): AddExternal(reader.Enter(message)); break;
                case (14, ProtoReader.Varint): isExternal = reader.Number(message) == 1; break;
                case (3, _):
                    isSegmented = true;
                    reader.Skip(message, wire);
                    break;
                case (OnnxTypes.FloatField or OnnxTypes.Int32Field or OnnxTypes.Int64Field or OnnxTypes.RawField or OnnxTypes.DoubleField or OnnxTypes.UInt64Field, _):
                    Note(message, field, wire);
                    break;
                default: reader.Skip(message, wire); break;
            }
        }
    }

    private void AddAxis(ProtoMessage message)
    {
        if (axes.Count == MostAxes) throw reader.Wrong($"the tensor with the size at byte {reader.Position} has more than {MostAxes} axes, the most that are read.");
        axes.Add(unchecked((long)reader.Number(message)));
    }

    /// <summary>Notes elements without reading them.</summary>
    private void Note(ProtoMessage message, int field, int wire)
    {
        int single = field switch { OnnxTypes.FloatField => ProtoReader.Fixed32, OnnxTypes.DoubleField => ProtoReader.Fixed64, OnnxTypes.RawField => ProtoReader.Bytes, _ => ProtoReader.Varint };
        if (wire != single && wire != ProtoReader.Bytes)
        {
            throw reader.Wrong($"the {OnnxTypes.FieldName(field)} before byte {reader.Position} has the wire type {wire}; {single} is needed.");
        }

        ref FieldRun run = ref runs[field];
        long first = wire is ProtoReader.Fixed32 or ProtoReader.Fixed64 ? reader.Place(message, wire) : reader.Position;
        if (wire != ProtoReader.Bytes)
        {
            reader.Skip(message, wire);
            run.Elements++;
        }
        else
        {
            ProtoMessage part = reader.Enter(message);
            first = part.Start;
            long size = single switch { ProtoReader.Fixed32 => 4, ProtoReader.Fixed64 => 8, _ => 1 };
            if (part.Length % size != 0) throw reader.Wrong($"the {OnnxTypes.FieldName(field)} at byte {part.Start} takes {part.Length} bytes; a multiple of {size} is needed.");
            if (single == ProtoReader.Varint) run.PackedBytes += part.Length;
            else run.Elements += part.Length / size;
            reader.Position = part.End;
            if (part.Length == 0 && field != OnnxTypes.RawField) return;
        }

        if (run.Parts++ == 0) run.First = first;
    }

    private void AddExternal(ProtoMessage entry)
    {
        (string key, string value) = Entry(reader, entry, budget);
        external[key] = value;
    }

    /// <summary>Reads a pair of texts.</summary>
    public static (string Key, string Value) Entry(ProtoReader reader, ProtoMessage entry, ReadBudget budget)
    {
        (string key, string value) = ("", "");
        while (reader.Next(entry, out int field, out int wire))
        {
            if (field == 1 && wire == ProtoReader.Bytes) key = reader.Text(entry, budget);
            else if (field == 2 && wire == ProtoReader.Bytes) value = reader.Text(entry, budget);
            else reader.Skip(entry, wire);
        }

        return (key, value);
    }

    private OnnxTensor Inside(OnnxTensor tensor)
    {
        (TensorInfo info, long bytes) = (tensor.Info, tensor.StoredLength);
        int typed = OnnxTypes.TypedField(info.Type);
        int[] used = [.. Enumerable.Range(0, runs.Length).Where(field => runs[field].Parts > 0 && (field != OnnxTypes.RawField || runs[field].Elements > 0))];
        if (used.Length == 0)
        {
            return bytes == 0 ? tensor : throw Wrong(info, $"holds no elements, but {Label(info)} of shape {info.ShapeText()} needs {tensor.StoredCount}");
        }

        if (used.Length > 1) throw Wrong(info, $"holds elements in {OnnxTypes.FieldName(used[0])} and in {OnnxTypes.FieldName(used[1])}; one of the two is needed");
        int field = used[0];
        FieldRun run = runs[field];
        tensor = tensor with { Field = field, Info = info with { Offset = run.First } };
        if (field == OnnxTypes.RawField)
        {
            if (run.Parts > 1) throw Wrong(tensor.Info, $"holds raw_data {run.Parts} times; once is needed");
            if (run.Elements != bytes) throw Wrong(tensor.Info, $"holds {run.Elements} bytes, but {Label(info)} of shape {info.ShapeText()} needs {bytes}");
            return tensor with { IsContiguous = true };
        }

        if (field != typed) throw Wrong(tensor.Info, $"holds elements in {OnnxTypes.FieldName(field)}, but {Label(info)} is read from {OnnxTypes.FieldName(typed)} or raw_data");

        // A number of varying length takes 1 to 10 bytes, so how many there are is known only once they are read.
        long packed = tensor.StoredCount - run.Elements;
        if (packed < 0 || run.PackedBytes < packed || run.PackedBytes / 10.0 > packed)
        {
            throw Wrong(tensor.Info, $"holds {(run.PackedBytes > 0 ? $"{run.PackedBytes} bytes of packed elements" : run.Elements.ToString(CultureInfo.InvariantCulture))} in {OnnxTypes.FieldName(field)}, but {Label(info)} of shape {info.ShapeText()} needs {tensor.StoredCount}");
        }

        bool isFixed = field is OnnxTypes.FloatField or OnnxTypes.DoubleField;
        return tensor with { IsContiguous = isFixed && run.Parts == 1 };
    }

    private OnnxTensor External(OnnxTensor tensor)
    {
        (TensorInfo info, long bytes) = (tensor.Info, tensor.StoredLength);
        if (!external.TryGetValue("location", out string? location)) throw Wrong(info, "keeps its elements in another file, but does not say in which");
        if (!dataFiles.TryGetValue(location, out OnnxDataFile? file))
        {
            budget.Take(300 + 4 * location.Length);
            file = OnnxDataFile.Find(source, info.Name, location, external.ContainsKey("checksum"));
            dataFiles.Add(location, file);
        }

        long offset = Claim(info, "offset") ?? 0;
        long length = Claim(info, "length") ?? bytes;
        if (length != bytes)
        {
            throw Wrong(info, $"claims {length} bytes of '{location}', but {Label(info)} of shape {info.ShapeText()} needs {bytes}");
        }

        if (offset > file.Length || length > file.Length - offset)
        {
            throw Wrong(info, $"claims {length} bytes of '{location}' from byte {offset} on, but that file has {file.Length}");
        }

        if (external.ContainsKey("checksum") && !file.HasChecksum) dataFiles[location] = file = file with { HasChecksum = true };
        budget.Take(100);
        string place = FormattableString.Invariant($"{location} at byte {offset}");
        return tensor with { Info = info with { Offset = offset, StoredIn = place }, IsContiguous = true, DataFile = file };
    }

    private long? Claim(TensorInfo info, string key)
    {
        if (!external.TryGetValue(key, out string? text)) return null;
        return long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out long number)
            ? number
            : throw Wrong(info, $"gives its {key} in another file as '{(text.Length > 30 ? text[..30] + "…" : text)}'; a whole number of 0 or more is needed");
    }

    private static string Label(TensorInfo info) => info.Encoding ?? info.Type.Label();

    private TensorFileException Wrong(TensorInfo info, string what) => reader.Wrong($"tensor '{info.Name}' at byte {info.Offset} {what}.");
}
