using System.Globalization;

namespace Evenkeel.Data;

/// <summary>One way of writing a digit: the path of the pen, as points that smooth strokes run through.</summary>
internal sealed class DigitSkeleton
{
    /// <summary>Reads a path.</summary>
    /// <param name="weight">How often it is chosen, relative to the other ways of writing the same digit; above 0.</param>
    /// <param name="path">Points <c>x y</c> in hundredths of the digit's height, y downwards; commas between points, a slash where the pen turns a corner or is lifted.</param>
    public DigitSkeleton(double weight, string path)
    {
        List<(double X, double Y)> points = [];
        List<int[]> strokes = [];
        foreach (string stroke in path.Split('/'))
        {
            List<int> indices = [];
            foreach (string pair in stroke.Split(','))
            {
                string[] numbers = pair.Split(' ', StringSplitOptions.RemoveEmptyEntries);
                (double X, double Y) point = (double.Parse(numbers[0], CultureInfo.InvariantCulture) / 100, double.Parse(numbers[1], CultureInfo.InvariantCulture) / 100);
                int index = points.IndexOf(point);
                if (index < 0)
                {
                    index = points.Count;
                    points.Add(point);
                }

                indices.Add(index);
            }

            strokes.Add([.. indices]);
        }

        (Weight, Points, Strokes) = (weight, [.. points], [.. strokes]);
    }

    /// <summary>How often it is chosen, relative to the other ways of writing the same digit.</summary>
    public double Weight { get; }

    /// <summary>The points, each once: strokes that meet share one, so that they still meet once it is moved.</summary>
    public (double X, double Y)[] Points { get; }

    /// <summary>The strokes, each as indices into the points.</summary>
    public int[][] Strokes { get; }
}
