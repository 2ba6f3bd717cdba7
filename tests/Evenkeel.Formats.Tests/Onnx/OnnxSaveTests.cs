using Evenkeel.Formats.Onnx;

namespace Evenkeel.Formats.Tests.Onnx;

public class OnnxSaveTests
{
    public static TheoryData<string> Models => [.. GoldenModels.Names];

    [Theory]
    [MemberData(nameof(Models))]
    public void SaveAs_WithoutChangesCopiesEveryByte(string model)
    {
        byte[] bytes = GoldenModels.Bytes($"{model}.onnx");

        Saved(bytes).ShouldBe(bytes);
    }

    [Theory]
    [MemberData(nameof(Models))]
    public void SaveAs_ChangesOneTensorAndNoOtherByteThanItsOwn(string model)
    {
        byte[] bytes = GoldenModels.Bytes($"{model}.onnx");
        using TensorFile before = Open(bytes);
        foreach (TensorInfo tensor in before.Tensors.Where(tensor => tensor.Type.IsFloat() && tensor.Count > 0))
        {
            byte[] changed = Saved(bytes, tensor.Name);

            using TensorFile after = Open(changed);
            after.Tensors.Select(entry => entry.ToString()).ShouldBe(before.Tensors.Select(entry => entry.ToString()));
            foreach (TensorInfo entry in after.Tensors)
            {
                float[] expected = entry.Name == tensor.Name ? [.. Enumerable.Range(0, (int)entry.Count).Select(New)] : before.Read(before.Find(entry.Name)!).ToSingles();
                after.Read(entry).ToSingles().ShouldBe(expected);
            }

            if (changed.Length == bytes.Length)
            {
                int end = (int)(tensor.Offset + tensor.ByteLength);
                changed[..(int)tensor.Offset].ShouldBe(bytes[..(int)tensor.Offset]);
                changed[end..].ShouldBe(bytes[end..]);
            }
        }
    }

    [Fact]
    public void SaveAs_KeepsUnknownFieldsAndTheirOrderWhereLengthsFollow()
    {
        // 1, 0.5 and 2^-24 as halves, which take 2, 2 and 1 bytes; 1, 2 and 3 take 2, 3 and 3.
        byte[] Model(byte[] halves) =>
        [
            .. Wire.Number(5, 1),
            .. Wire.Text(99, "before"),
            .. Wire.Bytes(7, Wire.Number(77, 5), Wire.Bytes(5, Wire.Number(66, 1), Wire.Number(1, 3), Wire.Number(2, 10), Wire.Text(8, "w"), Wire.Bytes(5, halves), Wire.Number(65, 2)), Wire.Text(78, "after")),
            .. Wire.Number(1, 8),
        ];
        byte[] before = Model([.. Wire.Varint(0x3C00), .. Wire.Varint(0x3800), .. Wire.Varint(1)]);

        byte[] after = Saved(before, "w");

        after.ShouldBe(Model([.. Wire.Varint(0x3C00), .. Wire.Varint(0x4000), .. Wire.Varint(0x4200)]));
        after.Length.ShouldBe(before.Length + 3);
    }

    [Fact]
    public void SaveAs_LetsALengthTakeMoreBytesItself()
    {
        // 100 zeros take 100 bytes and their length one; 1, 2, 3 … take 299 bytes and their length two, as do the tensor's and the graph's.
        byte[] Model(IEnumerable<ulong> halves) => Wire.Model(Wire.Node("Neg", ["w"], ["y"]), Wire.Tensor(5, "w", 10, [100], Wire.Bytes(5, [.. halves.Select(Wire.Varint)])));
        byte[] before = Model(Enumerable.Repeat(0UL, 100));

        byte[] after = Saved(before, "w");

        after.ShouldBe(Model(Enumerable.Range(0, 100).Select(i => (ulong)BitConverter.HalfToUInt16Bits((Half)New(i)))));
    }

    [Fact]
    public void SaveAs_KeepsElementsInTheirParts()
    {
        byte[] Model(params float[] values) => Wire.Model(Wire.Tensor(5, "w", 1, [4], Wire.Single(4, values[0]), Wire.Number(66, 1), Wire.Bytes(4, Wire.Little(values[1], values[2])), Wire.Single(4, values[3])));

        Saved(Model(7, 7, 7, 7), "w").ShouldBe(Model(1, 2, 3, 4));
    }

