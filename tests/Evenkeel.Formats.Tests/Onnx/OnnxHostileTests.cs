using Evenkeel.Formats.Onnx;

namespace Evenkeel.Formats.Tests.Onnx;

public class OnnxHostileTests
{
    public static TheoryData<string> Models => [.. GoldenModels.Names];

    [Theory]
    [MemberData(nameof(Models))]
    public void Open_RefusesOrReadsAFileCutAnywhere(string model)
    {
        byte[] bytes = GoldenModels.Bytes($"{model}.onnx");
        int opened = 0;
        for (int length = 0; length < bytes.Length; length++)
        {
            opened += Survives(bytes[..length]) ? 1 : 0;
        }

        // A cut between the fields of the model itself leaves a model; there are few of those behind the graph.
        opened.ShouldBeLessThan(10);
    }

    [Theory]
    [MemberData(nameof(Models))]
    public void Open_NeverFailsOtherwiseThanByRefusal(string model)
    {
        byte[] bytes = GoldenModels.Bytes($"{model}.onnx");
        for (int i = 0; i < bytes.Length; i++)
        {
            for (int change = 0; change < 10; change++)
            {
                byte[] damaged = [.. bytes];
                damaged[i] = change switch { < 8 => (byte)(bytes[i] ^ (1 << change)), 8 => 0xFF, _ => 0 };
                Survives(damaged);
            }
        }
    }

    [Theory]
    [InlineData("../secret", "which may lie outside the model's folder; a name within the folder is needed.")]
    [InlineData("a/../../secret", "which may lie outside the model's folder; a name within the folder is needed.")]
    [InlineData("..\\secret", "which may lie outside the model's folder; a name within the folder is needed.")]
    [InlineData("/etc/passwd", "which may lie outside the model's folder; a name within the folder is needed.")]
    [InlineData("C:\\secret", "which may lie outside the model's folder; a name within the folder is needed.")]
    [InlineData("a\0b", "which may lie outside the model's folder; a name within the folder is needed.")]
    [InlineData("", "which may lie outside the model's folder; a name within the folder is needed.")]
    [InlineData("gone.data", "but there is no such file in the model's folder; put it there.")]
    [InlineData("folder", "but there is no such file in the model's folder; put it there.")]
    [InlineData("m.onnx", "which is the model itself; another file is needed.")]
    public void Open_StaysInTheModelsFolder(string location, string message)
    {
        using TempFolder folder = new();
        folder.Write("secret", new byte[8]);
        folder.Write("model/a/file", new byte[8]);
        Directory.CreateDirectory(folder.Of("model/folder"));
        folder.Write("model/m.onnx", Wire.Model(Wire.Outside("w", location)));

        Should.Throw<TensorFileException>(() => TensorFile.Open(folder.Of("model/m.onnx"))).Message.ShouldEndWith(message);
    }

    [LinksFact]
    public void Open_FollowsNoLinkOutOfTheFolder()
    {
        using TempFolder folder = new();
        folder.Write("secret", new byte[8]);
        folder.Write("model/inside", new byte[8]);
        Directory.CreateSymbolicLink(folder.Of("model/up"), folder.Path);
        File.CreateSymbolicLink(folder.Of("model/link"), folder.Of("secret"));
        File.CreateSymbolicLink(folder.Of("model/circle"), folder.Of("model/circle"));
        File.CreateSymbolicLink(folder.Of("model/good"), folder.Of("model/inside"));

        foreach (string location in new[] { "link", "up/secret", "circle", "up/model/inside" })
        {
            folder.Write("model/m.onnx", Wire.Model(Wire.Outside("w", location)));
            Should.Throw<TensorFileException>(() => TensorFile.Open(folder.Of("model/m.onnx"))).Message
                .ShouldBe($"m.onnx: tensor 'w' keeps its elements in '{location}', but a symbolic link leads from there out of the model's folder; put the file itself there.");
        }

        folder.Write("model/m.onnx", Wire.Model(Wire.Outside("w", "good")));
        using TensorFile file = TensorFile.Open(folder.Of("model/m.onnx"));
        file.Read(file.Tensors[0]).ToSingles().ShouldBe([0, 0]);
    }

