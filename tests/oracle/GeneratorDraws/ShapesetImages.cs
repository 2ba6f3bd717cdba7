using System.Globalization;
using Evenkeel.Data;

/// <summary>Images of Shapeset, each as a byte of its class and 1024 of its pixels.</summary>
internal static class ShapesetImages
{
    public static void Run(string count, string seed, string path)
    {
        using FileStream output = File.Create(path);
        Span<byte> image = stackalloc byte[1 + Shapeset.Size * Shapeset.Size];
        for (int i = 0; i < int.Parse(count, CultureInfo.InvariantCulture); i++)
        {
            image[0] = (byte)Shapeset.Draw(i, long.Parse(seed, CultureInfo.InvariantCulture), image[1..]);
            output.Write(image);
        }
    }
}
