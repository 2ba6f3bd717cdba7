using System.Buffers.Binary;
using System.Text;
using Evenkeel.Formats;

namespace Evenkeel.Formats.Tests.Safetensors;

public class SafetensorsFileTests
{
    [Fact]
    public void Read_GivesTensorsInTheHeadersOrder()
    {
        byte[] bytes = File("""{"__metadata__":{"format":"pt"},"b":{"dtype":"I8","shape":[2],"data_offsets":[4,6]},"a":{"dtype":"F32","shape":[1,1],"data_offsets":[0,4]}}""", [0, 0, 0x80, 0x3F, 0xFF, 2]);

        using TensorFile file = Open(bytes);

        file.Format.ShouldBe("safetensors");
        file.Metadata["format"].ShouldBe("pt");
        file.Tensors.Select(tensor => tensor.ToString()).ShouldBe(["b i8 2", "a f32 1×1"]);
        file.Find("b")!.Offset.ShouldBe(bytes.Length - 2);
        file.Read(file.Tensors[0]).ToSingles().ShouldBe([-1, 2]);
        file.Read(file.Tensors[1]).ToSingles().ShouldBe([1]);
    }

    [Theory]
    [InlineData(TensorType.Float16)]
    [InlineData(TensorType.BFloat16)]
    [InlineData(TensorType.Float32)]
    [InlineData(TensorType.Float64)]
    public void Write_IsReadBack(TensorType type)
    {
        float[] values = [1, -2, 0.5f, float.PositiveInfinity, -0f, 1.5f];
        using MemoryStream stream = new();

        TensorWriter.WriteSafetensors(stream, [NamedTensor.FromSingles("w", [2, 3], values, type), NamedTensor.FromSingles("empty", [0, 7], [], type)], new Dictionary<string, string> { ["scheme"] = "he-normal", ["a"] = "ü" });

        using TensorFile file = Open(stream.ToArray());
        file.Metadata.ShouldBe(new Dictionary<string, string> { ["scheme"] = "he-normal", ["a"] = "ü" }, ignoreOrder: true);
        (file.Tensors[0].Offset % 8).ShouldBe(0);
        file.Read(file.Tensors[0]).ToSingles().ShouldBe(values);
        file.Read(file.Tensors[1]).ToSingles().ShouldBeEmpty();
    }

    [Theory]
    [InlineData(TensorType.Bool)]
    [InlineData(TensorType.UInt8)]
    [InlineData(TensorType.Int16)]
    [InlineData(TensorType.UInt16)]
    [InlineData(TensorType.Int32)]
    [InlineData(TensorType.UInt32)]
    [InlineData(TensorType.Int64)]
    [InlineData(TensorType.UInt64)]
    public void Read_GivesWholeNumbers(TensorType type)
    {
        byte[] bytes = new byte[2 * type.Size()];
        bytes[0] = 1;
        using MemoryStream stream = new();

        TensorWriter.WriteSafetensors(stream, [new("n", type, [2], bytes)]);

        using TensorFile file = Open(stream.ToArray());
        file.ReadAll()[0].ToDoubles().ShouldBe([1, 0]);
        file.Tensors[0].Type.ShouldBe(type);
    }

    [Theory]
    [InlineData("""{"a":{"dtype":"F32","shape":[2],"data_offsets":[0,400]}}""", "claims bytes 0 to 400 of the 8 that follow the header at byte 64.")]
    [InlineData("""{"a":{"dtype":"F32","shape":[3],"data_offsets":[0,8]}}""", "at byte 64 holds 8 bytes, but f32 of shape 3 needs 12.")]
    [InlineData("""{"a":{"dtype":"F32","shape":[9223372036854775807,9],"data_offsets":[0,8]}}""", "needs an impossible number.")]
    [InlineData("""{"a":{"dtype":"F32","shape":[-2],"data_offsets":[0,8]}}""", "needs an impossible number.")]
    [InlineData("""{"a":{"dtype":"F32","shape":[2],"data_offsets":[8,0]}}""", "has the data offsets [8, 0]; a start and an end at or after it are needed.")]
    [InlineData("""{"a":{"dtype":"F32","shape":[2],"data_offsets":[0]}}""", "has the data offsets [0]; a start and an end at or after it are needed.")]
    [InlineData("""{"a":{"dtype":"F9","shape":[8],"data_offsets":[0,8]}}""", "has the type 'F9', which cannot be read;")]
    [InlineData("""{"a":{"dtype":"F32","shape":[1],"data_offsets":[4,8]}}""", "tensor 'a' starts at byte 68, but the tensor before it ends at byte 64.")]
    [InlineData("""{"a":{"dtype":"F32","shape":[1],"data_offsets":[0,4]}}""", "the tensors end at byte 68, but the file at byte 72.")]
    [InlineData("""{"a":{"dtype":"F32","shape":[2],"data_offsets":[0,8]},"b":{"dtype":"F32","shape":[1],"data_offsets":[4,8]}}""", "but the tensor before it ends at byte")]
    [InlineData("""{"a":{"dtype":"F32","shape":[2],"data_offsets":[0,8]},"a":{"dtype":"F32","shape":[2],"data_offsets":[0,8]}}""", "the JSON header at byte 8 is not readable")]
    [InlineData("""{"a":{"dtype":"F32","shape":[2.5],"data_offsets":[0,8]}}""", "the JSON header at byte 8 is not readable")]
    [InlineData("""{"a":{"dtype":"F32","shape":[2]}}""", "the JSON header at byte 8 is not readable")]
    [InlineData("""{"a":7}""", "the JSON header at byte 8 is not readable")]
    [InlineData("""{"__metadata__":{"a":7}}""", "the JSON header at byte 8 is not readable")]
    [InlineData("""{"a" """, "the JSON header at byte 8 is not readable")]
    public void Open_RefusesAHeaderThatLies(string header, string message) =>
        Refusal(File(header.PadRight(56), new byte[8])).ShouldContain(message);

