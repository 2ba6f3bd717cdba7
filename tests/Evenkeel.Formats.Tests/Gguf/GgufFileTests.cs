using System.Text;

namespace Evenkeel.Formats.Tests.Gguf;

/// <summary>Headers that lie, written field by field as docs/gguf.md of ggml has them.</summary>
public class GgufFileTests
{
    [Fact]
    public void Open_RefusesAnotherVersion() => Refusal(Bytes(1, 0, 0)).ShouldBe("a.gguf: the GGUF version at byte 4 is 1; 2 and 3 are read.");

    [Fact]
    public void Open_RefusesMoreTensorsThanTheFileCanHold() => Refusal(Bytes(3, 1000, 0))
        .ShouldBe("a.gguf: the header at byte 8 claims 1000 tensors; at most 100000, and no more than fit into the 0 bytes from byte 24 on, are read.");

    [Fact]
    public void Open_RefusesMorePairsThanTheFileCanHold() => Refusal(Bytes(3, 0, ulong.MaxValue))
        .ShouldBe("a.gguf: the header claims 18446744073709551615 metadata pairs, for which the 0 bytes that follow byte 24 have no room.");

    [Fact]
    public void Open_RefusesTextLongerThanTheFile() => Refusal(Bytes(3, 0, 1, [.. Text("k"), .. Number(8), .. BitConverter.GetBytes(1UL << 40)]))
        .ShouldBe("a.gguf: the text at byte 37 claims 1099511627776 bytes, but 0 follow.");

    [Fact]
    public void Open_RefusesArraysInArraysWithoutEnd()
    {
        byte[] nested = [.. Enumerable.Repeat((byte[])[.. Number(9), .. BitConverter.GetBytes(1UL)], 1000).SelectMany(part => part)];

        Refusal(Bytes(3, 0, 1, [.. Text("k"), .. Number(9), .. nested])).ShouldStartWith("a.gguf: the array at byte 85 claims 1 values, inside 4 others;");
    }

    [Theory]
    [InlineData(33u, 2u, "a.gguf: tensor 'w' at byte 24 claims the shape 33; innermost axes of whole blocks of 32 (q4_0), and fewer than 2^63 bytes, are needed.")]
    [InlineData(32u, 4u, "a.gguf: tensor 'w' at byte 24 is of type 4, which is not known; types of 2025 and before that the format still names are.")]
    [InlineData(64u, 2u, "a.gguf: tensor 'w' claims 36 bytes from byte 0 of the elements on, which begin at byte 64; a multiple of 32, and an end within the file's 82 bytes, are needed.")]
    public void Open_RefusesATensorThatLies(uint length, uint type, string message) => Refusal(OneTensor(length, type, 0)).ShouldBe(message);

    [Fact]
    public void Open_RefusesAPlaceThatIsNotAligned() => Refusal(OneTensor(32, 2, 8)).ShouldContain("claims 18 bytes from byte 8 of the elements on");

    [Fact]
    public void SaveAs_RefusesQuantisedElements()
    {
        using TensorFile file = TensorFile.Open(new MemoryStream(OneTensor(32, 2, 0)), "a.gguf");

        Should.Throw<TensorFileException>(() => file.SaveAs("never", [new(file.Tensors[0], _ => { })])).Message
            .ShouldBe("a.gguf: tensor 'w' is of q4_0, which cannot be written anew; f8_e4m3, f8_e5m2, f16, bf16, f32 and f64 can.");
    }

    [Theory]
    [InlineData(2u, true)]
    [InlineData(20u, false)]
    public void IsReadable_TellsBlocksThatAreKnown(uint type, bool isReadable)
    {
        using TensorFile file = TensorFile.Open(new MemoryStream(OneTensor(32, type, 0)), "a.gguf");
        TensorInfo tensor = file.Tensors.ShouldHaveSingleItem();

        tensor.IsReadable.ShouldBe(isReadable);
        if (isReadable)
        {
            file.Read(tensor).ToSingles().ShouldBe(new float[32], "scales of 0");
        }
        else
        {
            Should.Throw<TensorFileException>(() => file.Read(tensor)).Message.ShouldStartWith("a.gguf: tensor 'w' at byte 64 is quantised as iq4_nl, which cannot be read;");
        }
    }

    private static byte[] OneTensor(uint length, uint type, ulong offset)
    {
        byte[] header = Bytes(3, 1, 0, [.. Text("w"), .. Number(1), .. BitConverter.GetBytes((ulong)length), .. Number(type), .. BitConverter.GetBytes(offset)]);
        return [.. header, .. new byte[64 - header.Length], .. new byte[18]];
    }

    private static byte[] Bytes(uint version, ulong tensors, ulong pairs, byte[]? rest = null) =>
        [.. "GGUF"u8, .. Number(version), .. BitConverter.GetBytes(tensors), .. BitConverter.GetBytes(pairs), .. rest ?? []];

    private static byte[] Number(uint value) => BitConverter.GetBytes(value);

    private static byte[] Text(string text) => [.. BitConverter.GetBytes((ulong)text.Length), .. Encoding.ASCII.GetBytes(text)];

    private static string Refusal(byte[] bytes) => Should.Throw<TensorFileException>(() => TensorFile.Open(new MemoryStream(bytes), "a.gguf")).Message;
}
