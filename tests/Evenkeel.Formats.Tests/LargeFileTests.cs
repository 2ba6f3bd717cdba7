using System.Buffers.Binary;
using System.IO.Compression;
using System.Text;

namespace Evenkeel.Formats.Tests;

/// <summary>Files larger than memory should hold; they are sparse, so they take no room on the disk.</summary>
public sealed class LargeFileTests : IDisposable
{
    private const long Rows = 50_000;
    private const long Columns = 40_000;

    /// <summary>Twice what a block of the gatherer takes, and the buffers of a reader.</summary>
    private const long MostBytes = 80 << 20;
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("evenkeel-large-");

    public void Dispose() => folder.Delete(recursive: true);

    [Fact]
    public void Safetensors_OfGigabytes_AreReadAtAnyPlaceInLittleMemory()
    {
        byte[] header = Encoding.ASCII.GetBytes($$$"""{"w":{"dtype":"F32","shape":[{{{Rows}}},{{{Columns}}}],"data_offsets":[0,{{{4 * Rows * Columns}}}]}}""");
        byte[] start = [.. BitConverter.GetBytes((long)header.Length), .. header];

        // Element 1,999,999,000 of 2,000,000,000.
        const long Place = Rows * Columns - 1000;
        (long allocated, float[] found) = ReadSlice(Sparse("large.safetensors", start, start.Length + 4 * Rows * Columns, start.Length + 4 * Place), Place - 2);

        found[..4].ShouldBe([0, 0, 1.5f, 0]);
        allocated.ShouldBeLessThan(1 << 20);
    }

    /// <summary>Column-major: the element of row 1 and column 3 lies at 3·rows + 1.</summary>
    [Fact]
    public void NpyInFortranOrder_OfGigabytes_IsReadInLittleMemory()
    {
        byte[] header = NpyHeader($"{{'descr': '<f4', 'fortran_order': True, 'shape': ({Rows}, {Columns}), }}");

        (long allocated, float[] found) = ReadSlice(Sparse("large.npy", header, header.Length + 4 * Rows * Columns, header.Length + 4 * (3 * Rows + 1)), Columns);

        found[..5].ShouldBe([0, 0, 0, 1.5f, 0]);
        allocated.ShouldBeLessThan(MostBytes);
    }

    [Fact]
    public void StoredNpz_OfGigabytes_IsReadInLittleMemory()
    {
        // Two gigabytes are below what needs 64-bit sizes; those are in the golden files, since numpy always writes them.
        byte[] header = NpyHeader("{'descr': '>f4', 'fortran_order': False, 'shape': (500000000,), }");
        const long Elements = 500_000_000;
        uint length = (uint)(header.Length + 4 * Elements);
        byte[] local = new byte[30 + 5];
        "PK\x3\x4"u8.CopyTo(local);
        BinaryPrimitives.WriteUInt32LittleEndian(local.AsSpan(18), length);
        BinaryPrimitives.WriteUInt32LittleEndian(local.AsSpan(22), length);
        local[26] = 5;
        "w.npy"u8.CopyTo(local.AsSpan(30));
        byte[] record = new byte[46 + 5];
        "PK\x1\x2"u8.CopyTo(record);
        BinaryPrimitives.WriteUInt32LittleEndian(record.AsSpan(20), length);
        BinaryPrimitives.WriteUInt32LittleEndian(record.AsSpan(24), length);
        record[28] = 5;
        "w.npy"u8.CopyTo(record.AsSpan(46));
        byte[] end = new byte[22];
        "PK\x5\x6"u8.CopyTo(end);
        (end[8], end[10]) = (1, 1);
        BinaryPrimitives.WriteUInt32LittleEndian(end.AsSpan(12), (uint)record.Length);
        BinaryPrimitives.WriteUInt32LittleEndian(end.AsSpan(16), (uint)local.Length + length);
        string path = Sparse("large.npz", [.. local, .. header], local.Length + length, 0);
        using (FileStream stream = new(path, FileMode.Append))
        {
            stream.Write(record);
            stream.Write(end);
        }

        (long allocated, float[] found) = ReadSlice(path, Elements - 3);

        found.ShouldBe([0, 0, 0, .. new float[found.Length - 3]]);
        allocated.ShouldBeLessThan(1 << 20);
    }

