using System.Buffers.Binary;
using System.IO.Compression;
using Evenkeel.Formats;

namespace Evenkeel.Interchange;

/// <summary>An array of bytes in the IDX format, in which MNIST comes: images are [count, rows, columns], labels are [count].</summary>
/// <remarks>Two zero bytes, a type, the number of axes, the axes as big-endian 32-bit numbers, the elements. http://yann.lecun.com/exdb/mnist/.</remarks>
public sealed class IdxArray
{
    private const int MostAxes = 4;
    private const byte UnsignedBytes = 0x08;

    private IdxArray(int[] axes, byte[] elements) => (Axes, Elements) = (axes, elements);

    /// <summary>The sizes of the axes, outermost first, each ≥ 1.</summary>
    public IReadOnlyList<int> Axes { get; }

    /// <summary>The elements, row-major.</summary>
    public byte[] Elements { get; }

    /// <summary>Reads a file, gzipped or not.</summary>
    /// <param name="path">Where it is.</param>
    /// <returns>The array.</returns>
    /// <exception cref="DataSourceException">The file is not IDX of unsigned bytes, or holds fewer or more bytes than its header claims.</exception>
    /// <exception cref="IOException">It cannot be read.</exception>
    public static IdxArray Read(string path)
    {
        using FileStream stream = File.OpenRead(path);
        return Read(stream, Path.GetFileName(path));
    }

    /// <summary>Reads a stream, gzipped or not.</summary>
    /// <param name="stream">Seekable, at the start of the data; left open.</param>
    /// <param name="fileName">What messages call it.</param>
    /// <returns>The array.</returns>
    /// <exception cref="DataSourceException">It is not IDX of unsigned bytes, or holds fewer or more bytes than its header claims.</exception>
    public static IdxArray Read(Stream stream, string fileName)
    {
        ArgumentNullException.ThrowIfNull(stream);
        bool zipped = stream.ReadByte() == 0x1F && stream.ReadByte() == 0x8B;
        stream.Position = 0;
        if (!zipped)
        {
            return Parse(stream, fileName);
        }

        try
        {
            using GZipStream unzipped = new(stream, CompressionMode.Decompress, leaveOpen: true);
            return Parse(unzipped, fileName);
        }
        catch (InvalidDataException problem)
        {
            throw new DataSourceException($"{fileName}: it cannot be unpacked: {problem.Message}", problem);
        }
    }

    private static IdxArray Parse(Stream stream, string fileName)
    {
        Span<byte> header = stackalloc byte[4 + 4 * MostAxes];
        int read = stream.ReadAtLeast(header[..4], 4, throwOnEndOfStream: false);
        if (read < 4 || header[0] != 0 || header[1] != 0 || header[3] is 0 or > MostAxes)
        {
            throw new DataSourceException($"{fileName}: byte 0 does not start an IDX array; two zero bytes, a type and 1 to {MostAxes} axes were expected.");
        }

        if (header[2] != UnsignedBytes)
        {
            throw new DataSourceException($"{fileName}: the IDX type at byte 2 is 0x{header[2]:X2}; only unsigned bytes, 0x08, are read.");
        }

        int[] axes = new int[header[3]];
        Span<byte> sizes = header.Slice(4, 4 * axes.Length);
        read = stream.ReadAtLeast(sizes, sizes.Length, throwOnEndOfStream: false);
        if (read < sizes.Length)
        {
            throw new DataSourceException($"{fileName}: it ends at byte {4 + read}, within its IDX header.");
        }

        long count = 1;
        for (int i = 0; i < axes.Length; i++)
        {
            axes[i] = BinaryPrimitives.ReadInt32BigEndian(sizes[(4 * i)..]);
            count = axes[i] < 1 || count > Array.MaxLength / axes[i] ? -1 : count * axes[i];
            if (count < 0)
            {
                throw new DataSourceException($"{fileName}: the IDX header claims {(uint)axes[i]} for the axis at byte {4 + 4 * i}; axes of 1 or more, and at most {Array.MaxLength} bytes in all, are read.");
            }
        }

        byte[]? elements = BoundedRead.Exactly(stream, count, out long held);
        if (elements is null || stream.ReadByte() >= 0)
        {
            string content = elements is null ? $"ends after {held}" : "holds more";
            throw new DataSourceException($"{fileName}: the IDX header claims {string.Join('×', axes)} = {count} bytes from byte {4 + sizes.Length} on, but the file {content}.");
        }

        return new(axes, elements);
    }
}
