using System.Buffers.Binary;
using System.Text;
using static Evenkeel.Formats.Tests.Torch.PickleBytes;

namespace Evenkeel.Formats.Tests.Torch;

public class TorchRefusalTests
{
    private static readonly byte[] One = Tensor(Storage("0", 1), 0, [1], [1]);

    [Theory]
    [InlineData("posix", "system")]
    [InlineData("os", "system")]
    [InlineData("builtins", "eval")]
    [InlineData("__builtin__", "exec")]
    [InlineData("subprocess", "Popen")]
    [InlineData("torch.hub", "load")]
    [InlineData("torch.storage", "_load_from_bytes")]
    [InlineData("my.models", "Net")]
    public void Open_RefusesCodeByItsName(string module, string name)
    {
        string named = $"{module.Replace("__builtin__", "builtins", StringComparison.Ordinal)}.{name}";
        string sentence = $"wants to run code: it calls '{named}'. Code of a file is never run here; save the tensors alone, for example torch.save(model.state_dict(), path).";

        Refusal(Call(Global(module, name), Text("echo"))).ShouldEndWith(sentence);
        Refusal([.. Global(module, name), .. Tuple(), 0x81]).ShouldEndWith(sentence);
        Refusal([.. Text(module), .. Text(name), 0x93, .. Tuple(Text("echo")), (byte)'R']).ShouldEndWith(sentence);
        Refusal([.. Global(module, name), .. Tuple(), .. Dict(), 0x92]).ShouldEndWith(sentence);
        Refusal(Dict(("w", One), ("x", Call(Global("torch._tensor", "_rebuild_from_type_v2"), Global(module, name), Global("torch", "Tensor"), Tuple(), None)))).ShouldEndWith(sentence);
        RefusalOf(Legacy(Call(Global(module, name), Text("echo")), List(), [])).ShouldEndWith(sentence);
        RefusalOf(Whole(Call(Global(module, name), Text("echo")))).ShouldEndWith(sentence);
    }

    [Fact]
    public void Open_SaysWhereTheCodeIs()
    {
        byte[] code = Call(Global("posix", "system"), Text("echo"));

        Refusal(code).ShouldStartWith($"a.pt: the pickle at byte {code.Length + 1} of 'a/data.pkl' wants to run code: it calls 'posix.system'.");
    }

    [Theory]
    [InlineData("(cposix\nsystem\no.", "wants to run code: the opcode OBJ constructs 'posix.system'.")]
    [InlineData("(iposix\nsystem\n.", "wants to run code: the opcode INST constructs 'posix.system'.")]
    [InlineData("\x82\x01.", "wants to run code: the opcode EXT1 imports what a table outside of the file names.")]
    [InlineData("\x84\x01\x00\x00\x00.", "wants to run code: the opcode EXT4 imports")]
    [InlineData("N)R.", "wants to run code: it calls a value that it made itself.")]
    [InlineData("cposix\nsystem\nNR.", "calls 'posix.system' with what is no tuple.")]
    [InlineData("Pkey\n.", "holds the opcode PERSID")]
    [InlineData("\x97.", "holds the opcode NEXT_BUFFER, whose bytes are not in the file.")]
    [InlineData("\xff.", "holds the opcode 0xff, which is none of protocols 0 to 5")]
    [InlineData("\x80\x06.", "is of protocol 6; protocols 0 to 5 are read.")]
    [InlineData("a.", "takes a value from its stack where there is none.")]
    [InlineData("N(a.", "takes a value from its stack where there is none.")]
    [InlineData("t.", "takes the values after a mark where there is none.")]
    [InlineData("NNa.", "appends to what is no list.")]
    [InlineData("]NNs.", "sets an item of what is no dictionary.")]
    [InlineData("}(Nu.", "sets a key without a value.")]
    [InlineData("](N\x90.", "adds to what is no set.")]
    [InlineData("NNb.", "sets attributes of what has none.")]
    [InlineData("h\x05.", "recalls value 5, which it never remembered.")]
    [InlineData("gx\n.", "remembers a value under a number that is none.")]
    [InlineData("Ix\n.", "spells a whole number that is none.")]
    [InlineData("Fx\n.", "spells a number that is none.")]
    [InlineData("Sx\n.", "spells a text that is not in quotes.")]
    [InlineData("S'\\xg0'\n.", "spells a text that is not in quotes.")]
    [InlineData("V\\ud8\n.", "spells a text with a letter that does not exist.")]
    [InlineData("Lno end", "starts a line that does not end within")]
    [InlineData("NN\x93.", "names something to import by values that are not text.")]
    [InlineData("NQ.", "names what is no storage.")]
    [InlineData("\x8d\xff\xff\xff\xff\xff\xff\xff\xff.", "claims 18446744073709551615 bytes, but 2 follow")]
    [InlineData("\x8b\xff\xff\xff\x7f.", "claims 2147483647 bytes, but 2 follow")]
    [InlineData("X\xff\xff\xff\xff.", "claims 4294967295 bytes, but 2 follow")]
    [InlineData("T\xff\xff\xff\x7f.", "claims 2147483647 bytes, but 2 follow")]
    public void Open_RefusesAPickleThatIsWrong(string program, string message) =>
        RefusalOf(Archive([.. Encoding.Latin1.GetBytes(program)])).ShouldContain(message);

