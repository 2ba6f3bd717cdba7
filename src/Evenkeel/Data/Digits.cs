using Evenkeel.Numerics;
using Evenkeel.Shapes;

namespace Evenkeel.Data;

/// <summary>Generated handwritten-like digits: 28×28 pixels in [0, 1], white ink on black, made as MNIST's images were.</summary>
/// <remarks>
/// A digit is a path of the pen, of several ways to write it, whose points stray, which a hand then slants, turns, stretches and
/// bends. As in MNIST (LeCun, Bottou, Bengio, Haffner, "Gradient-based learning applied to document recognition", 1998, section III.A), it
/// is fitted into a box of 20×20 pixels and its centre of mass stands at the centre of the image. Ink is a whole number of 255ths.
/// </remarks>
public static class Digits
{
    /// <summary>The width and the height of an image, in pixels.</summary>
    public const int Size = 28;

    /// <summary>Generates images and their labels.</summary>
    /// <param name="count">How many, ≥ 1. Of each ten in order, each digit is one.</param>
    /// <param name="seed">Decides every image; image i depends on the seed and on i only.</param>
    /// <returns>Images of shape 28×28 with the classes <c>0</c> to <c>9</c>.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The count is below 1, or more than one array can hold.</exception>
    public static ByteDataSet Generate(int count, Seed seed)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(count, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(count, Array.MaxLength / (Size * Size));
        return Generate(count, seed, DigitVariety.Standard);
    }

    /// <summary>Draws one image.</summary>
    /// <param name="index">Which, ≥ 0.</param>
    /// <param name="seed">Decides every image.</param>
    /// <param name="pixels">Receives the image, row-major [28, 28], ink in 255ths, exactly 784 long.</param>
    /// <returns>The digit that it shows, 0 to 9.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The index is negative.</exception>
    /// <exception cref="ArgumentException">The pixels are not 784.</exception>
    public static int Draw(int index, Seed seed, Span<byte> pixels)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(index);
        if (pixels.Length != Size * Size)
        {
            throw new ArgumentException($"An image of {Size}×{Size} needs {Size * Size} pixels, but there is room for {pixels.Length}.", nameof(pixels));
        }

        return Draw(index, seed, pixels, DigitVariety.Standard);
    }

    internal static ByteDataSet Generate(int count, Seed seed, DigitVariety variety)
    {
        byte[] inputs = new byte[count * Size * Size];
        byte[] labels = new byte[count];
        Parallel.For(0, count, i => labels[i] = (byte)Draw(i, seed, inputs.AsSpan(i * Size * Size, Size * Size), variety));

        return new("digits", new Shape(Size, Size), ["0", "1", "2", "3", "4", "5", "6", "7", "8", "9"], inputs, labels);
    }

    private static int Draw(int index, Seed seed, Span<byte> pixels, DigitVariety variety)
    {
        int digit = LabelOf(index, seed);
        RandomSequence random = seed.For(index).Sequence();
        DigitSkeleton skeleton = Choose(DigitSkeletons.ByDigit[digit], random.NextDouble());
        List<(double X, double Y)[]> strokes = DigitStrokes.Trace(skeleton, variety, ref random);
        double radius = random.NextUniform(variety.ThinPen, variety.ThickPen);
        DigitStrokes.Place(strokes, variety, radius, ref random);
        Span<float> ink = stackalloc float[Size * Size];
        ink.Clear();
        foreach ((double X, double Y)[] stroke in strokes)
        {
            for (int i = 1; i < stroke.Length; i++)
            {
                DigitPen.Draw(ink, Size, stroke[i - 1], stroke[i], radius);
            }
        }

        for (int i = 0; i < ink.Length; i++)
        {
            // Paper is clean, ink is not: a pixel loses ink in proportion to what it has.
            pixels[i] = ink[i] == 0 ? (byte)0 : (byte)Math.Round(255 * ink[i] * (1 - variety.Noise * random.NextDouble()));
        }

        return digit;
    }

    /// <summary>Each ten images hold each digit once, in an order of their own.</summary>
    private static int LabelOf(int index, Seed seed)
    {
        Span<int> order = [0, 1, 2, 3, 4, 5, 6, 7, 8, 9];
        RandomSequence random = seed.For("labels").For(index / 10).Sequence();
        random.Shuffle(order);
        return order[index % 10];
    }

    private static DigitSkeleton Choose(DigitSkeleton[] ways, double chance)
    {
        double left = chance * ways.Sum(way => way.Weight);
        foreach (DigitSkeleton way in ways)
        {
            left -= way.Weight;
            if (left < 0)
            {
                return way;
            }
        }

        return ways[^1];
    }
}
