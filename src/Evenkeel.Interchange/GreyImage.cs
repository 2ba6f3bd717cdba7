using System.Buffers.Binary;
using BigGustave;
using Evenkeel.Shapes;

namespace Evenkeel.Interchange;

/// <summary>A grey image read from a file, to be classified.</summary>
public sealed class GreyImage
{
    private const int MostPixels = 1 << 24;

    internal GreyImage(int width, int height, float[] pixels) => (Width, Height, Pixels) = (width, height, pixels);

    /// <summary>The columns, ≥ 1.</summary>
    public int Width { get; }

    /// <summary>The rows, ≥ 1.</summary>
    public int Height { get; }

    /// <summary>The pixels, row-major [height, width], from 0 (black) to 1 (white).</summary>
    public float[] Pixels { get; }

    /// <summary>Reads a PNG or PGM file.</summary>
    /// <param name="path">Where it is.</param>
    /// <returns>The image; colours become grey by ITU-R BT.601, transparent pixels lie on black.</returns>
    /// <exception cref="DataSourceException">It is neither, it is damaged, or it has more than 2²⁴ pixels.</exception>
    /// <exception cref="IOException">It cannot be read.</exception>
    public static GreyImage Read(string path)
    {
        using FileStream stream = File.OpenRead(path);
        return Read(stream, Path.GetFileName(path));
    }

    /// <summary>Reads a PNG or PGM image.</summary>
    /// <param name="stream">Seekable, at its start; left open.</param>
    /// <param name="fileName">What messages call it.</param>
    /// <returns>The image; colours become grey by ITU-R BT.601, transparent pixels lie on black.</returns>
    /// <exception cref="DataSourceException">It is neither, it is damaged, or it has more than 2²⁴ pixels.</exception>
    public static GreyImage Read(Stream stream, string fileName)
    {
        ArgumentNullException.ThrowIfNull(stream);
        byte[] start = new byte[24];
        int held = stream.ReadAtLeast(start, start.Length, throwOnEndOfStream: false);
        stream.Position = 0;
        if (start.AsSpan(0, held).StartsWith("\x89PNG\r\n\x1A\n"u8) || (held >= 4 && start[0] == 0x89 && start[1] == 'P'))
        {
            return Png(stream, fileName, start.AsSpan(0, held));
        }

        return held >= 2 && start[0] == 'P' && start[1] is (byte)'2' or (byte)'5'
            ? PgmReader.Read(stream, fileName, MostPixels)
            : throw new DataSourceException($"{fileName} is neither a PNG nor a PGM image.");
    }

    /// <summary>Gives the pixels to a network of a certain input.</summary>
    /// <param name="shape">The shape of the network's input: 28×28, 1×28×28 or 784, say.</param>
    /// <param name="fileName">What messages call the image.</param>
    /// <param name="isSigned">Whether the network takes grey levels of [−1, 1] rather than of [0, 1].</param>
    /// <returns>The pixels, row-major, from black to white.</returns>
    /// <exception cref="DataSourceException">The network takes images of another size.</exception>
    public float[] Fit(Shape shape, string fileName, bool isSigned = false)
    {
        int[] axes = [.. shape.Axes.SkipWhile(axis => axis == 1)];
        bool fits = axes.Length switch
        {
            1 => axes[0] == Width * Height,
            2 => axes[0] == Height && axes[1] == Width,
            _ => false,
        };
        float[] levels = isSigned ? [.. Pixels.Select(pixel => 2 * pixel - 1)] : Pixels;
        return fits ? levels : throw new DataSourceException($"{fileName} is {Width}×{Height} pixels, but the network takes {shape}; scale the image to that size first.");
    }

    private static GreyImage Png(Stream stream, string fileName, ReadOnlySpan<byte> start)
    {
        // Sizes stand at a fixed place, so they are checked before anything is unpacked.
        uint width = start.Length == 24 ? BinaryPrimitives.ReadUInt32BigEndian(start[16..]) : 0;
        uint height = start.Length == 24 ? BinaryPrimitives.ReadUInt32BigEndian(start[20..]) : 0;
        if (width == 0 || height == 0 || (ulong)width * height > MostPixels)
        {
            throw new DataSourceException($"{fileName} claims {width}×{height} pixels; 1 to {MostPixels} in all are read.");
        }

        Png png;
        try
        {
            png = BigGustave.Png.Open(stream);
        }
        catch (Exception problem) when (problem is not OutOfMemoryException)
        {
            throw new DataSourceException($"{fileName} is a damaged PNG image: {problem.Message}", problem);
        }

        float[] pixels = new float[png.Width * png.Height];
        for (int i = 0; i < pixels.Length; i++)
        {
            Pixel pixel = png.GetPixel(i % png.Width, i / png.Width);
            pixels[i] = (0.299f * pixel.R + 0.587f * pixel.G + 0.114f * pixel.B) / 255 * (pixel.A / 255f);
        }

        return new(png.Width, png.Height, pixels);
    }
}
