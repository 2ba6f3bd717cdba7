using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using Evenkeel.Numerics;

namespace Evenkeel.Data;

/// <summary>A triangle, a parallelogram or an ellipse (of 20 corners) somewhere in an image.</summary>
internal struct ShapesetShape
{
    /// <summary>The steps in which a full turn is drawn.</summary>
    private const int Turn = 255;

    /// <summary>The shortest and the longest extent before rotation, in image sizes.</summary>
    private const double Smallest = 0.2;
    private const double Largest = 0.8;

    /// <summary>The room between a shape and the image's border, in pixels.</summary>
    private const double Margin = 1;

    private static readonly int[] CornersByKind = [3, 4, 20];
    private static readonly (double X, double Y)[][] RegularByKind = [.. CornersByKind.Select(Regular)];

    /// <summary>By kind, the area of the regular shape over that of the circle around it: n·sin(2π/n)/(2π).</summary>
    private static readonly double[] AreaByKind = [.. CornersByKind.Select(n => n * Elementary.Sin(2 * Math.PI / n) / (2 * Math.PI))];
    private static readonly (double Sin, double Cos)[] Angles = [.. Enumerable.Range(0, Turn).Select(step => Elementary.SinCos(2 * Math.PI * step / Turn))];

    private Room corners;
    private int preRotation;
    private int rotation;
    private double length;
    private double width;
    private double centreX;
    private double centreY;

    /// <summary>0 for a triangle, 1 for a parallelogram, 2 for an ellipse.</summary>
    public int Kind;

    /// <summary>Its grey, in 255ths.</summary>
    public int Grey;

    /// <summary>Its corners in order, in pixels, the first pixel's centre being (0, 0).</summary>
    [UnscopedRef]
    public readonly ReadOnlySpan<(double X, double Y)> Corners => ((ReadOnlySpan<(double X, double Y)>)corners)[..CornersByKind[Kind]];

    /// <summary>Draws its kind, the rotation before stretching that decides its angles, and the rotation after it.</summary>
    public void Choose(ref RandomSequence random)
    {
        Kind = random.NextBelow(3);
        int n = CornersByKind[Kind];
        preRotation = random.NextBelow(Turn / n);
        if (preRotation > (Turn - 1) / (2 * n))
        {
            // The second half of the steps turns the other way, so the rotation is within ±π/n.
            preRotation = Math.Min(Turn - (Turn - 1) / n + preRotation, Turn - 1);
        }

        rotation = random.NextBelow(Turn - 1);
    }

    /// <summary>Draws its size and its place.</summary>
    /// <remarks>
    /// <c>corners = regular · R(r₁) · diag(s₀, s₁) · R(r₂) · R(r₃) + centre</c>, rows being points, s₀ ≥ s₁; r₂ brings the base back to the
    /// horizontal, and r₃ is any. The place is uniform over those that leave a pixel to each border.
    /// </remarks>
    public void Place(ref RandomSequence random)
    {
        double one = Shapeset.Size * random.NextUniform(Smallest, Largest), other = Shapeset.Size * random.NextUniform(Smallest, Largest);
        (length, width) = (Math.Max(one, other), Math.Min(one, other));

        (double sin1, double cos1) = Angles[preRotation];
        (double sin2, double cos2) = Back(sin1, cos1);
        (double sin3, double cos3) = Angles[rotation];
        (double sin, double cos) = (sin2 * cos3 + cos2 * sin3, cos2 * cos3 - sin2 * sin3);
        (double xx, double xy) = (length * cos1 * cos - width * sin1 * sin, length * cos1 * sin + width * sin1 * cos);
        (double yx, double yy) = (-length * sin1 * cos - width * cos1 * sin, -length * sin1 * sin + width * cos1 * cos);

        ReadOnlySpan<(double X, double Y)> regular = RegularByKind[Kind];
        Span<(double X, double Y)> placed = corners;
        (double left, double right, double top, double bottom) = (0, 0, 0, 0);
        for (int i = 0; i < regular.Length; i++)
        {
            (double x, double y) = (regular[i].X * xx + regular[i].Y * yx, regular[i].X * xy + regular[i].Y * yy);
            (left, right, top, bottom) = (Math.Min(left, x), Math.Max(right, x), Math.Min(top, y), Math.Max(bottom, y));
            placed[i] = (x, y);
        }

        centreX = random.NextUniform(Margin - left, Shapeset.Size - Margin - right);
        centreY = random.NextUniform(Margin - top, Shapeset.Size - Margin - bottom);
        foreach (ref (double X, double Y) corner in placed[..regular.Length])
        {
            corner = (corner.X + centreX, corner.Y + centreY);
        }
    }

    /// <summary>Estimates the share of another shape that this one, painted over it, hides.</summary>
    /// <returns>≥ 0; 0 where a line between the centres meets the shapes apart. An estimate: no area is measured.</returns>
    /// <remarks><c>1 − 2^(−(p − d)/d)</c> times the ratio of areas, d the distance of the centres and p the sum of how far both reach towards each other.</remarks>
    public readonly double Hides(in ShapesetShape other)
    {
        (double x, double y) = (centreX - other.centreX, centreY - other.centreY);
        double distance = Math.Sqrt(x * x + y * y);
        double reach = other.Reach(x / distance, y / distance) + Reach(-x / distance, -y / distance);
        if (reach < distance)
        {
            return 0;
        }

        double met = 1 - Elementary.Exp(-(reach - distance) * Ln2 / distance);
        return length * width * AreaByKind[Kind] * met / (other.length * other.width * AreaByKind[other.Kind]);
    }

    private const double Ln2 = 0.6931471805599453;

    /// <summary>How far its corners reach from its centre in a direction.</summary>
    private readonly double Reach(double x, double y)
    {
        double farthest = double.NegativeInfinity;
        foreach ((double X, double Y) corner in Corners)
        {
            farthest = Math.Max(farthest, (corner.X - centreX) * x + (corner.Y - centreY) * y);
        }

        return farthest;
    }

    /// <summary>Sine and cosine of <c>−atan(s₁/s₀ · tan r₁)</c>.</summary>
    private readonly (double Sin, double Cos) Back(double sin1, double cos1)
    {
        double slope = width / length * sin1 / cos1;
        double cos = 1 / Math.Sqrt(1 + slope * slope);
        return (-slope * cos, cos);
    }

    /// <summary>The regular shape in a circle of radius ½, an edge at the bottom being horizontal.</summary>
    private static (double X, double Y)[] Regular(int n) =>
    [
        .. Enumerable.Range(0, n).Select(t => Elementary.SinCos(2 * Math.PI * ((double)t / n + 0.5 / n + 0.25))).Select(angle => (angle.Cos / 2, angle.Sin / 2)),
    ];

    [InlineArray(20)]
    private struct Room
    {
        private (double X, double Y) first;
    }
}
