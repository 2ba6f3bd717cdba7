using Evenkeel.Formats.Onnx;

namespace Evenkeel.Formats.Tests.Onnx;

public class OnnxConsumerTests
{
    [Fact]
    public void ConsumersOf_FindsTheNodeAndTheInput()
    {
        using OnnxFile file = Open(GoldenModels.Bytes("mlp.onnx"));

        OnnxUse use = file.ConsumersOf("0.weight").ShouldHaveSingleItem();

        (use.Node.OpType, use.Node.Whole("transB"), use.Input, use.IsTransposed).ShouldBe(("Gemm", 1, 1, false));
        use.Through.ShouldBeEmpty();
    }

    [Fact]
    public void ConsumersOf_LooksIntoSubGraphs()
    {
        using OnnxFile file = Open(GoldenModels.Bytes("branching.onnx"));

        OnnxUse use = file.ConsumersOf("small.weight").ShouldHaveSingleItem();

        use.Node.OpType.ShouldBe("Gemm");
        use.Node.Graph.ShouldEndWith(".else_branch");
    }

    [Fact]
    public void ConsumersOf_PassesThroughIdentity()
    {
        using OnnxFile file = Open(GoldenModels.Bytes("attention.onnx"));

        // PyTorch's exporter writes two equal tensors once, and the second as the identity of the first.
        file.ConsumersOf("attention.out_proj.bias").Select(use => (use.Node.OpType, use.Input, use.Through.Length)).ShouldBe([("Gemm", 2, 0), ("Add", 1, 1)], ignoreOrder: true);
    }

    [Fact]
    public void ConsumersOf_SaysWhetherTheLastAxesChangePlaces()
    {
        using OnnxFile file = Open(Wire.Model(
            Wire.Node("DequantizeLinear", ["w", "scale"], ["a"]),
            Wire.Node("Transpose", ["a"], ["b"], Perm(1, 0)),
            Wire.Node("MatMul", ["x", "b"], ["y"]),
            Wire.Node("Transpose", ["b"], ["c"]),
            Wire.Node("Cast", ["c"], ["d"]),
            Wire.Node("Gemm", ["x", "d"], ["z"]),
            Wire.Node("Transpose", ["w"], ["e"], Perm(1, 0, 2, 3)),
            Wire.Node("Conv", ["x", "e"], ["v"])));

        file.ConsumersOf("w").Select(use => (use.Node.OpType, use.Input, use.IsTransposed, string.Join(' ', use.Through.Select(node => node.OpType)))).ShouldBe(
        [
            ("MatMul", 1, true, "DequantizeLinear Transpose"),
            ("Conv", 1, false, "Transpose"),
            ("Gemm", 1, false, "DequantizeLinear Transpose Transpose Cast"),
        ], ignoreOrder: true);
        file.ConsumersOf("scale").Select(use => (use.Node.OpType, use.Input)).ShouldBe([("DequantizeLinear", 1)]);
    }

    [Fact]
    public void ConsumersOf_FollowsAFunctionsArguments()
    {
        byte[] function = Wire.Bytes(25, Wire.Text(1, "Linear"), Wire.Text(4, "in"), Wire.Text(4, "matrix"), Inner("MatMul", ["in", "matrix"], ["out"]), Wire.Text(10, "mine"));

        using OnnxFile file = Open([.. Wire.Model(Wire.Node("Linear", ["x", "w"], ["y"], Wire.Text(7, "mine"))), .. function]);

        OnnxUse use = file.ConsumersOf("w").ShouldHaveSingleItem();
        (use.Node.OpType, use.Node.Graph, use.Input).ShouldBe(("MatMul", "mine.Linear", 1));
    }

    [Fact]
    public void ConsumersOf_EndsInACircle()
    {
        using OnnxFile file = Open(Wire.Model(Wire.Node("Identity", ["w"], ["a"]), Wire.Node("Identity", ["a"], ["w"]), Wire.Node("Relu", ["a"], ["y"])));

        file.ConsumersOf("w").ShouldHaveSingleItem().Node.OpType.ShouldBe("Relu");
        file.ConsumersOf("nothing").ShouldBeEmpty();
    }

    [Fact]
    public void ConsumersOf_EndsInALongChain()
    {
        using OnnxFile file = Open(Wire.Model([.. Enumerable.Range(0, 10_000).Select(i => Wire.Node("Identity", [$"{i}"], [$"{i + 1}"]))]));

        file.ConsumersOf("0").ShouldHaveSingleItem().Through.Length.ShouldBe(64);
    }

    private static byte[] Inner(string type, string[] inputs, string[] outputs)
    {
        byte[] node = Wire.Node(type, inputs, outputs);
        node[0] = Wire.Key(7, 2)[0];
        return node;
    }

    private static byte[] Perm(params long[] axes) => Wire.Bytes(5, [Wire.Text(1, "perm"), .. axes.Select(axis => Wire.Number(8, axis))]);

    private static OnnxFile Open(byte[] bytes) => TensorFile.Open(new MemoryStream(bytes), "a.onnx").ShouldBeOfType<OnnxFile>();
}
