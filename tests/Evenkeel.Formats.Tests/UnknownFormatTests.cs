using System.IO.Compression;
using System.Text;

namespace Evenkeel.Formats.Tests;

public class UnknownFormatTests
{
    [Theory]
    [InlineData("", "it is empty;")]
    [InlineData("version https://git-lfs.github.com/spec/v1\noid sha256:4d7a\nsize 12345\n", "it is a git-lfs pointer of 70 bytes, not the file that it stands for; fetch that with 'git lfs pull'.")]
    [InlineData("\n <!DOCTYPE html><html>", "it is a web page, as a download that needs a log-in or met an error leaves; download the file itself.")]
    [InlineData("<HTML>", "it is a web page")]
    [InlineData("{\"model\": 1}", "it is JSON, which holds no elements of tensors;")]
    [InlineData("[1, 2, 3]", "it is JSON, which holds no elements of tensors;")]
    [InlineData("\u0001\u0002AB", "its first bytes, 01 02 41 42 ('..AB'), are those of no known format;")]
    public void Open_SaysWhatTheFileLooksLike(string content, string message) => Refusal(Encoding.UTF8.GetBytes(content)).ShouldStartWith("model.bin: " + message);

    [Fact]
    public void Open_NamesKerasFiles() =>
        Refusal([0x89, .. "HDF\r\n\x1a\n"u8, 0, 0]).ShouldBe("model.bin: Keras and other HDF5 files are recognised but cannot be read; save the weights as safetensors or npz.");

    [Fact]
    public void Open_NamesGzip()
    {
        using MemoryStream stream = new();
        using (GZipStream packer = new(stream, CompressionLevel.Fastest))
        {
            packer.Write("hello"u8);
        }

        Refusal(stream.ToArray()).ShouldBe("model.bin: it is packed with gzip; unpack it with gunzip first.");
    }

    [Fact]
    public void Open_NamesKerasArchives() =>
        Refusal(Zip("config.json", "metadata.json", "model.weights.h5")).ShouldBe("model.bin: .keras archives are recognised but cannot be read; save the weights as safetensors or npz.");

    [Fact]
    public void Open_SaysWhatAnArchiveHolds() =>
        Refusal(Zip("a.txt", "b.txt", "c", "d", "e", "f")).ShouldBe("model.bin: its zip archive of 6 entries ('a.txt', 'b.txt', 'c', 'd', 'e', …) holds neither .npy arrays nor the data.pkl of PyTorch.");

    [Fact]
    public void Open_RefusesATruncatedArchive()
    {
        byte[] whole = Zip("a.npy");

        Refusal(whole[..^5]).ShouldBe($"model.bin: it starts as a zip archive, but the directory that should end it at byte {whole.Length - 5} is missing; the file is truncated.");
    }

    [Fact]
    public void Open_RefusesAnEncryptedArchive()
    {
        // Bit 0 of the flags, in the entry's own header and in the directory's record, says encrypted (APPNOTE.TXT 4.4.4).
        byte[] archive = Zip("a.npy");
        int record = archive.AsSpan().IndexOf("PK\x1\x2"u8);
        archive[6] |= 1;
        archive[record + 8] |= 1;

        Refusal(archive).ShouldBe("model.bin: its zip entry 'a.npy' is encrypted; unpack the archive with its password first.");
    }

    private static byte[] Zip(params string[] names)
    {
        using MemoryStream stream = new();
        using (ZipArchive archive = new(stream, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach (string name in names)
            {
                archive.CreateEntry(name);
            }
        }

        return stream.ToArray();
    }

    private static string Refusal(byte[] bytes) => Should.Throw<TensorFileException>(() => TensorFile.Open(new MemoryStream(bytes), "model.bin")).Message;
}
