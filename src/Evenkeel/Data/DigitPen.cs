namespace Evenkeel.Data;

/// <summary>Draws lines with a round pen and soft edges.</summary>
internal static class DigitPen
{
    /// <summary>Draws a segment of a line.</summary>
    /// <param name="ink">The image, row-major [size, size]; each pixel keeps the most ink that it gets from any segment, in [0, 1].</param>
    /// <param name="size">The image's width and height.</param>
    /// <param name="from">Where it starts, in pixels, the first pixel's centre being (½, ½).</param>
    /// <param name="to">Where it ends.</param>
    /// <param name="radius">Half the pen's width, in pixels, above 0.</param>
    public static void Draw(Span<float> ink, int size, (double X, double Y) from, (double X, double Y) to, double radius)
    {
        double reach = radius + Softness;
        int left = Math.Max(0, (int)(Math.Min(from.X, to.X) - reach));
        int right = Math.Min(size - 1, (int)(Math.Max(from.X, to.X) + reach));
        int top = Math.Max(0, (int)(Math.Min(from.Y, to.Y) - reach));
        int bottom = Math.Min(size - 1, (int)(Math.Max(from.Y, to.Y) + reach));
        (double dx, double dy) = (to.X - from.X, to.Y - from.Y);
        double square = dx * dx + dy * dy;
        double scale = square > 0 ? 1 / square : 0;
        for (int row = top; row <= bottom; row++)
        {
            for (int column = left; column <= right; column++)
            {
                (double px, double py) = (column + 0.5 - from.X, row + 0.5 - from.Y);
                double along = Math.Clamp((px * dx + py * dy) * scale, 0, 1);
                (double ex, double ey) = (px - along * dx, py - along * dy);
                double covered = (reach - Math.Sqrt(ex * ex + ey * ey)) / (2 * Softness);
                ref float pixel = ref ink[row * size + column];
                pixel = Math.Max(pixel, (float)Math.Clamp(covered, 0, 1));
            }
        }
    }

    /// <summary>Half the width of the edge over which ink fades, in pixels; about what scanning and shrinking leave.</summary>
    private const double Softness = 0.55;
}
