using System.Text;

namespace Evenkeel.Formats.Tests.Fuzzing;

/// <summary>A model in two shards, of which the index or a shard is damaged.</summary>
internal sealed class ShardSeeds : IFuzzSeeds
{
    private const string IndexName = "model.safetensors.index.json";

    public string Parser => "safetensors index";

    public IEnumerable<FuzzSeed> Seeds()
    {
        byte[] index = Encoding.UTF8.GetBytes("""{"metadata": {"total_size": 40}, "weight_map": {"a": "m-1.safetensors", "b": "m-2.safetensors", "c": "m-2.safetensors"}}""");
        byte[] first = Shard(NamedTensor.FromSingles("a", [2, 2], [1, 2, 3, 4]));
        byte[] second = Shard(NamedTensor.FromSingles("b", [4], [1, 2, 3, 4], TensorType.BFloat16), NamedTensor.FromSingles("c", [4], [1, 2, 3, 4]));
        yield return new(IndexName, index) { Companions = new Dictionary<string, byte[]> { ["m-1.safetensors"] = first, ["m-2.safetensors"] = second } };
        yield return new("m-2.safetensors", second) { Companions = new Dictionary<string, byte[]> { [IndexName] = index, ["m-1.safetensors"] = first }, Opened = IndexName };
    }

    private static byte[] Shard(params NamedTensor[] tensors)
    {
        using MemoryStream stream = new();
        TensorWriter.WriteSafetensors(stream, tensors);
        return stream.ToArray();
    }
}
