using Evenkeel.Numerics;

namespace Evenkeel.Data;

/// <summary>One hand: an affine map and a smooth random displacement on top of it.</summary>
internal readonly struct DigitWarp
{
    private const int Grid = 4;
    private readonly double xx, xy, yx, yy;
    private readonly (double X, double Y)[] field;

    /// <summary>Draws a hand.</summary>
    /// <param name="variety">How far hands differ.</param>
    /// <param name="random">Draws it.</param>
    public DigitWarp(DigitVariety variety, ref RandomSequence random)
    {
        (double sin, double cos) = Elementary.SinCos(variety.Rotation * random.NextNormal());
        double slant = variety.MeanSlant + variety.Slant * random.NextNormal();
        double width = Elementary.Exp(variety.Stretch * random.NextNormal());
        (xx, xy, yx, yy) = (cos * width, -sin + cos * slant, sin * width, cos + sin * slant);
        field = new (double, double)[Grid * Grid];
        for (int i = 0; i < field.Length; i++)
        {
            double x = variety.Elastic * random.NextNormal();
            field[i] = (x, variety.Elastic * random.NextNormal());
        }
    }

    /// <summary>Moves a point.</summary>
    /// <param name="x">Across, in [0, 1] or near it.</param>
    /// <param name="y">Downwards, in [0, 1] or near it.</param>
    /// <returns>Where it goes; the unit is still the digit's height, the origin the digit's centre.</returns>
    public (double X, double Y) Move(double x, double y)
    {
        (double dx, double dy) = Displacement(x, y);
        double px = x - 0.5 + dx;
        double py = 0.5 - y - dy;
        return (xx * px + xy * py, -(yx * px + yy * py));
    }

    /// <summary>A uniform cubic B-spline over the grid, which bends without a kink.</summary>
    private (double X, double Y) Displacement(double x, double y)
    {
        Span<double> across = stackalloc double[4];
        Span<double> down = stackalloc double[4];
        Basis(Math.Clamp(x, 0, 1), across);
        Basis(Math.Clamp(y, 0, 1), down);
        (double dx, double dy) = (0, 0);
        for (int row = 0; row < Grid; row++)
        {
            for (int column = 0; column < Grid; column++)
            {
                double weight = down[row] * across[column];
                (double fx, double fy) = field[row * Grid + column];
                dx += weight * fx;
                dy += weight * fy;
            }
        }

        return (dx, dy);
    }

    private static void Basis(double t, Span<double> weights)
    {
        double u = 1 - t;
        weights[0] = u * u * u / 6;
        weights[1] = (3 * t * t * t - 6 * t * t + 4) / 6;
        weights[2] = (3 * u * u * u - 6 * u * u + 4) / 6;
        weights[3] = t * t * t / 6;
    }
}