    /// <summary>A gigabyte of zeros in a megabyte: what it claims is true, so it is read, but only as far as somebody asks.</summary>
    [Theory]
    [InlineData("False")]
    [InlineData("True")]
    public void DeflatedNpz_ThatUnpacksToAGigabyte_IsReadInLittleMemory(string fortran)
    {
        string path = Path.Combine(folder.FullName, "bomb.npz");
        using (ZipArchive archive = ZipFile.Open(path, ZipArchiveMode.Create))
        using (Stream entry = archive.CreateEntry("w.npy", CompressionLevel.Fastest).Open())
        {
            entry.Write(NpyHeader($"{{'descr': '<f4', 'fortran_order': {fortran}, 'shape': (16384, 16384), }}"));
            byte[] zeros = new byte[1 << 20];
            for (int i = 0; i < 1024; i++)
            {
                entry.Write(zeros);
            }
        }

        (long allocated, float[] found) = ReadSlice(path, 5);

        found.ShouldAllBe(value => value == 0);
        allocated.ShouldBeLessThan(MostBytes);
    }

    [Fact]
    public void Npz_ThatClaimsMoreThanDeflateCanPack_IsRefused()
    {
        string path = Path.Combine(folder.FullName, "liar.npz");
        using (ZipArchive archive = ZipFile.Open(path, ZipArchiveMode.Create))
        using (Stream entry = archive.CreateEntry("w.npy", CompressionLevel.Fastest).Open())
        {
            entry.Write(NpyHeader("{'descr': '<f4', 'fortran_order': False, 'shape': (1000000000,), }"));
        }

        byte[] bytes = File.ReadAllBytes(path);
        int record = bytes.AsSpan().IndexOf("PK\x1\x2"u8);
        BinaryPrimitives.WriteUInt32LittleEndian(bytes.AsSpan(record + 24), 4_000_000_128);

        Should.Throw<TensorFileException>(() => TensorFile.Open(new MemoryStream(bytes), "liar.npz")).Message.ShouldMatch("^liar.npz: its zip entry 'w.npy' claims 4000000128 bytes, which [0-9]+ packed ones cannot hold.$");
    }

    /// <summary>Two readers side by side find what one alone finds, each from its own place.</summary>
    [Theory]
    [InlineData("npz stored")]
    [InlineData("npz deflated")]
    [InlineData("safetensors of every type")]
    [InlineData("GGUF version 3 < 32")]
    public void Readers_OfOneFile_WorkSideBySide(string name)
    {
        GoldenFile golden = GoldenFiles.Get(name);
        string path = Path.Combine(folder.FullName, golden.File);
        File.WriteAllBytes(path, golden.Bytes);
        using TensorFile file = TensorFile.Open(path);
        TensorInfo[] readable = [.. file.Tensors.Where(tensor => golden.Tensors.Single(other => other.Name == tensor.Name).Values is not null)];
        float[][] alone = [.. readable.Select(tensor => file.Read(tensor).ToSingles())];

        Parallel.For(0, 8 * readable.Length, i =>
        {
            int which = i % readable.Length;
            float[] found = new float[alone[which].Length];
            using ElementReader reader = file.OpenElements(readable[which]);
            for (int at = 0; at < found.Length; at += 3)
            {
                reader.Read(found.AsSpan(at, Math.Min(3, found.Length - at)));
            }

            found.ShouldBe(alone[which]);
        });
    }

    private static (long Allocated, float[] Found) ReadSlice(string path, long start)
    {
        float[] found = new float[64];
        long before = GC.GetAllocatedBytesForCurrentThread();
        using (TensorFile file = TensorFile.Open(path))
        using (ElementReader reader = file.OpenElements(file.Tensors[0], start))
        {
            reader.Read(found);
        }

        return (GC.GetAllocatedBytesForCurrentThread() - before, found);
    }

    /// <summary>A file of a length with some first bytes, zeros, and 1.5 at a place.</summary>
    private string Sparse(string name, byte[] start, long length, long place)
    {
        string path = Path.Combine(folder.FullName, name);
        using FileStream stream = new(path, FileMode.CreateNew);
        stream.SetLength(length);
        stream.Write(start);
        if (place > 0)
        {
            stream.Position = place;
            stream.Write(BitConverter.GetBytes(1.5f));
        }

        return path;
    }

    private static byte[] NpyHeader(string text)
    {
        byte[] ascii = Encoding.ASCII.GetBytes(text.PadRight(117) + "\n");
        return [0x93, .. "NUMPY"u8, 1, 0, (byte)ascii.Length, 0, .. ascii];
    }
}
