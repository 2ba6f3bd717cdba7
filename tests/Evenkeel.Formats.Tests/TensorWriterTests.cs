using Evenkeel.Formats;

namespace Evenkeel.Formats.Tests;

public sealed class TensorWriterTests : IDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("evenkeel-formats-");

    [Theory]
    [InlineData("w.npy")]
    [InlineData("w.npz")]
    [InlineData("w.safetensors")]
    public void Save_ChoosesTheFormatByTheEnding(string fileName)
    {
        string path = Path.Combine(folder.FullName, fileName);

        TensorWriter.Save(path, [NamedTensor.FromSingles("w", [2], [1, 2])]);

        using TensorFile file = TensorFile.Open(path);
        file.Format.ShouldBe(Path.GetExtension(fileName)[1..]);
        file.ReadAll().ShouldHaveSingleItem().ToString().ShouldBe("w f32 2");
        folder.GetFiles().ShouldHaveSingleItem();
    }

    [Fact]
    public void Save_RefusesAnEndingThatNamesNoFormat() =>
        Should.Throw<ArgumentException>(() => TensorWriter.Save(Path.Combine(folder.FullName, "w.h5"), [])).Message
            .ShouldStartWith("w.h5 ends in '.h5', which names no format that can be written; .npy, .npz, .safetensors do.");

    [Fact]
    public void Save_RefusesTwoTensorsInOneArray() =>
        Should.Throw<ArgumentException>(() => TensorWriter.Save(Path.Combine(folder.FullName, "w.npy"), [NamedTensor.FromSingles("a", [1], [1]), NamedTensor.FromSingles("b", [1], [1])])).Message
            .ShouldStartWith("w.npy would hold 2 tensors, but an .npy file holds one; choose .npz or .safetensors.");

    [Fact]
    public void AtomicFile_KeepsTheOldFileWhenWritingFails()
    {
        string path = Path.Combine(folder.FullName, "kept.txt");
        File.WriteAllText(path, "old");

        Should.Throw<InvalidOperationException>(() => AtomicFile.Write(path, stream =>
        {
            stream.Write("half"u8);
            throw new InvalidOperationException();
        }));

        File.ReadAllText(path).ShouldBe("old");
        folder.GetFiles().ShouldHaveSingleItem();
    }

    [Fact]
    public void Open_RefusesAFileOfNoKnownFormat()
    {
        string path = Path.Combine(folder.FullName, "note.txt");
        File.WriteAllText(path, "hello, world");

        Should.Throw<TensorFileException>(() => TensorFile.Open(path)).Message
            .ShouldBe("note.txt: its first bytes, 68 65 6C 6C 6F 2C 20 77 6F 72 6C 64 ('hello, world'), are those of no known format; npy, npz, GGUF, safetensors indices, safetensors, PyTorch and ONNX files are read.");
    }

    public void Dispose() => folder.Delete(recursive: true);
}
