using System.Collections.Immutable;
using Evenkeel.Numerics;
using Evenkeel.Shapes;

namespace Evenkeel.Data;

/// <summary>Shapeset-3×2: grey images of 32×32 pixels in [−1, 1] that show one or two of triangle, parallelogram and ellipse.</summary>
/// <remarks>
/// The data of Glorot and Bengio, "Understanding the difficulty of training deep feedforward neural networks", 2010, section 2.1,
/// https://proceedings.mlr.press/v9/glorot10a.html, with the constants of the generator that Xavier Glorot published,
/// https://github.com/glorotxa/Shapeset. Its classes are not balanced: one shape alone has 1/6 each, two different shapes 1/9,
/// two of a kind 1/18, so a network that names one class always is wrong on 83.33 % at least.
/// Where we deviate: a pixel is painted where its whole-numbered coordinates lie inside the polygon; the original hands vertices cut to whole
/// numbers to a drawing library, so its edges differ by a pixel. The random numbers are our own.
/// </remarks>
public static class Shapeset
{
    /// <summary>The width and the height of an image, in pixels.</summary>
    public const int Size = 32;

    private const int Area = Size * Size;

    /// <summary>The names of the nine classes, in order of their index.</summary>
    public static ImmutableArray<string> Classes { get; } =
    [
        "triangle", "parallelogram", "ellipse",
        "triangle+parallelogram", "parallelogram+ellipse", "triangle+ellipse",
        "triangle+triangle", "parallelogram+parallelogram", "ellipse+ellipse",
    ];

    /// <summary>How often each class comes, in order of their index: 1/6, 1/9 or 1/18, but for the few second shapes that find no place.</summary>
    public static ImmutableArray<double> Frequencies { get; } = [1.0 / 6, 1.0 / 6, 1.0 / 6, 1.0 / 9, 1.0 / 9, 1.0 / 9, 1.0 / 18, 1.0 / 18, 1.0 / 18];

    /// <summary>Generates images and their labels, and holds them in memory.</summary>
    /// <param name="count">How many, ≥ 1.</param>
    /// <param name="seed">Decides every image; image i depends on the seed and on i only.</param>
    /// <returns>Images of shape 32×32 in [−1, 1] with the classes <see cref="Classes"/>; 1 kB each.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The count is below 1, or more than one array can hold.</exception>
    public static ByteDataSet Generate(int count, Seed seed)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(count, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(count, Array.MaxLength / Area);
        byte[] inputs = new byte[count * Area];
        byte[] labels = new byte[count];
        Parallel.For(0, count, i => labels[i] = (byte)Draw(i, seed, inputs.AsSpan(i * Area, Area)));

        return new("shapeset", new Shape(Size, Size), Classes, inputs, labels) { IsSigned = true };
    }

    /// <summary>Gives images that are drawn when they are read, for training that never sees one twice.</summary>
    /// <param name="count">How many there are, ≥ 1; they take no memory.</param>
    /// <param name="seed">Decides every image.</param>
    /// <returns>The samples that <see cref="Generate"/> makes of the same count and seed.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The count is below 1.</exception>
    public static IDataSet Stream(int count, Seed seed)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(count, 1);
        return new ShapesetStream(count, seed);
    }

    /// <summary>Draws one image.</summary>
    /// <param name="index">Which, ≥ 0.</param>
    /// <param name="seed">Decides every image.</param>
    /// <param name="pixels">Receives the image, row-major [32, 32], grey in 255ths, exactly 1024 long; a byte k stands for 2k/255 − 1.</param>
    /// <returns>The index of its class in <see cref="Classes"/>.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The index is negative.</exception>
    /// <exception cref="ArgumentException">The pixels are not 1024.</exception>
    public static int Draw(long index, Seed seed, Span<byte> pixels)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(index);
        if (pixels.Length != Area)
        {
            throw new ArgumentException($"An image of {Size}×{Size} needs {Area} pixels, but there is room for {pixels.Length}.", nameof(pixels));
        }

        RandomSequence random = seed.For(index).Sequence();
        ShapesetScene scene = ShapesetScene.Next(ref random);
        scene.Paint(pixels);
        return scene.Class;
    }
}
