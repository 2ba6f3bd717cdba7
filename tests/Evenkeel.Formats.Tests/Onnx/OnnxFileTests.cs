using Evenkeel.Formats.Onnx;

namespace Evenkeel.Formats.Tests.Onnx;

public class OnnxFileTests
{
    public static TheoryData<string> Models => [.. GoldenModels.Names];

    [Theory]
    [MemberData(nameof(Models))]
    public void Read_GivesWhatNumPyReads(string model)
    {
        using OnnxFile file = Open(GoldenModels.Bytes($"{model}.onnx"));

        var expected = GoldenModels.Expected(model);
        file.Tensors.Select(tensor => tensor.Name).ShouldBe(expected.Keys, ignoreOrder: true);
        foreach (TensorInfo tensor in file.Tensors)
        {
            (long[] shape, string type, double[] values) = expected[tensor.Name];
            tensor.Shape.ShouldBe(shape);
            TypeNames[type].ShouldBe(tensor.Type);
            file.Read(tensor).ToDoubles().ShouldBe(values);
        }
    }

    [Theory]
    [MemberData(nameof(Models))]
    public void OpenElements_BeginsAnywhere(string model)
    {
        using OnnxFile file = Open(GoldenModels.Bytes($"{model}.onnx"));
        foreach (TensorInfo tensor in file.Tensors)
        {
            float[] all = file.Read(tensor).ToSingles();
            for (long start = 0; start <= tensor.Count; start++)
            {
                using ElementReader reader = file.OpenElements(tensor, start);
                float[] rest = new float[tensor.Count - start + 1];

                int read = reader.Read(rest.AsSpan(0, rest.Length / 2));
                read += reader.Read(rest.AsSpan(read));

                read.ShouldBe((int)(tensor.Count - start));
                rest[..read].ShouldBe(all[(int)start..]);
            }
        }
    }

    [Fact]
    public void Open_FindsDataInAFileBesideTheModel()
    {
        using TempFolder folder = new();
        folder.Write("outside.onnx", GoldenModels.Bytes("outside/outside.onnx"));
        folder.Write("outside.onnx.data", GoldenModels.Bytes("outside/outside.onnx.data"));

        using TensorFile file = TensorFile.Open(folder.Of("outside.onnx"));

        file.Tensors.Count.ShouldBe(4);
        foreach (TensorInfo tensor in file.Tensors)
        {
            file.Read(tensor).ToDoubles().ShouldBe(GoldenModels.Expected("mlp")[tensor.Name].Values);
        }

        file.Tensors[1].StoredIn.ShouldBe("outside.onnx.data at byte 48");
    }

    [Fact]
    public void Open_SaysWhoMadeTheFile()
    {
        using OnnxFile file = Open(GoldenModels.Bytes("mlp.onnx"));

        file.Format.ShouldBe("onnx");
        file.Metadata["onnx.producer"].ShouldBe("pytorch 1.13.0");
        file.Metadata["onnx.ir_version"].ShouldBe("7");
        file.Opsets[""].ShouldBe(13);
        file.Inputs.ShouldBe(["onnx::Gemm_0"]);
        file.Outputs.Length.ShouldBe(1);
    }

    [Fact]
    public void Open_GivesNodesWithTheirAttributes()
    {
        using OnnxFile file = Open(GoldenModels.Bytes("conv.onnx"));

        file.Nodes.Select(node => node.OpType).ShouldBe(["Conv", "BatchNormalization", "Relu", "Conv", "ConvTranspose"]);
        file.Nodes[0].Whole("group").ShouldBe(1);
        file.Nodes[3].Whole("group").ShouldBe(4);
        file.Nodes[4].Wholes("strides").ShouldBe([2, 2]);
        file.Nodes[1].Number("epsilon").ShouldBe(1e-5f);
        file.Nodes[3].Inputs[1..].ShouldBe(["3.weight", "3.bias"]);
        file.Nodes[0].Whole("no").ShouldBeNull();
    }

