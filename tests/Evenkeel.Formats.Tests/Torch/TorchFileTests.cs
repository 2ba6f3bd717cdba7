using static Evenkeel.Formats.Tests.Torch.PickleBytes;

namespace Evenkeel.Formats.Tests.Torch;

public class TorchFileTests
{
    public static TheoryData<string> Files => [.. TorchGolden.Files];

    [Theory]
    [MemberData(nameof(Files))]
    public void Read_GivesWhatPyTorchReads(string name)
    {
        using TensorFile file = TorchGolden.Open(name);

        file.Format.ShouldBe("torch");
        TorchGolden.GoldenTensor[] known = [.. TorchGolden.Expected(name).Where(tensor => tensor.Known is not null)];
        file.Tensors.Select(tensor => (tensor.Name, (TensorType?)tensor.Type)).ShouldBe(known.Select(tensor => (tensor.Name, tensor.Known)));
        foreach (TorchGolden.GoldenTensor tensor in known.Where(tensor => tensor.Type != "torch.complex64"))
        {
            file.Find(tensor.Name)!.Shape.AsEnumerable().ShouldBe(tensor.Shape, tensor.Name);
            file.Read(file.Find(tensor.Name)!).ToDoubles().ShouldBe(tensor.Numbers, tensor.Name);
        }
    }

    [Theory]
    [InlineData("views.pt")]
    [InlineData("states.pt")]
    [InlineData("deflated.pt")]
    [InlineData("big.pt")]
    [InlineData("legacy.pt")]
    public void OpenElements_GivesTheSameFromAnyPlaceOn(string name)
    {
        using TensorFile file = TorchGolden.Open(name);
        foreach (TorchGolden.GoldenTensor expected in TorchGolden.Expected(name))
        {
            TensorInfo tensor = file.Find(expected.Name)!;
            for (long start = 0; start <= tensor.Count; start++)
            {
                float[] values = new float[tensor.Count - start + 1];
                using ElementReader reader = file.OpenElements(tensor, start);
                int read = 0;
                while (reader.Read(values.AsSpan(read, Math.Min(3, values.Length - read))) is > 0 and var more) read += more;

                values[..read].ShouldBe(expected.Numbers[(int)start..].Select(number => (float)number), expected.Name);
            }
        }
    }

    [Fact]
    public void Tensors_ThatAreTied_SayTheSameOfWhereTheyAre()
    {
        using TensorFile file = TorchGolden.Open("tied.pt");

        string memory = file.Find("embedding.weight")!.StoredIn.ShouldNotBeNull();

        file.Find("head.weight")!.StoredIn.ShouldBe(memory);
        file.Find("other.weight")!.StoredIn.ShouldBeNull();
        file.Find("other.bias")!.StoredIn.ShouldBeNull();
    }

    [Fact]
    public void Tensors_ThatAreViewsOfOneMemory_SayTheSame_AndPartsOfItDoNot()
    {
        using TensorFile file = TorchGolden.Open("views.pt");

        string?[] ofBase = [.. new[] { "whole", "transposed", "rows", "columns", "stepped", "one", "diagonal" }.Select(name => file.Find(name)!.StoredIn)];
        ofBase.Distinct().ShouldHaveSingleItem().ShouldNotBeNull();
        file.Find("permuted")!.StoredIn.ShouldBe(file.Find("inner")!.StoredIn);
        file.Find("permuted")!.StoredIn.ShouldNotBe(ofBase[0]);
        new[] { "first", "second", "third", "left", "scalar", "expanded", "empty" }.ShouldAllBe(name => file.Find(name)!.StoredIn == null);
    }

    [Theory]
    [InlineData("checkpoint1.ckpt")]
    [InlineData("checkpoint2.ckpt")]
    [InlineData("checkpoint5.ckpt")]
    [InlineData("legacy4.bin")]
    public void Metadata_KeepsThePlainValues(string name)
    {
        using TensorFile file = TorchGolden.Open(name);

        file.Metadata["epoch"].ShouldBe("3");
        file.Metadata["loss"].ShouldBe("0.5");
        file.Metadata["note"].ShouldBe("größer");
        file.Metadata["big"].ShouldBe("1180591620717411303424");
        file.Metadata["size.1"].ShouldBe("3");
        file.Metadata["optimizer_states.0.param_groups.0.lr"].ShouldBe("0.01");
        file.Metadata.Keys.ShouldNotContain("args");
    }

    [Fact]
    public void Open_NamesALoneTensorForItsFile() => TorchGolden.Open("alone.pth").Tensors.ShouldHaveSingleItem().Name.ShouldBe("alone");

    [Fact]
    public void Offset_IsWhereTheElementsAre()
    {
        byte[] bytes = TorchGolden.Bytes("tied.pt");
        using TensorFile file = TorchGolden.Open("tied.pt");
        TensorInfo tensor = file.Find("other.bias")!;

        bytes.AsSpan((int)tensor.Offset, (int)tensor.ByteLength).ToArray().ShouldBe(file.Read(tensor).Bytes.ToArray());
    }

