using System.Buffers.Binary;
using System.IO.Compression;

namespace Evenkeel.Interchange.Tests;

/// <summary>Makes IDX files for tests.</summary>
internal static class Idx
{
    public static byte[] Bytes(int[] axes, byte[] elements)
    {
        byte[] bytes = [0, 0, 8, (byte)axes.Length, .. new byte[4 * axes.Length], .. elements];
        for (int i = 0; i < axes.Length; i++)
        {
            BinaryPrimitives.WriteInt32BigEndian(bytes.AsSpan(4 + 4 * i), axes[i]);
        }

        return bytes;
    }

    public static byte[] Zip(byte[] bytes)
    {
        using MemoryStream zipped = new();
        using (GZipStream stream = new(zipped, CompressionLevel.Fastest))
        {
            stream.Write(bytes);
        }

        return zipped.ToArray();
    }
}