    [Theory]
    [InlineData("offset", "8", "claims 8 bytes of 'data' from byte 8 on, but that file has 12.")]
    [InlineData("offset", "9223372036854775807", "claims 8 bytes of 'data' from byte 9223372036854775807 on, but that file has 12.")]
    [InlineData("offset", "-1", "gives its offset in another file as '-1'; a whole number of 0 or more is needed.")]
    [InlineData("offset", "99999999999999999999", "gives its offset in another file as '99999999999999999999'; a whole number of 0 or more is needed.")]
    [InlineData("length", "9", "claims 9 bytes of 'data', but f32 of shape 2 needs 8.")]
    public void Open_HoldsClaimsAgainstTheDataFile(string key, string value, string message)
    {
        using TempFolder folder = new();
        folder.Write("data", new byte[12]);
        folder.Write("m.onnx", Wire.Model(Wire.Outside("w", "data", (key, value))));

        Should.Throw<TensorFileException>(() => TensorFile.Open(folder.Of("m.onnx"))).Message.ShouldEndWith(message);
    }

    [Fact]
    public void Open_TakesNoOtherFileForAStream() =>
        Refusal(Wire.Model(Wire.Outside("w", "data"))).ShouldBe("a.onnx: tensor 'w' keeps its elements in 'data', a file beside the model, but only the model itself is given; save it with its data inside, or read it from its folder.");

    [Fact]
    public void Open_RefusesGraphsInGraphsWithoutEnd()
    {
        byte[] graph = [];
        for (int depth = 0; depth < 10_000; depth++)
        {
            graph = Wire.Bytes(1, Wire.Bytes(5, Wire.Bytes(6, graph)));
        }

        Refusal(Wire.Model(graph)).ShouldEndWith("lies 33 graphs deep; 32 are read.");
    }

    [Fact]
    public void Open_BoundsWhatTwoBytesAskFor()
    {
        // Every empty node takes two bytes in the file and far more in memory.
        byte[] nodes = new byte[4 << 20];
        for (int i = 0; i < nodes.Length; i += 2)
        {
            nodes[i] = 0x0A;
        }

        Refusal(Wire.Model(nodes)).ShouldBe("a.onnx: the graph's nodes and names would take more than 96 MB in memory, the most that is read.");
    }

    public static TheoryData<byte[], string> Lies => new()
    {
        { Wire.Model(Wire.Tensor(5, "w", 1, [3], Wire.Bytes(9, new byte[8]))), "tensor 'w' at byte 15 holds 8 bytes, but f32 of shape 3 needs 12." },
        { Wire.Model(Wire.Tensor(5, "w", 1, [3], Wire.Bytes(4, new byte[8]))), "holds 2 in float_data, but f32 of shape 3 needs 3." },
        { Wire.Model(Wire.Tensor(5, "w", 1, [3], Wire.Bytes(4, new byte[7]))), "takes 7 bytes; a multiple of 4 is needed." },
        { Wire.Model(Wire.Tensor(5, "w", 7, [3], Wire.Bytes(7, new byte[2]))), "holds 2 bytes of packed elements in int64_data, but i64 of shape 3 needs 3." },
        { Wire.Model(Wire.Tensor(5, "w", 7, [3], Wire.Bytes(7, new byte[31]))), "holds 31 bytes of packed elements in int64_data, but i64 of shape 3 needs 3." },
        { Wire.Model(Wire.Tensor(5, "w", 1, [3])), "holds no elements, but f32 of shape 3 needs 3." },
        { Wire.Model(Wire.Tensor(5, "w", 1, [1], Wire.Bytes(9, new byte[4]), Wire.Single(4, 1))), "holds elements in float_data and in raw_data; one of the two is needed." },
        { Wire.Model(Wire.Tensor(5, "w", 1, [1], Wire.Bytes(9, new byte[4]), Wire.Bytes(9, new byte[4]))), "holds raw_data 2 times; once is needed." },
        { Wire.Model(Wire.Tensor(5, "w", 1, [1], Wire.Number(5, 1))), "holds elements in int32_data, but f32 is read from float_data or raw_data." },
        { Wire.Model(Wire.Tensor(5, "w", 1, [1], Wire.Number(4, 1))), "has the wire type 0; 5 is needed." },
        { Wire.Model(Wire.Tensor(5, "w", 1, [-1])), "has the shape -1, which needs an impossible number of bytes." },
        { Wire.Model(Wire.Tensor(5, "w", 1, [long.MaxValue, long.MaxValue])), "which needs an impossible number of bytes." },
        { Wire.Model(Wire.Tensor(5, "w", 1, [1L << 61])), "which needs an impossible number of bytes." },
        { Wire.Model(Wire.Tensor(5, "w", 1, [.. Enumerable.Repeat(1L, 65)], Wire.Bytes(9, new byte[4]))), "has more than 64 axes, the most that are read." },
        { Wire.Model(Wire.Tensor(5, "w", 1, [1], Wire.Bytes(3, Wire.Number(1, 0)), Wire.Bytes(9, new byte[4]))), "is stored in segments, which cannot be read." },
        { Wire.Model(Wire.Tensor(5, "w", 1, [0]), Wire.Tensor(5, "w", 1, [0])), "two tensors of one graph have the name 'w'; the second ends before byte 22." },
        { Wire.Model(Wire.Tensor(5, "", 1, [0])), "has no name." },
        { Wire.Model(Wire.Tensor(5, "w", 1, [1], Wire.Number(14, 1))), "keeps its elements in another file, but does not say in which." },
        { [.. Wire.Number(1, 8), .. Wire.Key(7, 2), .. Wire.Varint(ulong.MaxValue)], "claims 18446744073709551615 bytes, but its message holds 0 there." },
        { [.. Wire.Number(1, 8), .. Wire.Key(7, 2), .. Wire.Varint(long.MaxValue)], "claims 9223372036854775807 bytes, but its message holds 0 there." },
        { [.. Wire.Number(1, 8), .. Wire.Key(7, 2), .. Enumerable.Repeat((byte)0xFF, 20)], "takes more than 10 bytes." },
        { [.. Wire.Number(1, 8), .. Wire.Key(7, 2), 0xFF], "goes on beyond its message's end at byte 4." },
        { Wire.Model([0x0B]), "has the wire type 3; 0, 1, 2 and 5 are read." },
        { Wire.Model([0x00, 0x00]), "has the number 0; 1 to 536870911 are possible." },
        { Wire.Number(1, 8), "it holds no graph, so it is no ONNX model." },
    };

