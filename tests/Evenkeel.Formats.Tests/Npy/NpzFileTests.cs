using System.IO.Compression;
using Evenkeel.Formats;

namespace Evenkeel.Formats.Tests.Npy;

public class NpzFileTests
{
    [Fact]
    public void Read_GivesWhatNumpyStored()
    {
        using TensorFile file = Open(Convert.FromBase64String(Numpy.Stored));

        file.Format.ShouldBe("npz");
        file.Tensors.Select(tensor => tensor.ToString()).ShouldBe(["x f32 2×3", "y i64 2"]);
        file.Read(file.Find("x")!).ToSingles().ShouldBe([1, 2.5f, -3, 4, 0.125f, 6]);
        file.Read(file.Find("y")!).ToSingles().ShouldBe([1, 0]);
    }

    [Fact]
    public void Read_GivesWhatNumpyDeflated()
    {
        using TensorFile file = Open(Convert.FromBase64String(Numpy.Deflated));

        file.Read(file.Find("x")!).ToSingles().ShouldBe(new float[600]);
        file.Read(file.Find("y")!).ToSingles().ShouldBe([1, 0]);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Write_IsReadBack(bool compress)
    {
        NamedTensor weights = NamedTensor.FromSingles("layers.1.weight", [2, 2], [1, float.NaN, float.NegativeInfinity, -0f]);
        NamedTensor bias = NamedTensor.FromDoubles("layers.1.bias", [2], [0.1, double.MaxValue]);
        using MemoryStream stream = new();

        TensorWriter.WriteNpz(stream, [weights, bias], compress);

        using TensorFile file = Open(stream.ToArray());
        IReadOnlyList<NamedTensor> read = file.ReadAll();
        read.Select(tensor => tensor.Info.Name).ShouldBe(["layers.1.weight", "layers.1.bias"]);
        read[0].Bytes.ToArray().ShouldBe(weights.Bytes.ToArray());
        read[1].ToDoubles().ShouldBe([0.1, double.MaxValue]);
    }

    public static TheoryData<string> Golden => [.. GoldenFiles.Names.Where(name => name.StartsWith("npz", StringComparison.Ordinal))];

    /// <summary>The checksum of the directory is that of the content, bit by bit by its definition; the platform's own reader finds each entry.</summary>
    [Theory]
    [MemberData(nameof(Golden))]
    public void SaveAs_KeepsChecksumsRight(string name)
    {
        string path = Path.Combine(Directory.CreateTempSubdirectory("evenkeel-npz-").FullName, "a.npz");
        using (TensorFile file = GoldenFiles.Get(name).Open())
        {
            file.SaveAs(path, [.. file.Tensors.Where(tensor => tensor.Type.IsFloat()).Select(tensor => new ChangedTensor(tensor, values => values.Fill(0.3f)))]);
        }

        using (ZipArchive archive = ZipFile.OpenRead(path))
        {
            archive.Entries.Count.ShouldBe(4);
            foreach (ZipArchiveEntry entry in archive.Entries)
            {
                using MemoryStream content = new();
                using (Stream stream = entry.Open())
                {
                    stream.CopyTo(content);
                }

                entry.Length.ShouldBe(content.Length);
                entry.Crc32.ShouldBe(Checksum(content.ToArray()));
            }
        }

        Directory.Delete(Path.GetDirectoryName(path)!, recursive: true);
    }

    private static uint Checksum(byte[] bytes)
    {
        uint crc = uint.MaxValue;
        foreach (byte value in bytes)
        {
            crc ^= value;
            for (int bit = 0; bit < 8; bit++)
            {
                crc = (crc >> 1) ^ ((crc & 1) * 0xEDB88320);
            }
        }

        return ~crc;
    }

    [Fact]
    public void Write_GivesTheSameBytesTwice()
    {
        byte[] Written()
        {
            using MemoryStream stream = new();
            TensorWriter.WriteNpz(stream, [NamedTensor.FromSingles("w", [1], [1])]);
            return stream.ToArray();
        }

        Written().ShouldBe(Written());
    }

    [Fact]
    public void Write_RefusesTwoTensorsOfOneName() =>
        Should.Throw<ArgumentException>(() => TensorWriter.WriteNpz(new MemoryStream(), [NamedTensor.FromSingles("w", [1], [1]), NamedTensor.FromSingles("w", [1], [1])])).Message
            .ShouldStartWith("Tensor 'w' stands twice");

    [Theory]
    [InlineData(Numpy.Stored)]
    [InlineData(Numpy.Deflated)]
    public void Open_RefusesAFileCutAnywhere(string base64)
    {
        byte[] whole = Convert.FromBase64String(base64);

        for (int length = 0; length < whole.Length; length++)
        {
            Should.Throw<TensorFileException>(() => Open(whole[..length])).Message.ShouldStartWith("a.npz: ");
        }
    }

    [Theory]
    [InlineData(Numpy.Stored)]
    [InlineData(Numpy.Deflated)]
    public void Read_NeverFailsOtherwiseThanByRefusal(string base64)
    {
        byte[] whole = Convert.FromBase64String(base64);
        for (int i = 0; i < whole.Length; i++)
        {
            foreach (byte flip in new byte[] { 0x01, 0x80, 0xFF })
            {
                byte[] damaged = [.. whole];
                damaged[i] ^= flip;

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

    [Fact]
    public void Open_RefusesAnEntryThatIsNoArray()
    {
        using MemoryStream stream = new();
        using (ZipArchive archive = new(stream, ZipArchiveMode.Create, leaveOpen: true))
        {
            archive.CreateEntry("../evil.txt");
        }

        Should.Throw<TensorFileException>(() => Open(stream.ToArray())).Message.ShouldBe("a.npz: its zip archive of 1 entries ('../evil.txt') holds neither .npy arrays nor the data.pkl of PyTorch.");
    }

    [Fact]
    public void Open_RefusesAnEntryThatHoldsLessThanItClaims()
    {
        using MemoryStream stream = new();
        using (ZipArchive archive = new(stream, ZipArchiveMode.Create, leaveOpen: true))
        using (Stream entry = archive.CreateEntry("w.npy").Open())
        {
            entry.Write([0x93, .. "NUMPY"u8, 1, 0, 70, 0, .. "{'descr': '<f4', 'fortran_order': False, 'shape': (500000000, 1000), }"u8]);
        }

        Should.Throw<TensorFileException>(() => Open(stream.ToArray())).Message
            .ShouldBe("a.npz: tensor 'w' claims f32 of shape 500000000×1000, 2000000000000 bytes from byte 80 of its entry on, but the entry holds 0 there.");
    }

    /// <summary>Texts and objects that lie beside weights, as <c>np.savez(path, w=weights, names=["a", "b"], config=object)</c> of NumPy 1.24.2 heads them.</summary>
    [Theory]
    [InlineData("<U1")]
    [InlineData("|O")]
    [InlineData("|S12")]
    [InlineData("<M8[ns]")]
    [InlineData("<c8")]
    public void Open_LeavesOutWhatHoldsNoNumbers_AndSavesItAsItWas(string type)
    {
        string path = Path.Combine(Directory.CreateTempSubdirectory("evenkeel-npz-").FullName, "b.npz");
        byte[] header = [0x93, .. "NUMPY"u8, 1, 0, 118, 0, .. System.Text.Encoding.ASCII.GetBytes($"{{'descr': '{type}', 'fortran_order': False, 'shape': (2,), }}".PadRight(117)), (byte)'\n'];
        byte[] other = [.. header, 7, 0, 0, 0, 9, 0, 0, 0];
        using MemoryStream stream = new();
        TensorWriter.WriteNpz(stream, [NamedTensor.FromSingles("w", [2], [1, 2.5f])]);
        using (ZipArchive archive = new(stream, ZipArchiveMode.Update, leaveOpen: true))
        using (Stream entry = archive.CreateEntry("names.npy").Open())
        {
            entry.Write(other);
        }

        using (TensorFile file = Open(stream.ToArray()))
        {
            TensorInfo tensor = file.Tensors.ShouldHaveSingleItem();
            file.Read(tensor).ToSingles().ShouldBe([1, 2.5f]);
            file.Metadata.ShouldHaveSingleItem().ShouldBe(new("names", $"not read: of the type '{type}', which is not one of numbers that can be read"));
            file.SaveAs(path, [new(tensor, values => values.Fill(3))]);
        }

        using (ZipArchive archive = ZipFile.OpenRead(path))
        using (Stream entry = archive.GetEntry("names.npy")!.Open())
        using (MemoryStream content = new())
        {
            entry.CopyTo(content);
            content.ToArray().ShouldBe(other);
        }

        Directory.Delete(Path.GetDirectoryName(path)!, recursive: true);
    }

    [Fact]
    public void Open_RefusesATypeThatNumpyDoesNotHave()
    {
        using MemoryStream stream = new();
        using (ZipArchive archive = new(stream, ZipArchiveMode.Create, leaveOpen: true))
        using (Stream entry = archive.CreateEntry("w.npy").Open())
        {
            entry.Write([0x93, .. "NUMPY"u8, 1, 0, 60, 0, .. "{'descr': '<q9', 'fortran_order': False, 'shape': (0,), }   "u8]);
        }

        Should.Throw<TensorFileException>(() => Open(stream.ToArray())).Message
            .ShouldBe("a.npz: entry 'w.npy': the npy type '<q9' is not one of numbers that can be read; b1, i1 to i8, u1 to u8 and f2 to f8 are.");
    }

    private static TensorFile Open(byte[] bytes) => TensorFile.Open(new MemoryStream(bytes), "a.npz");
}