    [Theory]
    [InlineData(2, new long[] { 3 }, new long[] { 1 }, 0)]
    [InlineData(2, new long[] { 2 }, new long[] { 2 }, 0)]
    [InlineData(2, new long[] { 2 }, new long[] { 1 }, 1)]
    [InlineData(2, new long[] { 2 }, new long[] { -1 }, 1)]
    [InlineData(2, new long[] { 2 }, new long[] { 1 }, -1)]
    [InlineData(2, new long[] { -2 }, new long[] { 1 }, 0)]
    [InlineData(2, new long[] { 2 }, new long[] { 1, 1 }, 0)]
    [InlineData(2, new long[] { long.MaxValue, long.MaxValue }, new long[] { long.MaxValue, long.MaxValue }, 0)]
    [InlineData(2, new long[] { long.MaxValue, long.MaxValue }, new long[] { 0, 0 }, 0)]
    [InlineData(2, new long[] { 2 }, new long[] { 1 }, long.MaxValue)]
    [InlineData(2, new long[] { 0 }, new long[] { 1 }, 3)]
    public void Open_RefusesAViewOutsideItsStorage(long count, long[] shape, long[] strides, long offset) =>
        Refusal(Tensor(Storage("0", count), offset, shape, strides), ("a/data/0", new byte[8])).ShouldContain($"from element {offset} on of storage '0', which has {count}.");

    [Fact]
    public void Open_RefusesAViewThatShowsLittleTooOften() =>
        Refusal(Tensor(Storage("0", 1), 0, [1L << 40], [0]), ("a/data/0", new byte[4])).ShouldBe(
            "a.pt: its tensors claim 4398046511104 bytes, all of them views of 4; at most 16 times what is held is read, and 16777216 more.");

