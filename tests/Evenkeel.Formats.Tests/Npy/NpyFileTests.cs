using System.Text;
using Evenkeel.Formats;

namespace Evenkeel.Formats.Tests.Npy;

public class NpyFileTests
{
    [Fact]
    public void Read_GivesWhatNumpyWrote()
    {
        NamedTensor tensor = Open(Numpy.RowMajor);

        tensor.Info.ToString().ShouldBe("a f32 2×3");
        tensor.ToSingles().ShouldBe([1, 2.5f, -3, 4, 0.125f, 6]);
    }

    [Fact]
    public void Read_TurnsBigEndianFortranOrderIntoRowMajor()
    {
        NamedTensor tensor = Open(Numpy.FortranBigEndian);

        tensor.Info.ToString().ShouldBe("a f64 2×3");
        tensor.ToDoubles().ShouldBe([1, 2.5, -3, 4, 0.125, 6]);
    }

    [Fact]
    public void Read_TurnsThreeAxesOfFortranOrder() =>
        Open(Numpy.FortranThreeAxes).ToSingles().ShouldBe(Enumerable.Range(0, 24).Select(i => (float)i));

    [Fact]
    public void Read_WidensHalves() => Open(Numpy.Halves).ToSingles().ShouldBe([1, 2.5f, -3, 4, 0.125f, 6]);

    [Fact]
    public void Read_GivesTruthValuesAsZeroAndOne() => Open(Numpy.Truth).ToSingles().ShouldBe([1, 0, 1]);

    [Fact]
    public void Read_GivesAScalarOneElement()
    {
        NamedTensor tensor = Open(Numpy.BigEndianScalar);

        tensor.Info.ToString().ShouldBe("a i16 scalar");
        tensor.ToSingles().ShouldBe([7]);
    }

    [Fact]
    public void Open_RefusesPythonObjects() => Refusal(Convert.FromBase64String(Numpy.PythonObject))
        .ShouldBe("a.npy: the npy type '|O' is not one of numbers that can be read; b1, i1 to i8, u1 to u8 and f2 to f8 are.");

    [Theory]
    [InlineData("{'descr': '<f4', 'fortran_order': False, 'shape': (2, 3), 'shape': (1,), }", "a.npy: the npy header is not readable at its character 66: the key 'shape' is unknown or stands twice.")]
    [InlineData("{'descr': '<f4', 'fortran_order': False, }", "a.npy: the npy header is not readable at its character 42: one of 'descr', 'fortran_order' and 'shape' is missing.")]
    [InlineData("{'descr': '<f4', 'fortran_order': False, 'shape': (-1,), }", "a.npy: the npy header is not readable at its character 51: an axis of a shape was expected.")]
    [InlineData("{'descr': '<f4', 'fortran_order': 1, 'shape': (1,), }", "a.npy: the npy header is not readable at its character 34: True or False was expected.")]
    [InlineData("{'descr': [('x', '<f4')], 'fortran_order': False, 'shape': (1,), }", "a.npy: the npy header is not readable at its character 10: a quoted word was expected.")]
    [InlineData("__import__('os')", "a.npy: the npy header is not readable at its character 0: '{' was expected.")]
    [InlineData("{'descr': '<f4', 'fortran_order': False, 'shape': (3,), } or 1", "a.npy: the npy header is not readable at its character 58: it should end there.")]
    [InlineData("{'descr': '<f4', 'fortran_order': False, 'shape': (4294967296, 4294967296), }", "a.npy: the npy header claims the shape (4294967296, 4294967296), whose bytes exceed 2^63.")]
    [InlineData("{'descr': '<f4', 'fortran_order': False, 'shape': (1000000000000,), }", "a.npy: the header claims f32 of shape 1000000000000, 4000000000000 bytes from byte 79 on, but the file holds 0 there.")]
    public void Open_RefusesAHeaderThatLies(string header, string message) => Refusal(Header(header)).ShouldBe(message);

    [Fact]
    public void Open_RefusesAnEnormousHeader()
    {
        byte[] bytes = [.. "\x93NUMPY"u8.ToArray()[1..], 2, 0, 0xFF, 0xFF, 0xFF, 0xFF];

        Refusal([0x93, .. bytes[1..]]).ShouldBe("a.npy: the npy header at byte 8 claims 4294967295 bytes; at most 65536 are read.");
    }

    [Fact]
    public void Open_RefusesAVersionOfTheFuture()
    {
        byte[] bytes = Convert.FromBase64String(Numpy.RowMajor);
        bytes[6] = 9;

        Refusal(bytes).ShouldBe("a.npy: the npy version at byte 6 is 9.0; 1.0 to 3.0 are read.");
    }

    [Fact]
    public void Open_RefusesAFileCutAnywhere()
    {
        byte[] whole = Convert.FromBase64String(Numpy.RowMajor);

        for (int length = 0; length < whole.Length; length++)
        {
            Refusal(whole[..length]).ShouldStartWith("a.npy: ");
        }
    }

    [Fact]
    public void Open_RefusesBytesAfterTheLastElement() => Refusal([.. Convert.FromBase64String(Numpy.RowMajor), 0])
        .ShouldBe("a.npy: the header claims f32 of shape 2×3, 24 bytes from byte 128 on, but the file holds 25 there.");

    [Fact]
    public void Write_GivesTheBytesThatNumpyGives()
    {
        using MemoryStream stream = new();

        TensorWriter.WriteNpy(stream, NamedTensor.FromSingles("a", [2, 3], [1, 2.5f, -3, 4, 0.125f, 6]));

        Convert.ToBase64String(stream.ToArray()).ShouldBe(Numpy.RowMajor);
    }

    [Fact]
    public void Write_RefusesBrainFloats() =>
        Should.Throw<ArgumentException>(() => TensorWriter.WriteNpy(Stream.Null, NamedTensor.FromSingles("w", [1], [1], TensorType.BFloat16))).Message
            .ShouldBe("Tensor 'w' is bf16, which npy cannot hold; write it as f32, or to safetensors.");

    private static byte[] Header(string text)
    {
        byte[] ascii = Encoding.ASCII.GetBytes(text);
        return [0x93, .. "NUMPY"u8, 1, 0, (byte)ascii.Length, (byte)(ascii.Length >> 8), .. ascii];
    }

    private static NamedTensor Open(string base64)
    {
        using TensorFile file = TensorFile.Open(new MemoryStream(Convert.FromBase64String(base64)), "a.npy");
        file.Format.ShouldBe("npy");
        return file.ReadAll().ShouldHaveSingleItem();
    }

    private static string Refusal(byte[] bytes) =>
        Should.Throw<TensorFileException>(() => TensorFile.Open(new MemoryStream(bytes), "a.npy")).Message;
}
