using System.Formats.Tar;
using System.IO.Compression;
using Evenkeel.Data;
using Evenkeel.Formats;
using Evenkeel.Shapes;

namespace Evenkeel.Interchange;

/// <summary>CIFAR-10 in its binary form, packed or unpacked: colour images of 3×32×32.</summary>
/// <remarks>A record is a label and 3072 pixels, red, green, blue, each row-major. https://www.cs.toronto.edu/~kriz/cifar.html.</remarks>
internal static class CifarData
{
    private const int Pixels = 3 * 32 * 32;
    private const int Record = 1 + Pixels;
    private const int MostRecords = 100_000;
    private const string Folder = "cifar-10-batches-bin";
    private const string Packed = "cifar-10-binary.tar";
    private static readonly string[] Names = ["airplane", "automobile", "bird", "cat", "deer", "dog", "frog", "horse", "ship", "truck"];
    private static readonly string[] TrainFiles = ["data_batch_1.bin", "data_batch_2.bin", "data_batch_3.bin", "data_batch_4.bin", "data_batch_5.bin"];
    private const string TestFile = "test_batch.bin";

    public static DataSplit Load(string name, IReadOnlyList<string> directories)
    {
        DataFinder finder = new(name, directories);
        Dictionary<string, byte[]> files = finder.Find(Folder) is { } folder ? Unpacked(folder) : finder.Find(Packed) is { } archive ? Unpack(archive) : [];
        string[] missing = [.. TrainFiles.Append(TestFile).Where(file => !files.ContainsKey(file))];
        if (missing.Length > 0)
        {
            throw files.Count == 0 ? finder.Missing(Packed + ".gz") : finder.Missing(missing);
        }

        return new(Build(name, files, TrainFiles), Build(name, files, [TestFile]));
    }

    private static Dictionary<string, byte[]> Unpacked(string folder)
    {
        Dictionary<string, byte[]> files = [];
        foreach (string file in TrainFiles.Append(TestFile).Where(file => File.Exists(Path.Combine(folder, file))))
        {
            using FileStream stream = File.OpenRead(Path.Combine(folder, file));
            files[file] = ReadRecords(stream, stream.Length, file);
        }

        return files;
    }

    private static Dictionary<string, byte[]> Unpack(string archive)
    {
        Dictionary<string, byte[]> files = [];
        try
        {
            using FileStream stream = File.OpenRead(archive);
            using Stream unzipped = archive.EndsWith(".gz", StringComparison.Ordinal) ? new GZipStream(stream, CompressionMode.Decompress) : stream;
            using TarReader tar = new(unzipped);
            while (tar.GetNextEntry() is { } entry)
            {
                // Only a file's last name counts, and nothing is written: no path in the archive leads anywhere.
                string file = entry.Name[(entry.Name.LastIndexOf('/') + 1)..];
                if (entry.DataStream is not null && (TrainFiles.Contains(file) || file == TestFile))
                {
                    files[file] = ReadRecords(entry.DataStream, entry.Length, file);
                }
            }
        }
        catch (Exception problem) when (problem is InvalidDataException or EndOfStreamException or FormatException)
        {
            throw new DataSourceException($"{Path.GetFileName(archive)}: it cannot be unpacked: {problem.Message}", problem);
        }

        return files;
    }

    private static byte[] ReadRecords(Stream stream, long length, string file)
    {
        if (length == 0 || length % Record != 0 || length / Record > MostRecords)
        {
            throw new DataSourceException($"{file} holds {length} bytes; a positive multiple of {Record}, a label and 3×32×32 pixels each, is needed.");
        }

        return BoundedRead.Exactly(stream, length, out long held) ?? throw new DataSourceException($"{file} ends after {held} of {length} bytes.");
    }

    private static ByteDataSet Build(string name, Dictionary<string, byte[]> files, string[] wanted)
    {
        int count = wanted.Sum(file => files[file].Length / Record);
        byte[] inputs = new byte[count * Pixels];
        byte[] labels = new byte[count];
        int row = 0;
        foreach (string file in wanted)
        {
            byte[] records = files[file];
            for (int start = 0; start < records.Length; start += Record, row++)
            {
                labels[row] = records[start] < Names.Length ? records[start] : throw new DataSourceException($"{file}: the label at byte {start} is {records[start]}, but cifar10 has the classes 0 to 9.");
                records.AsSpan(start + 1, Pixels).CopyTo(inputs.AsSpan(row * Pixels));
            }
        }

        return new(name, new Shape(3, 32, 32), Names, inputs, labels);
    }
}
