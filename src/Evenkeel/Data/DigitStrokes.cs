using Evenkeel.Numerics;

namespace Evenkeel.Data;

/// <summary>Turns a path's points into lines that a pen can follow, and puts them into the image.</summary>
internal static class DigitStrokes
{
    /// <summary>Lets a hand write a path.</summary>
    /// <param name="skeleton">The path.</param>
    /// <param name="variety">How far hands differ.</param>
    /// <param name="random">Draws the hand, and how far each point strays.</param>
    /// <returns>The strokes, each as the corners of a line close to the smooth one.</returns>
    public static List<(double X, double Y)[]> Trace(DigitSkeleton skeleton, DigitVariety variety, ref RandomSequence random)
    {
        DigitWarp warp = new(variety, ref random);
        (double X, double Y)[] points = new (double, double)[skeleton.Points.Length];
        for (int i = 0; i < points.Length; i++)
        {
            double x = skeleton.Points[i].X + variety.Jitter * random.NextNormal();
            points[i] = warp.Move(x, skeleton.Points[i].Y + variety.Jitter * random.NextNormal());
        }

        List<(double X, double Y)[]> strokes = [];
        foreach (int[] stroke in skeleton.Strokes)
        {
            strokes.Add(Smooth(points, stroke));
        }

        return strokes;
    }

    /// <summary>Scales strokes into the box of 20 pixels and centres their mass.</summary>
    /// <param name="strokes">The strokes, moved in place; afterwards in pixels.</param>
    /// <param name="variety">How far size and place vary.</param>
    /// <param name="radius">Half the pen's width, in pixels.</param>
    /// <param name="random">Draws size and place.</param>
    public static void Place(List<(double X, double Y)[]> strokes, DigitVariety variety, double radius, ref RandomSequence random)
    {
        (double left, double top, double right, double bottom) = (double.MaxValue, double.MaxValue, double.MinValue, double.MinValue);
        (double mass, double massX, double massY) = (0, 0, 0);
        foreach ((double X, double Y)[] stroke in strokes)
        {
            for (int i = 0; i < stroke.Length; i++)
            {
                (double x, double y) = stroke[i];
                (left, right, top, bottom) = (Math.Min(left, x), Math.Max(right, x), Math.Min(top, y), Math.Max(bottom, y));
                if (i > 0)
                {
                    (double px, double py) = stroke[i - 1];
                    double length = Math.Sqrt((x - px) * (x - px) + (y - py) * (y - py));
                    mass += length;
                    massX += length * (x + px) / 2;
                    massY += length * (y + py) / 2;
                }
            }
        }

        double box = Box * random.NextUniform(variety.SmallestSize, 1) - 2 * radius;
        double scale = box / Math.Max(right - left, bottom - top);
        double shiftX = Digits.Size / 2.0 - scale * massX / mass + variety.Shift * random.NextNormal();
        double shiftY = Digits.Size / 2.0 - scale * massY / mass + variety.Shift * random.NextNormal();
        foreach ((double X, double Y)[] stroke in strokes)
        {
            for (int i = 0; i < stroke.Length; i++)
            {
                stroke[i] = (stroke[i].X * scale + shiftX, stroke[i].Y * scale + shiftY);
            }
        }
    }

    /// <summary>Follows a Catmull–Rom spline, whose ends repeat so that it reaches its first and last point.</summary>
    private static (double X, double Y)[] Smooth((double X, double Y)[] points, int[] stroke)
    {
        (double X, double Y)[] line = new (double, double)[(stroke.Length - 1) * Steps + 1];
        line[0] = points[stroke[0]];
        for (int i = 1; i < stroke.Length; i++)
        {
            (double X, double Y) p0 = points[stroke[Math.Max(0, i - 2)]];
            (double X, double Y) p1 = points[stroke[i - 1]];
            (double X, double Y) p2 = points[stroke[i]];
            (double X, double Y) p3 = points[stroke[Math.Min(stroke.Length - 1, i + 1)]];
            for (int step = 1; step <= Steps; step++)
            {
                double t = (double)step / Steps;
                line[(i - 1) * Steps + step] = (Spline(p0.X, p1.X, p2.X, p3.X, t), Spline(p0.Y, p1.Y, p2.Y, p3.Y, t));
            }
        }

        return line;
    }

    private static double Spline(double p0, double p1, double p2, double p3, double t) =>
        p1 + 0.5 * t * (p2 - p0 + t * (2 * p0 - 5 * p1 + 4 * p2 - p3 + t * (3 * (p1 - p2) + p3 - p0)));

    private const int Steps = 6;
    private const double Box = 20;
}