    [Fact]
    public void Open_ReadsAModelWhateverItsNameAndTheOrderOfItsFields()
    {
        byte[] bytes = [.. Wire.Bytes(7, Wire.Tensor(5, "w", 1, [2], Wire.Bytes(9, Wire.Little(1, 2)))), .. Wire.Text(2, "me"), .. Wire.Number(1, 8)];

        using TensorFile file = TensorFile.Open(new MemoryStream(bytes), "model.bin");

        file.Read(file.Tensors[0]).ToSingles().ShouldBe([1, 2]);
    }

    [Fact]
    public void Read_JoinsElementsInSeveralParts()
    {
        byte[] bytes = Wire.Model(Wire.Tensor(5, "w", 1, [2, 3], Wire.Single(4, 1), Wire.Bytes(4, Wire.Little(2, 3, 4)), Wire.Bytes(4), Wire.Single(4, 5), Wire.Single(4, 6)));

        using OnnxFile file = Open(bytes);

        file.Read(file.Tensors[0]).ToSingles().ShouldBe([1, 2, 3, 4, 5, 6]);
    }

    [Theory]
    [InlineData(22, new float[] { 1, -1, -8, 7, 0 })]
    [InlineData(21, new float[] { 1, 15, 8, 7, 0 })]
    public void Read_UnpacksNumbersOfFourBits(int type, float[] values)
    {
        using OnnxFile file = Open(Wire.Model(Wire.Tensor(5, "raw", type, [5], Wire.Bytes(9, [0xF1, 0x78, 0])), Wire.Tensor(5, "typed", type, [5], Wire.Bytes(5, [0xF1, 1, 0x78, 0]))));

        foreach (TensorInfo tensor in file.Tensors)
        {
            file.Read(tensor).ToSingles().ShouldBe(values);
            using ElementReader reader = file.OpenElements(tensor, 3);
            float[] rest = new float[2];
            reader.Read(rest);
            rest.ShouldBe(values[3..]);
        }

        file.Tensors[0].Encoding.ShouldBe(type == 22 ? "i4" : "u4");
    }

    [Fact]
    public void Open_NamesTensorsThatItCannotRead()
    {
        using OnnxFile file = Open(Wire.Model(
            Wire.Tensor(5, "words", 8, [2], Wire.Text(6, "a"), Wire.Text(6, "b")),
            Wire.Bytes(15, Wire.Tensor(1, "holes", 1, [1], Wire.Bytes(9, Wire.Little(1))), Wire.Tensor(2, "", 7, [1], Wire.Bytes(7, [3])), Wire.Number(3, 9))));

        file.Tensors.ShouldBeEmpty();
        file.OtherTensors.ShouldBe(new Dictionary<string, string> { ["words"] = "string", ["holes"] = "sparse" });
    }

    [Fact]
    public void Open_TellsTensorsOfTwoGraphsApart()
    {
        byte[] tensor = Wire.Tensor(5, "w", 1, [1], Wire.Bytes(9, Wire.Little(1)));
        byte[] branch = Wire.Bytes(5, Wire.Text(1, "then_branch"), Wire.Bytes(6, tensor, Wire.Node("Neg", ["w"], ["y"])));

        using OnnxFile file = Open(Wire.Model(Wire.Node("If", ["c"], ["z"], Wire.Text(3, "choice"), branch), tensor));

        file.Tensors.Select(entry => entry.Name).ShouldBe(["w", "/w"]);
        file.Nodes.Select(node => node.Graph).ShouldBe(["", "/choice.then_branch"]);
        file.ConsumersOf("w").Length.ShouldBe(1);
    }

    private static readonly Dictionary<string, TensorType> TypeNames = new()
    {
        ["FLOAT"] = TensorType.Float32,
        ["DOUBLE"] = TensorType.Float64,
        ["FLOAT16"] = TensorType.Float16,
        ["INT8"] = TensorType.Int8,
        ["UINT8"] = TensorType.UInt8,
        ["INT16"] = TensorType.Int16,
        ["INT32"] = TensorType.Int32,
        ["INT64"] = TensorType.Int64,
        ["UINT32"] = TensorType.UInt32,
        ["UINT64"] = TensorType.UInt64,
        ["BOOL"] = TensorType.Bool,
    };

    private static OnnxFile Open(byte[] bytes) => TensorFile.Open(new MemoryStream(bytes), "a.onnx").ShouldBeOfType<OnnxFile>();
}