    [Fact]
    public void Open_RefusesStoragesThatAreNotWhatThePickleClaims()
    {
        Refusal(One).ShouldEndWith("should be the zip entry 'a/data/0', but there is none.");
        Refusal(One, ("a/data/0", new byte[3])).ShouldBe("a.pt: storage '0' claims 1 elements of float32, 4 bytes, but the zip entry 'a/data/0' holds 3.");
        Refusal(Tensor(Storage("0", long.MaxValue), 0, [1], [1]), ("a/data/0", new byte[4])).ShouldEndWith($"claims {long.MaxValue} elements for storage '0'.");
        Refusal(Tensor(Storage("0", -1), 0, [1], [1]), ("a/data/0", new byte[4])).ShouldEndWith("claims -1 elements for storage '0'.");
        Refusal(List(One, Tensor(Storage("0", 2, "HalfStorage"), 0, [1], [1])), ("a/data/0", new byte[4])).ShouldContain("claims 2 elements of float16 for storage '0', but 1 of float32 at byte");
        Refusal(Tensor(Storage("0", 1, "MyStorage"), 0, [1], [1])).ShouldEndWith("names a storage of 'torch.MyStorage'; the storages of PyTorch's own types alone are read.");
        Refusal([.. Tuple(Text("module"), Global("my", "Net"), Text("net.py"), Text("code")), (byte)'Q']).ShouldContain("names a module of 'my.Net'");
        Refusal(Call(Global("torch._utils", "_rebuild_tensor_v2"), Text("no storage"))).ShouldContain("calls 'torch._utils._rebuild_tensor_v2' with other than a storage, an offset, a shape and strides");
        Refusal(Tensor(Storage("0", 4, "UntypedStorage"), "float3", [1], [1])).ShouldEndWith("makes a tensor of the unknown type 'torch.float3'.");
        Refusal(Call(Global("torch.nn.parameter", "Parameter"), None)).ShouldEndWith("makes a parameter of what is no tensor.");
    }

    [Fact]
    public void Open_RefusesTensorsOfOtherKindsByName() =>
        Refusal(Call(Global("torch._utils", "_rebuild_qtensor"), Storage("0", 1, "QInt8Storage")))
            .ShouldEndWith("makes a tensor by 'torch._utils._rebuild_qtensor'; quantised, sparse and nested tensors, and such without elements, cannot be read.");

    [Fact]
    public void Open_RefusesStoragesOfTheOlderFormThatAreNotWhatThePickleClaims()
    {
        RefusalOf(Legacy(One, List(Text("0")), [.. Little(2, 8), .. Singles(1, 2)])).ShouldContain("claims 2 elements of float32, but the pickle says 1");
        RefusalOf(Legacy(One, List(Text("0")), [.. Little(1, 8), 1, 2])).ShouldContain("claims 1 elements of float32, but the pickle says 1, and 2 bytes follow.");
        RefusalOf(Legacy(One, List(), [])).ShouldEndWith("is not among the 0 that follow.");
        RefusalOf(Legacy(One, List(Text("0"), Text("0")), [.. Little(1, 8), .. Singles(1), .. Little(1, 8), .. Singles(1)])).ShouldEndWith("names '0' twice.");
        RefusalOf(Legacy(One, List(Text("1")), [.. Little(1, 8), .. Singles(1)])).ShouldEndWith("names one that no tensor lies in, so that its size is unknown.");
        RefusalOf(Legacy(One, List(Text("0")), Little(1, 4))).ShouldContain("it ends at byte");
        RefusalOf(Legacy(One, None, [])).ShouldEndWith("should list the keys of the storages, but is no list.");
    }

    [Fact]
    public void Open_RefusesPicklesOfOtherPrograms() =>
        RefusalOf(Whole(Dict(("w", Text("x"))))).ShouldBe("a.pt: it is a pickle, but not one of PyTorch, which starts with the number 119547037146038801333356; save the tensors with torch.save.");

    [Fact]
    public void Open_RefusesTheOldestFormByName()
    {
        byte[] tar = new byte[1024];
        "ustar"u8.CopyTo(tar.AsSpan(257));

        RefusalOf(tar).ShouldBe("a.pt: it is a tar archive, as PyTorch wrote before version 0.1.10; load it there and save it with PyTorch 1.6 or later.");
    }

    [Fact]
    public void Open_RefusesTorchScriptByName() =>
        Refusal(None, ("a/constants.pkl", []), ("a/code/__torch__.py", [])).ShouldStartWith("a.pt: it is a TorchScript program, which holds code beside its tensors;");

