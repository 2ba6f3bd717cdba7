using System.Collections.Immutable;
using Evenkeel.Formats.Onnx;

namespace Evenkeel.Formats.Tests.Onnx;

public class OnnxWriterTests
{
    private static OnnxModel Small => new()
    {
        Name = "g",
        Nodes =
        [
            new()
            {
                OpType = "Gemm",
                Name = "n",
                Inputs = ["x", "w"],
                Outputs = ["y"],
                Attributes = new Dictionary<string, OnnxValue> { ["transB"] = OnnxValue.Of(1), ["alpha"] = OnnxValue.Of(0.5), ["a"] = OnnxValue.Of(ImmutableArray.Create(-1L, 2)), ["t"] = OnnxValue.Of("ü") },
            },
        ],
        Initializers = [NamedTensor.FromSingles("w", [1, 2], [3, 4])],
        Inputs = [new("x", TensorType.Float32, ["N", "2"], "rows")],
        Outputs = [new("y", TensorType.Float32, ["N", "1"])],
        Opset = 13,
        IrVersion = 7,
        Metadata = new Dictionary<string, string> { ["k"] = "v" },
    };

    [Fact]
    public void Write_IsReadBack()
    {
        using MemoryStream stream = new();

        OnnxWriter.Write(stream, Small);

        using OnnxFile file = TensorFile.Open(new MemoryStream(stream.ToArray()), "a.bin").ShouldBeOfType<OnnxFile>();
        file.Read(file.Tensors[0]).ToSingles().ShouldBe([3, 4]);
        OnnxNode node = file.Nodes.ShouldHaveSingleItem();
        (node.OpType, node.Name, node.Whole("transB"), node.Number("alpha"), node.Text("t")).ShouldBe(("Gemm", "n", 1, 0.5, "ü"));
        node.Wholes("a").ShouldBe([-1, 2]);
        (file.Inputs[0], file.Outputs[0], file.Opsets[""], file.Metadata["k"]).ShouldBe(("x", "y", 13, "v"));
    }

    [Fact]
    public void Write_GivesTheBytesOfTheFormat()
    {
        using MemoryStream stream = new();

        OnnxWriter.Write(stream, Small with { Nodes = [], Inputs = [], Metadata = new Dictionary<string, string>() });

        byte[] type = Wire.Bytes(2, Wire.Bytes(1, Wire.Number(1, 1), Wire.Bytes(2, Wire.Bytes(1, Wire.Text(2, "N")), Wire.Bytes(1, Wire.Number(1, 1)))));
        byte[] graph = Wire.Bytes(7, Wire.Text(2, "g"), Wire.Tensor(5, "w", 1, [1, 2], Wire.Bytes(9, Wire.Little(3, 4))), Wire.Bytes(12, Wire.Text(1, "y"), type));
        stream.ToArray().ShouldBe([.. Wire.Number(1, 7), .. graph, .. Wire.Bytes(8, Wire.Text(1, ""), Wire.Number(2, 13))]);
    }
}