    [Theory]
    [InlineData(ulong.MaxValue)]
    [InlineData(long.MaxValue)]
    [InlineData(1000UL)]
    public void Open_RefusesAHeaderLongerThanTheFile(ulong claimed)
    {
        byte[] bytes = File("{}", []);
        BinaryPrimitives.WriteUInt64LittleEndian(bytes, claimed);

        Refusal(bytes).ShouldBe($"a.safetensors: the header at byte 8 claims {claimed} bytes, but the file holds 2 there.");
    }

    public static TheoryData<TensorType> Types => [.. Enum.GetValues<TensorType>()];

    [Theory]
    [MemberData(nameof(Types))]
    public void Write_KeepsTheBytesOfEveryType(TensorType type)
    {
        byte[] elements = [.. Enumerable.Range(0, 2 * type.Bits()).Select(i => (byte)(i * 7))];
        using MemoryStream stream = new();

        TensorWriter.WriteSafetensors(stream, [new("w", type, [4, 4], elements)]);

        using TensorFile file = Open(stream.ToArray());
        file.Read(file.Tensors[0]).Bytes.ToArray().ShouldBe(elements);
        file.Tensors[0].Type.ShouldBe(type);
    }

    [Fact]
    public void SaveAs_RefusesATypeThatHasNoFractions()
    {
        using MemoryStream stream = new();
        TensorWriter.WriteSafetensors(stream, [new("n", TensorType.Int32, [1], new byte[4])]);
        using TensorFile file = Open(stream.ToArray());

        Should.Throw<TensorFileException>(() => file.SaveAs("never", [new(file.Tensors[0], _ => { })])).Message
            .ShouldBe("a.safetensors: tensor 'n' is of i32, which cannot be written anew; f8_e4m3, f8_e5m2, f16, bf16, f32 and f64 can.");
    }

    /// <summary>The header that makes the most of its bytes: a number for every second one. Its own length, the tokens of the JSON reader, and what both outgrew.</summary>
    [Fact]
    public void Open_KeepsWithinMemoryWhateverTheHeader()
    {
        byte[] header = Encoding.ASCII.GetBytes("{\"a\":{\"dtype\":\"F32\",\"shape\":[" + string.Concat(Enumerable.Repeat("0,", (15 << 20) / 2)) + "0],\"data_offsets\":[0,0]}}");
        byte[] bytes = [.. BitConverter.GetBytes((long)header.Length), .. header];
        long before = GC.GetAllocatedBytesForCurrentThread();

        Refusal(bytes).ShouldBe("a.safetensors: tensor 'a' has more than the 64 axes, or data offsets, that are read.");

        (GC.GetAllocatedBytesForCurrentThread() - before).ShouldBeLessThan(256 << 20);
    }

    [Fact]
    public void Open_ShowsNothingThatATerminalObeys() =>
        Refusal(File("""{"\u001b[2J\u0007":{"dtype":"F9","shape":[],"data_offsets":[0,0]}}""", [])).ShouldStartWith("a.safetensors: tensor '\uFFFD[2J\uFFFD' has the type 'F9'");

    [Fact]
    public void Open_RefusesAFileCutAnywhere()
    {
        using MemoryStream stream = new();
        TensorWriter.WriteSafetensors(stream, [NamedTensor.FromSingles("w", [3], [1, 2, 3])]);

        for (int length = 0; length < stream.Length; length++)
        {
            Refusal(stream.ToArray()[..length]).ShouldStartWith("a.safetensors: ");
        }
    }

    [Fact]
    public void Read_NeverFailsOtherwiseThanByRefusal()
    {
        using MemoryStream stream = new();
        TensorWriter.WriteSafetensors(stream, [NamedTensor.FromSingles("w", [3], [1, 2, 3])], new Dictionary<string, string> { ["k"] = "v" });
        for (int i = 0; i < stream.Length; i++)
        {
            for (int flip = 1; flip < 256; flip <<= 1)
            {
                byte[] damaged = stream.ToArray();
                damaged[i] ^= (byte)flip;

                try
                {
                    using TensorFile file = Open(damaged);
                    file.ReadAll();
                }
                catch (TensorFileException)
                {
                    // A refusal is right; so is reading what the damage did not reach.
                }
            }
        }
    }

    private static byte[] File(string header, byte[] data)
    {
        byte[] text = Encoding.UTF8.GetBytes(header);
        byte[] length = new byte[8];
        BinaryPrimitives.WriteInt64LittleEndian(length, text.Length);
        return [.. length, .. text, .. data];
    }

    private static TensorFile Open(byte[] bytes) => TensorFile.Open(new MemoryStream(bytes), "a.safetensors");

    private static string Refusal(byte[] bytes) => Should.Throw<TensorFileException>(() => Open(bytes)).Message;
}