    [Fact]
    public void Complex_IsIdentified_AndRefusedOnReading()
    {
        using TensorFile file = TorchGolden.Open("complex.pt");

        file.Tensors.Select(tensor => tensor.ToString()).ShouldBe(["c64 c64 1", "real f32 2"]);
        file.Metadata["c128"].ShouldBe("a tensor of complex128, which is not read");
        Should.Throw<TensorFileException>(() => file.OpenElements(file.Tensors[0])).Message.ShouldBe("complex.pt: tensor 'c64' is of c64, whose elements cannot be read as numbers.");
    }

    [Fact]
    public void Read_GivesTypesThatHaveNoClassOfStorage()
    {
        // 0x38 is 1.0 and 0xB0 is −0.5 in e4m3; 0x3C is 1.0 in e5m2.
        byte[] file = Archive(
            Dict(("e4", Tensor(Storage("0", 2, "UntypedStorage"), "float8_e4m3fn", [2], [1])), ("e5", Tensor(Storage("1", 1, "UntypedStorage"), "float8_e5m2", [], [])), ("u", Tensor(Storage("2", 4, "UntypedStorage"), "uint16", [2], [1]))),
            ("a/data/0", [0x38, 0xB0]), ("a/data/1", [0x3C]), ("a/data/2", [1, 0, 0xFF, 0xFF]));

        using TensorFile read = TensorFile.Open(new MemoryStream(file), "a.pt");

        read.Tensors.Select(tensor => tensor.Type).ShouldBe([TensorType.Float8E4M3, TensorType.Float8E5M2, TensorType.UInt16]);
        read.Read(read.Tensors[0]).ToSingles().ShouldBe([1, -0.5f]);
        read.Read(read.Tensors[1]).ToSingles().ShouldBe([1]);
        read.Read(read.Tensors[2]).ToSingles().ShouldBe([1, 65535]);
    }

    [Fact]
    public void Read_GivesPartsThatOldFilesCallStoragesOfTheirOwn()
    {
        byte[] part = [.. Tuple(Text("storage"), Global("torch", "FloatStorage"), Text("7"), Text("cuda:0"), Whole(4), Tuple(Text("8"), Whole(1), Whole(2))), (byte)'Q'];
        byte[] file = Legacy(Dict(("whole", Tensor(Storage("7", 4), 0, [2, 2], [2, 1])), ("part", Tensor(part, 1, [1], [1]))), List(Text("7")), [.. Little(4, 8), .. Singles(1, 2, 3, 4)]);

        using TensorFile read = TensorFile.Open(new MemoryStream(file), "a.pt");

        read.Read(read.Find("part")!).ToSingles().ShouldBe([3]);
        read.Find("part")!.StoredIn.ShouldBe(read.Find("whole")!.StoredIn.ShouldNotBeNull());
    }

    [Fact]
    public void Open_ReadsContainersThatHoldThemselvesOnce()
    {
        // l = [tensor]; l.append(l)
        byte[] cycle = [(byte)']', (byte)'q', 0, .. Tensor(Storage("0", 1), 0, [1], [1]), (byte)'a', (byte)'h', 0, (byte)'a'];

        using TensorFile file = TensorFile.Open(new MemoryStream(Archive(cycle, ("a/data/0", Singles(5)))), "a.pt");

        file.Tensors.ShouldHaveSingleItem().Name.ShouldBe("0");
    }

    [Fact]
    public void Open_GivesTwoPathsOfOneNameTwoNames()
    {
        byte[] tensor = Tensor(Storage("0", 1), 0, [1], [1]);

        using TensorFile file = TensorFile.Open(new MemoryStream(Archive(Dict(("a.b", tensor), ("a", Dict(("b", tensor)))), ("a/data/0", Singles(5)))), "a.pt");

        file.Tensors.Select(found => found.Name).ShouldBe(["a.b", "a.b#2"]);
    }

    [Fact]
    public void Open_TakesTheLastValueOfAKeyThatIsSetTwice()
    {
        byte[] file = Archive(Dict(("w", Tensor(Storage("0", 1), 0, [1], [1])), ("w", Tensor(Storage("1", 2), 0, [2], [1]))), ("a/data/0", Singles(5)), ("a/data/1", Singles(6, 7)));

        using TensorFile read = TensorFile.Open(new MemoryStream(file), "a.pt");

        read.Read(read.Tensors.ShouldHaveSingleItem()).ToSingles().ShouldBe([6, 7]);
    }

    [Fact]
    public void Open_PassesOverClassesThatAreNamedButNotCalled()
    {
        byte[] file = Archive(Dict(("activation", Global("my.models", "Gelu")), ("w", Tensor(Storage("0", 1), 0, [1], [1]))), ("a/data/0", Singles(5)));

        using TensorFile read = TensorFile.Open(new MemoryStream(file), "a.pt");

        read.Tensors.ShouldHaveSingleItem().Name.ShouldBe("w");
    }
}
