using Evenkeel.Formats;

namespace Evenkeel.Interchange;

/// <summary>Reads grey images in the PGM format, as text (P2) or bytes (P5).</summary>
/// <remarks>https://netpbm.sourceforge.net/doc/pgm.html.</remarks>
internal static class PgmReader
{
    private const int MostGrey = 65535;

    public static GreyImage Read(Stream stream, string fileName, int mostPixels)
    {
        stream.ReadByte();
        bool text = stream.ReadByte() == '2';
        int width = Number(stream, fileName, "width");
        int height = Number(stream, fileName, "height");
        int white = Number(stream, fileName, "greatest grey");
        if (width < 1 || height < 1 || (long)width * height > mostPixels || white is < 1 or > MostGrey)
        {
            throw new DataSourceException($"{fileName} claims {width}×{height} pixels of grey up to {white}; 1 to {mostPixels} pixels in all, of grey up to {MostGrey}, are read.");
        }

        float[] pixels = new float[width * height];
        int size = white > 255 ? 2 : 1;
        byte[]? bytes = text ? [] : BoundedRead.Exactly(stream, (long)pixels.Length * size, out _);
        if (bytes is null)
        {
            throw new DataSourceException($"{fileName} claims {width}×{height} pixels, but ends before the last.");
        }

        for (int i = 0; i < pixels.Length; i++)
        {
            int grey = text ? Number(stream, fileName, "pixel") : size == 1 ? bytes[i] : (bytes[2 * i] << 8) | bytes[2 * i + 1];
            pixels[i] = grey <= white ? (float)grey / white : throw new DataSourceException($"{fileName}: pixel {i} is {grey}, more than the {white} that is white.");
        }

        return new(width, height, pixels);
    }

    /// <summary>Reads a decimal number and the one blank after it, past blanks and remarks.</summary>
    private static int Number(Stream stream, string fileName, string what)
    {
        int next = stream.ReadByte();
        while (next is ' ' or '\t' or '\r' or '\n' or '#')
        {
            if (next == '#')
            {
                while (next is not ('\n' or -1))
                {
                    next = stream.ReadByte();
                }
            }
            else
            {
                next = stream.ReadByte();
            }
        }

        int value = -1;
        while (next is >= '0' and <= '9' && value < 100_000_000)
        {
            value = Math.Max(value, 0) * 10 + (next - '0');
            next = stream.ReadByte();
        }

        return value >= 0 && next is ' ' or '\t' or '\r' or '\n' or -1
            ? value
            : throw new DataSourceException($"{fileName}: a number for its {what} was expected at byte {stream.Position - 1}.");
    }
}
