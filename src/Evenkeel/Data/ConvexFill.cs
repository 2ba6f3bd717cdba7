namespace Evenkeel.Data;

/// <summary>Paints convex polygons without soft edges.</summary>
internal static class ConvexFill
{
    /// <summary>Paints the pixels whose centres lie in a polygon or on its edge.</summary>
    /// <param name="corners">Its corners in order, in pixels, the first pixel's centre being (0, 0); they may lie outside the image.</param>
    /// <param name="grey">What the pixels become.</param>
    /// <param name="pixels">The image, row-major [size, size].</param>
    /// <param name="size">Its width and height, 1 to 256.</param>
    public static void Paint(ReadOnlySpan<(double X, double Y)> corners, byte grey, Span<byte> pixels, int size)
    {
        Span<double> left = stackalloc double[size];
        Span<double> right = stackalloc double[size];
        left.Fill(double.PositiveInfinity);
        right.Fill(double.NegativeInfinity);
        (double X, double Y) from = corners[^1];
        foreach ((double X, double Y) to in corners)
        {
            Cross(from, to, left, right);
            from = to;
        }

        for (int row = 0; row < size; row++)
        {
            // Where no edge crosses, the range is empty.
            double first = Math.Max(Math.Ceiling(left[row]), 0), last = Math.Min(Math.Floor(right[row]), size - 1);
            if (first <= last)
            {
                pixels.Slice(row * size + (int)first, (int)(last - first) + 1).Fill(grey);
            }
        }
    }

    /// <summary>Widens each row's range to where an edge crosses it.</summary>
    private static void Cross((double X, double Y) from, (double X, double Y) to, Span<double> left, Span<double> right)
    {
        (double X, double Y) upper = from.Y <= to.Y ? from : to, lower = from.Y <= to.Y ? to : from;
        int first = (int)Math.Max(Math.Ceiling(upper.Y), 0), last = (int)Math.Min(Math.Floor(lower.Y), left.Length - 1);
        for (int row = first; row <= last; row++)
        {
            // Multiplied before divided, so that corners of whole numbers give their own abscissas. A flat edge adds nothing to what its neighbours say.
            double x = upper.Y == lower.Y ? upper.X : upper.X + (row - upper.Y) * (lower.X - upper.X) / (lower.Y - upper.Y);
            left[row] = Math.Min(left[row], x);
            right[row] = Math.Max(right[row], x);
        }
    }
}
