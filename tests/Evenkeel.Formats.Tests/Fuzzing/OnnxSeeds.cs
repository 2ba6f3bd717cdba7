using Evenkeel.Formats.Tests.Onnx;

namespace Evenkeel.Formats.Tests.Fuzzing;

/// <summary>Models that PyTorch and the onnx package wrote, and what those do not write: elements in parts, numbers of 4 bits, functions, sparse tensors, data beside the model.</summary>
internal sealed class OnnxSeeds : IFuzzSeeds
{
    public string Parser => "ONNX";

    public IEnumerable<FuzzSeed> Seeds()
    {
        foreach (string name in new[] { "mlp", "conv", "branching", "half", "typed", "lstm" })
        {
            yield return new($"{name}.onnx", GoldenModels.Bytes($"{name}.onnx"));
        }

        yield return new("parts.onnx", Wire.Model(
            Wire.Node("Linear", ["x", "w"], ["y"], Wire.Text(7, "mine")),
            Wire.Tensor(5, "w", 1, [2, 2], Wire.Single(4, 1), Wire.Bytes(4, Wire.Little(2, 3)), Wire.Single(4, 4)),
            Wire.Tensor(5, "h", 10, [3], Wire.Bytes(5, Wire.Varint(0x3C00), Wire.Varint(0)), Wire.Number(5, 0xBC00)),
            Wire.Tensor(5, "n", 22, [5], Wire.Bytes(9, [0xF1, 0x78, 0])),
            Wire.Tensor(5, "f", 17, [3], Wire.Bytes(9, [0x38, 0xB8, 0x7F])),
            Wire.Bytes(15, Wire.Tensor(1, "s", 1, [1], Wire.Bytes(9, Wire.Little(1))), Wire.Tensor(2, "", 7, [1], Wire.Bytes(7, [3])), Wire.Number(3, 9))));
        yield return new("outside.onnx", GoldenModels.Bytes("outside/outside.onnx"))
        {
            Companions = new Dictionary<string, byte[]> { ["outside.onnx.data"] = GoldenModels.Bytes("outside/outside.onnx.data") },
        };
    }
}