    [Fact]
    public void Open_RefusesTwoPickles() =>
        Refusal(None, ("b/data.pkl", Whole(None))).ShouldBe("a.pt: its zip archive holds both 'a/data.pkl' and 'b/data.pkl'; one alone says what the tensors are.");

    [Fact]
    public void Open_RefusesDeepNesting() =>
        Refusal([.. Enumerable.Repeat((byte)']', 100_000), .. Enumerable.Repeat((byte)'a', 99_999)]).ShouldBe("a.pt: its containers nest more than 64 deep.");

    [Fact]
    public void Open_RefusesListsThatDoubleOverAndOver()
    {
        // l0 = []; l1 = [l0, l0]; l2 = [l1, l1]; …
        byte[] doubling = [(byte)']', (byte)'q', 0, .. Enumerable.Range(0, 60).SelectMany(i => (byte[])[(byte)']', (byte)'h', (byte)i, (byte)'a', (byte)'h', (byte)i, (byte)'a', (byte)'q', (byte)(i + 1)])];

        Refusal(doubling).ShouldContain("its containers hold each other so often that following them takes more than");
    }

    [Theory]
    [InlineData("]")]
    [InlineData("}")]
    [InlineData("K\u0001")]
    [InlineData("(")]
    [InlineData("]K\u0001a0")]
    [InlineData("}K\u0001K\u0001s0")]
    [InlineData("I7\n0")]
    [InlineData("Nq\u0001")]
    public void Open_RefusesMoreValuesThanMemoryShouldHold(string repeated)
    {
        byte[] unit = Encoding.Latin1.GetBytes(repeated);
        byte[] file = Archive([.. Enumerable.Repeat(unit, 12_000_000 / unit.Length).SelectMany(item => item)]);
        long before = GC.GetAllocatedBytesForCurrentThread();

        RefusalOf(file).ShouldStartWith("a.pt: the pickle at byte ");

        (GC.GetAllocatedBytesForCurrentThread() - before).ShouldBeLessThan(256L << 20);
    }

    [Fact]
    public void Open_RefusesMoreMemoriesThanMemoryShouldHold()
    {
        byte[] file = Archive([(byte)'N', .. Enumerable.Range(0, 2_500_000).SelectMany(i => (byte[])[(byte)'r', .. BitConverter.GetBytes(i)])]);
        long before = GC.GetAllocatedBytesForCurrentThread();

        RefusalOf(file).ShouldContain("goes on after more values than are read");

        (GC.GetAllocatedBytesForCurrentThread() - before).ShouldBeLessThan(256L << 20);
    }

    [Fact]
    public void Open_RefusesPartsOfBytesWhoseTypeIsUnknown()
    {
        byte[] part = [.. Tuple(Text("storage"), Global("torch.storage", "UntypedStorage"), Text("7"), Text("cpu"), Whole(8), Tuple(Text("8"), Whole(6), Whole(2))), (byte)'Q'];

        RefusalOf(Legacy(Tensor(part, "uint16", [1], [1]), List(Text("7")), [.. Little(8, 8), .. new byte[8]]))
            .ShouldEndWith("makes a tensor of uint16 of a storage of untyped from element 6 on.");
    }

    [Fact]
    public void Open_RefusesCopiesOfLongLists()
    {
        // l = [0] * 200000; then list(l), over and over
        byte[] list = [(byte)']', (byte)'q', 0, (byte)'(', .. Enumerable.Repeat((byte[])[(byte)'K', 1], 200_000).SelectMany(item => item), (byte)'e'];
        byte[] copy = [.. Global("builtins", "list"), (byte)'h', 0, 0x85, (byte)'R', (byte)'0'];

        Refusal([.. list, .. Enumerable.Repeat(copy, 10_000).SelectMany(item => item)]).ShouldContain("goes on after more values than are read");
    }

