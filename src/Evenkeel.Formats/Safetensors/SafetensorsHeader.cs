using System.Collections.Immutable;
using System.Text;
using System.Text.Json;

namespace Evenkeel.Formats.Safetensors;

/// <summary>The JSON header of a safetensors file, read and written.</summary>
internal sealed record SafetensorsHeader(IReadOnlyList<TensorInfo> Tensors, IReadOnlyDictionary<string, string> Metadata)
{
    private const string MetadataKey = "__metadata__";
    private const int MostAxes = 64;

    private static readonly Dictionary<string, TensorType> Types = Enum.GetValues<TensorType>().ToDictionary(NameOf, StringComparer.Ordinal);

    /// <summary>Reads a header and holds every claim in it against the file's length.</summary>
    public static SafetensorsHeader Parse(byte[] header, long fileLength, string fileName)
    {
        long dataStart = 8 + header.Length;
        Dictionary<string, string> metadata = [];
        List<(TensorInfo Tensor, long End)> tensors = [];
        try
        {
            using JsonDocument document = JsonDocument.Parse(header, new JsonDocumentOptions { AllowDuplicateProperties = false, MaxDepth = 4 });
            foreach (JsonProperty property in document.RootElement.EnumerateObject())
            {
                if (property.Name == MetadataKey)
                {
                    foreach (JsonProperty entry in property.Value.EnumerateObject())
                    {
                        metadata[entry.Name] = entry.Value.GetString() ?? throw new JsonException($"the metadata '{entry.Name}' is not text");
                    }
                }
                else
                {
                    tensors.Add(Entry(property, dataStart, fileLength, fileName));
                }
            }
        }
        catch (Exception problem) when (problem is JsonException or InvalidOperationException or FormatException or KeyNotFoundException)
        {
            throw new TensorFileException($"{fileName}: the JSON header at byte 8 is not readable: {problem.Message}", problem);
        }

        RefuseGaps(tensors, dataStart, fileLength, fileName);
        return new([.. tensors.Select(entry => entry.Tensor)], metadata);
    }

    /// <summary>Writes a header, padded with spaces so that elements start at a multiple of 8.</summary>
    public static byte[] Write(IEnumerable<TensorInfo> tensors, IReadOnlyDictionary<string, string>? metadata)
    {
        using MemoryStream text = new();
        using (Utf8JsonWriter json = new(text))
        {
            json.WriteStartObject();
            if (metadata is { Count: > 0 })
            {
                json.WriteStartObject(MetadataKey);
                foreach ((string key, string value) in metadata.OrderBy(entry => entry.Key, StringComparer.Ordinal))
                {
                    json.WriteString(key, value);
                }

                json.WriteEndObject();
            }

            long offset = 0;
            foreach (TensorInfo tensor in tensors)
            {
                json.WriteStartObject(tensor.Name);
                json.WriteString("dtype", NameOf(tensor.Type));
                json.WriteStartArray("shape");
                foreach (long axis in tensor.Shape)
                {
                    json.WriteNumberValue(axis);
                }

                json.WriteEndArray();
                json.WriteStartArray("data_offsets");
                json.WriteNumberValue(offset);
                offset += tensor.ByteLength;
                json.WriteNumberValue(offset);
                json.WriteEndArray();
                json.WriteEndObject();
            }

            json.WriteEndObject();
        }

        while (text.Length % 8 != 0)
        {
            text.WriteByte((byte)' ');
        }

        return text.ToArray();
    }

    private static (TensorInfo Tensor, long End) Entry(JsonProperty property, long dataStart, long fileLength, string fileName)
    {
        string dtype = property.Value.GetProperty("dtype"u8).GetString() ?? "";
        TensorType type = TypeOf(dtype) ?? throw new TensorFileException($"{fileName}: tensor '{property.Name}' has the type '{dtype}', which cannot be read; {string.Join(", ", Enum.GetValues<TensorType>().Select(NameOf))} can.");
        if (property.Value.GetProperty("shape"u8).GetArrayLength() > MostAxes || property.Value.GetProperty("data_offsets"u8).GetArrayLength() > MostAxes)
        {
            throw new TensorFileException($"{fileName}: tensor '{property.Name}' has more than the {MostAxes} axes, or data offsets, that are read.");
        }

        ImmutableArray<long> shape = [.. property.Value.GetProperty("shape"u8).EnumerateArray().Select(axis => axis.GetInt64())];
        long[] range = [.. property.Value.GetProperty("data_offsets"u8).EnumerateArray().Select(end => end.GetInt64())];
        TensorInfo tensor = new() { Name = property.Name, Type = type, Shape = shape, Offset = range.Length > 0 ? unchecked(dataStart + range[0]) : 0 };
        if (property.Name.Length == 0)
        {
            throw new TensorFileException($"{fileName}: a tensor's name is empty.");
        }

        if (range.Length != 2 || range[0] < 0 || range[1] < range[0])
        {
            throw new TensorFileException($"{fileName}: tensor '{property.Name}' has the data offsets [{string.Join(", ", range)}]; a start and an end at or after it are needed.");
        }

        if (range[1] > fileLength - dataStart)
        {
            throw new TensorFileException($"{fileName}: tensor '{property.Name}' claims bytes {range[0]} to {range[1]} of the {fileLength - dataStart} that follow the header at byte {dataStart}.");
        }

        long needed = TensorInfo.BytesOf(shape.AsSpan(), type);
        if (needed != range[1] - range[0])
        {
            string needs = needed < 0 ? "an impossible number" : $"{needed}";
            throw new TensorFileException($"{fileName}: tensor '{property.Name}' at byte {tensor.Offset} holds {range[1] - range[0]} bytes, but {type.Label()} of shape {tensor.ShapeText()} needs {needs}.");
        }

        return (tensor, range[1] + dataStart);
    }

    /// <summary>The format allows neither gaps nor overlaps: what nobody names could hide anything.</summary>
    private static void RefuseGaps(List<(TensorInfo Tensor, long End)> tensors, long dataStart, long fileLength, string fileName)
    {
        long expected = dataStart;
        foreach ((TensorInfo tensor, long end) in tensors.OrderBy(entry => entry.Tensor.Offset).ThenBy(entry => entry.End))
        {
            if (tensor.Offset != expected)
            {
                throw new TensorFileException($"{fileName}: tensor '{tensor.Name}' starts at byte {tensor.Offset}, but the tensor before it ends at byte {expected}.");
            }

            expected = end;
        }

        if (expected != fileLength)
        {
            throw new TensorFileException($"{fileName}: the tensors end at byte {expected}, but the file at byte {fileLength}.");
        }
    }

    private static TensorType? TypeOf(string name) => Types.TryGetValue(name, out TensorType type) ? type : null;

    private static string NameOf(TensorType type) => type.Label().ToUpperInvariant();
}
