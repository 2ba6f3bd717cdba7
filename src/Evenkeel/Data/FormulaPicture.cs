using Evenkeel.Numerics;
using Evenkeel.Shapes;

namespace Evenkeel.Data;

/// <summary>A grey picture to be learned as a function of two coordinates: slow waves, a fine texture, and a disc with a sharp edge.</summary>
/// <remarks>
/// What networks of sines are shown in Sitzmann et al., "Implicit neural representations with periodic activation functions", 2020, section 3.1,
/// https://arxiv.org/abs/2006.09661, is a photograph of 256×256; this one is a formula, so that its values between the pixels are known as well:
/// <c>0.25·sin(π(1.5x + 0.5y)) + 0.2·cos(π(x − 2y)) + 0.15·sin(12πx)·sin(12πy)</c>, and 0.4 within the disc about (0.25, −0.2) of radius 0.45, −0.4 outside.
/// A period of the texture is 5.25 pixels wide, which a network has to find that begins smooth.
/// </remarks>
public static class FormulaPicture
{
    /// <summary>The width and the height of the picture, in pixels.</summary>
    public const int Size = 64;

    /// <summary>The picture at a point.</summary>
    /// <param name="x">From −1 at the left to 1 at the right.</param>
    /// <param name="y">From −1 at the top to 1 at the bottom.</param>
    /// <returns>A grey, in [−1, 1].</returns>
    public static double At(double x, double y)
    {
        double waves = 0.25 * Elementary.Sin(Math.PI * (1.5 * x + 0.5 * y)) + 0.2 * Elementary.Cos(Math.PI * (x - 2 * y));
        double texture = 0.15 * Elementary.Sin(12 * Math.PI * x) * Elementary.Sin(12 * Math.PI * y);
        bool isInside = (x - 0.25) * (x - 0.25) + (y + 0.2) * (y + 0.2) <= 0.45 * 0.45;
        return waves + texture + (isInside ? 0.4 : -0.4);
    }

    /// <summary>The pixels to learn from, and the points amid each four of them to judge by.</summary>
    /// <returns>4096 and 3969 samples of shape 2, x and y in [−1, 1], row by row; a target is the grey. No chance is in it.</returns>
    public static DataSplit Generate() => new(Grid(Size, 0), Grid(Size - 1, 0.5));

    private static ArrayDataSet Grid(int size, double offset)
    {
        float[] inputs = new float[2 * size * size];
        float[] targets = new float[size * size];
        for (int i = 0; i < targets.Length; i++)
        {
            (double x, double y) = (Coordinate(i % size + offset), Coordinate(i / size + offset));
            (inputs[2 * i], inputs[2 * i + 1], targets[i]) = ((float)x, (float)y, (float)At(x, y));
        }

        return new("image", new Shape(2), [], inputs, targets);
    }

    /// <summary>The first pixel lies at −1, the last at 1.</summary>
    private static double Coordinate(double pixel) => 2 * pixel / (Size - 1) - 1;
}