    [Theory]
    [InlineData("tied.pt")]
    [InlineData("alone.pth")]
    [InlineData("legacy4.bin")]
    public void Open_RefusesAFileCutAnywhere(string name)
    {
        byte[] whole = TorchGolden.Bytes(name);

        for (int length = 0; length < whole.Length; length++)
        {
            RefusalOf(whole[..length]).ShouldStartWith("a.pt: ");
        }
    }

    [Fact]
    public void Open_RefusesAnEncryptedEntry()
    {
        byte[] file = TorchGolden.Bytes("tied.pt");
        int record = file.AsSpan().LastIndexOf("tied/data/0"u8) - 46;
        file[record + 8] |= 1;

        RefusalOf(file).ShouldBe("a.pt: its zip entry 'tied/data/0' is encrypted; unpack the archive with its password first.");
    }

    [Fact]
    public void Open_RefusesTwoEntriesOfOneName()
    {
        byte[] file = TorchGolden.Bytes("tied.pt");
        file[file.AsSpan().LastIndexOf("tied/data/1"u8) + 10] = (byte)'0';

        RefusalOf(file).ShouldBe("a.pt: its zip archive holds the entry 'tied/data/0' twice.");
    }

    [Fact]
    public void SaveAs_RefusesEntriesOverEachOther()
    {
        byte[] inner = Archive(None, ("a/data/1", Singles(1)));
        int second = inner.AsSpan().IndexOf("a/data/1"u8) - 30;
        byte[] header = inner[second..(second + 38)];
        byte[] file = Archive(List(Tensor(Storage("0", 32), 0, [32], [1]), Tensor(Storage("1", 1), 0, [1], [1])), ("a/data/0", [.. header, .. new byte[128 - header.Length]]), ("a/data/1", Singles(1)));
        int record = file.AsSpan().LastIndexOf("a/data/1"u8) - 46;
        BinaryPrimitives.WriteInt32LittleEndian(file.AsSpan(record + 42), file.AsSpan().IndexOf("a/data/1"u8) - 30);

        using TensorFile read = TensorFile.Open(new MemoryStream(file), "a.pt");
        Should.Throw<TensorFileException>(() => read.SaveAs(Path.Combine(Path.GetTempPath(), Path.GetRandomFileName()), [new(read.Tensors[0], values => values.Clear())])).Message
            .ShouldContain(", inside the one before it");
    }

    [Theory]
    [InlineData(0, ulong.MaxValue)]
    [InlineData(0, 1UL << 62)]
    [InlineData(8, ulong.MaxValue)]
    [InlineData(8, 1UL << 40)]
    public void Open_RefusesWideSizesThatLie(int field, ulong claimed)
    {
        // The directory of a wide archive says 0xFFFFFFFF, and the true sizes in an extra field: unpacked, packed.
        byte[] file = Archive(One, ("a/data/0", Singles(1)));
        int name = file.AsSpan().LastIndexOf("a/data/0"u8);
        byte[] extra = [1, 0, 16, 0, .. Little(4, 8), .. Little(4, 8)];
        BinaryPrimitives.WriteUInt64LittleEndian(extra.AsSpan(4 + field), claimed);
        file.AsSpan(name - 46 + 20, 8).Fill(0xFF);
        file[name - 46 + 30] = (byte)extra.Length;
        byte[] longer = [.. file[..(name + 8)], .. extra, .. file[(name + 8)..]];
        int end = longer.AsSpan().LastIndexOf("PK\x5\x6"u8);
        BinaryPrimitives.WriteInt32LittleEndian(longer.AsSpan(end + 12), BinaryPrimitives.ReadInt32LittleEndian(longer.AsSpan(end + 12)) + extra.Length);

        RefusalOf(longer).ShouldContain("'a/data/0'");
    }

    private static string Refusal(byte[] value, params (string Name, byte[] Content)[] entries) => RefusalOf(Archive(value, entries));

    private static string RefusalOf(byte[] file) => Should.Throw<TensorFileException>(() => TensorFile.Open(new MemoryStream(file), "a.pt")).Message;
}