    [Theory]
    [MemberData(nameof(Lies))]
    public void Open_RefusesALie(byte[] bytes, string message)
    {
        string refusal = Refusal(bytes);

        refusal.ShouldStartWith("a.onnx: ");
        refusal.ShouldEndWith(message);
    }

    [Theory]
    [InlineData(3, "tensor 'w' at byte 15 holds 2 elements in int64_data, but its shape 3 needs 3.")]
    [InlineData(1, "tensor 'w' at byte 15 holds more elements in int64_data, but its shape 1 needs 1.")]
    public void Read_CountsNumbersOfVaryingLength(int count, string message)
    {
        byte[] bytes = Wire.Model(Wire.Tensor(5, "w", 7, [count], Wire.Bytes(7, [0x80, 1, 0x80, 1])));
        using TensorFile file = TensorFile.Open(new MemoryStream(bytes), "a.onnx");

        Should.Throw<TensorFileException>(() => file.Read(file.Tensors[0])).Message.ShouldEndWith(message);
    }

    [Theory]
    [InlineData("a.bin")]
    [InlineData("a.onnx")]
    public void Open_TakesNothingElseForAModel(string name)
    {
        foreach (byte[] bytes in new byte[][] { [], [0], "version 1.0"u8.ToArray(), new byte[100], Wire.Text(2, "me"), Wire.Number(9, 1), [.. Wire.Number(1, 8), .. Wire.Number(9, 1)] })
        {
            Should.Throw<TensorFileException>(() => TensorFile.Open(new MemoryStream(bytes), name));
        }
    }

    /// <summary>Opens and reads what may be damaged; a refusal is right, and so is reading what the damage did not reach.</summary>
    private static bool Survives(byte[] bytes)
    {
        try
        {
            using TensorFile file = TensorFile.Open(new MemoryStream(bytes), "a.onnx");
            foreach (TensorInfo tensor in file.Tensors)
            {
                file.Read(tensor);
                (file as OnnxFile)?.ConsumersOf(tensor.Name);
            }

            return true;
        }
        catch (TensorFileException)
        {
            return false;
        }
    }

    private static string Refusal(byte[] bytes) => Should.Throw<TensorFileException>(() => TensorFile.Open(new MemoryStream(bytes), "a.onnx")).Message;
}
