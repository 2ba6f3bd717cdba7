using System.Text.Json;

namespace Evenkeel.Formats.Safetensors;

/// <summary>The <c>model.safetensors.index.json</c> of a model in several files: which tensor lies in which.</summary>
/// <remarks>https://huggingface.co/docs/transformers/big_models#sharded-checkpoints.</remarks>
/// <param name="Shards">For each file, the tensors that it is said to hold.</param>
/// <param name="Metadata">The index's remarks, numbers and truth values as text.</param>
internal sealed record ShardIndex(IReadOnlyDictionary<string, HashSet<string>> Shards, IReadOnlyDictionary<string, string> Metadata)
{
    private const int MostBytes = 16 << 20;
    private const int MostShards = 1000;

    /// <summary>Reads an index; no shard is touched.</summary>
    /// <exception cref="TensorFileException">It is not JSON of the form that is needed, or names a file outside its folder.</exception>
    public static ShardIndex Read(ByteSource source)
    {
        if (source.Length > MostBytes)
        {
            throw new TensorFileException($"{source.Name}: an index of {source.Length} bytes is more than the {MostBytes} that are read.");
        }

        byte[] text = new byte[source.Length];
        source.ReadExactly(0, text);
        ReadOnlyMemory<byte> json = text is [0xEF, 0xBB, 0xBF, ..] ? text.AsMemory(3) : text;
        Dictionary<string, HashSet<string>> shards = new(StringComparer.Ordinal);
        Dictionary<string, string> metadata = [];
        try
        {
            using JsonDocument document = JsonDocument.Parse(json, new JsonDocumentOptions { AllowDuplicateProperties = false, MaxDepth = 8 });
            foreach (JsonProperty tensor in document.RootElement.GetProperty("weight_map"u8).EnumerateObject())
            {
                string shard = tensor.Value.GetString() ?? "";
                if (!IsPlainName(shard) || tensor.Name.Length == 0)
                {
                    throw new TensorFileException($"{source.Name}: tensor '{tensor.Name}' is said to lie in '{shard}'; a file beside the index, named without a folder, is needed.");
                }

                if (!shards.TryGetValue(shard, out HashSet<string>? tensors))
                {
                    shards.Add(shard, tensors = []);
                }

                tensors.Add(tensor.Name);
            }

            if (document.RootElement.TryGetProperty("metadata"u8, out JsonElement remarks) && remarks.ValueKind == JsonValueKind.Object)
            {
                foreach (JsonProperty remark in remarks.EnumerateObject())
                {
                    metadata[remark.Name] = remark.Value.ToString();
                }
            }
        }
        catch (Exception problem) when (problem is JsonException or InvalidOperationException or KeyNotFoundException)
        {
            throw new TensorFileException($"{source.Name}: the index is not JSON with a weight_map from tensors to files: {problem.Message}", problem);
        }

        return shards.Count <= MostShards
            ? new(shards, metadata)
            : throw new TensorFileException($"{source.Name}: the index names {shards.Count} files; at most {MostShards} are read.");
    }

    /// <summary>A name that leads nowhere else on any system: no separator, no drive, no step upwards, nothing that a terminal would obey.</summary>
    private static bool IsPlainName(string name) => name.Length is > 0 and <= 255 && name is not ("." or "..") && !name.Any(letter => letter is '/' or '\\' or ':' || char.IsControl(letter));
}