    [Fact]
    public void SaveAs_WritesTheDataBesideTheNewModel()
    {
        using TempFolder folder = new();
        byte[] model = GoldenModels.Bytes("outside/outside.onnx");
        byte[] data = GoldenModels.Bytes("outside/outside.onnx.data");
        folder.Write("old/outside.onnx", model);
        folder.Write("old/outside.onnx.data", data);
        Directory.CreateDirectory(folder.Of("new"));

        using (TensorFile file = TensorFile.Open(folder.Of("old/outside.onnx")))
        {
            file.SaveAs(folder.Of("new/other.onnx"), [new(file.Find("2.weight")!, Fill)]);
        }

        using TensorFile saved = TensorFile.Open(folder.Of("new/other.onnx"));
        saved.Read(saved.Find("2.weight")!).ToSingles().ShouldBe([1, 2, 3, 4, 5, 6, 7, 8]);
        File.ReadAllBytes(folder.Of("new/other.onnx")).ShouldBe(model);
        File.ReadAllBytes(folder.Of("old/outside.onnx.data")).ShouldBe(data);
        byte[] written = File.ReadAllBytes(folder.Of("new/outside.onnx.data"));
        written[..64].ShouldBe(data[..64]);
        written[96..].ShouldBe(data[96..]);
    }

    [Fact]
    public void SaveAs_RefusesToChangeTheDataOfAnotherModel()
    {
        using TempFolder folder = new();
        folder.Write("outside.onnx", GoldenModels.Bytes("outside/outside.onnx"));
        folder.Write("outside.onnx.data", GoldenModels.Bytes("outside/outside.onnx.data"));
        using TensorFile file = TensorFile.Open(folder.Of("outside.onnx"));

        Should.Throw<TensorFileException>(() => file.SaveAs(folder.Of("other.onnx"), [new(file.Find("2.weight")!, Fill)])).Message
            .ShouldBe("outside.onnx: tensor '2.weight' keeps its elements in 'outside.onnx.data', which a new model in the same folder would change for this one too; write the new model into another folder.");
        folder.Write("new/outside.onnx.data", [1]);
        Should.Throw<TensorFileException>(() => file.SaveAs(folder.Of("new/other.onnx"), [])).Message.ShouldContain("where another file is; write the new model into an empty folder.");
        File.ReadAllBytes(folder.Of("outside.onnx.data")).ShouldBe(GoldenModels.Bytes("outside/outside.onnx.data"));

        file.SaveAs(folder.Of("outside.onnx"), [new(file.Find("2.weight")!, Fill)]);
        using TensorFile saved = TensorFile.Open(folder.Of("outside.onnx"));
        saved.Read(saved.Find("2.weight")!).ToSingles()[7].ShouldBe(8);
    }

    [Theory]
    [InlineData("i64", "typed.onnx: tensor 'i64' is of i64, which no new numbers can be drawn into; float types can be.")]
    [InlineData("bool", "typed.onnx: tensor 'bool' is of bool, which no new numbers can be drawn into; float types can be.")]
    public void SaveAs_RefusesWholeNumbers(string name, string message)
    {
        using TensorFile file = TensorFile.Open(new MemoryStream(GoldenModels.Bytes("typed.onnx")), "typed.onnx");

        Should.Throw<TensorFileException>(() => file.SaveAs("never", [new(file.Find(name)!, Fill)])).Message.ShouldBe(message);
    }

    private static float New(int place) => place + 1;

    private static void Fill(Span<float> values)
    {
        for (int i = 0; i < values.Length; i++)
        {
            values[i] = New(i);
        }
    }

    private static byte[] Saved(byte[] bytes, params string[] names)
    {
        using TempFolder folder = new();
        using TensorFile file = Open(bytes);
        file.SaveAs(folder.Of("new.onnx"), [.. names.Select(name => new ChangedTensor(file.Find(name)!, Fill))]);
        return File.ReadAllBytes(folder.Of("new.onnx"));
    }

    private static OnnxFile Open(byte[] bytes) => TensorFile.Open(new MemoryStream(bytes), "a.onnx").ShouldBeOfType<OnnxFile>();
}
