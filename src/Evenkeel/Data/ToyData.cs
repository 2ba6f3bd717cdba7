using Evenkeel.Numerics;

namespace Evenkeel.Data;

/// <summary>The problems of points in the plane, by name.</summary>
/// <remarks>
/// The first four are those of the figure "a toy problem" of <i>Initializing neural networks</i>, AI Notes, deeplearning.ai 2019.
/// n is the number of points of a class and i = 0 … n − 1 counts them; y is the class, 0 or 1.
/// </remarks>
public static class ToyData
{
    /// <summary>A disc within a ring.</summary>
    /// <remarks><c>angle ~ U(0, 2π), radius ~ 1 + 3y + U(−1, 1)</c>.</remarks>
    public static ToySet Circle { get; } = new("circle", "A disc of class 0 within a ring of class 1.", static (int label, double _, ref RandomSequence random) =>
    {
        double angle = random.NextUniform(0, 2 * Math.PI);
        return Polar(1 + 3 * label + random.NextUniform(-1, 1), angle);
    });

    /// <summary>Two arms that start near the centre and turn half around each other.</summary>
    /// <remarks><c>angle = πi/n + π(1 − y), radius ~ 4i/n + N(1, variance 0.25), x = radius·(cos, sin) + (y − ½)·(1, −1)</c>.</remarks>
    public static ToySet Moon { get; } = new("moon", "Two half moons that reach into each other.", static (int label, double place, ref RandomSequence random) =>
    {
        (double x1, double x2) = Polar(4 * place + 1 + 0.5 * random.NextNormal(), Math.PI * (place + 1 - label));
        return (x1 + label - 0.5, x2 - label + 0.5);
    });

    /// <summary>Four squares in a checkerboard.</summary>
    /// <remarks><c>p = ±1 with equal chance, x1 ~ p·U(0.5, 5), x2 ~ (2y − 1)·p·U(0.5, 5)</c>.</remarks>
    public static ToySet Square { get; } = new("square", "A checkerboard of four squares.", static (int label, double _, ref RandomSequence random) =>
    {
        int sign = 2 * random.NextBelow(2) - 1;
        double x1 = sign * random.NextUniform(0.5, 5);
        return (x1, (2 * label - 1) * sign * random.NextUniform(0.5, 5));
    });

    /// <summary>Two round clouds.</summary>
    /// <remarks><c>x1, x2 ~ N(2 − 4y, 1)</c>.</remarks>
    public static ToySet Gauss { get; } = new("gauss", "Two clouds that a straight line almost separates.", static (int label, double _, ref RandomSequence random) =>
    {
        double x1 = 2 - 4 * label + random.NextNormal();
        return (x1, 2 - 4 * label + random.NextNormal());
    });

    /// <summary>Two arms that wind almost twice around each other.</summary>
    /// <remarks><c>angle = 3.5πi/n + πy, radius = 0.3 + 4.5i/n, x ~ radius·(sin, cos) + N(0, variance 0.01)</c>.</remarks>
    public static ToySet Spiral { get; } = new("spiral", "Two arms that wind almost twice around each other.", static (int label, double place, ref RandomSequence random) =>
    {
        (double x2, double x1) = Polar(0.3 + 4.5 * place, Math.PI * (3.5 * place + label));
        x1 += 0.1 * random.NextNormal();
        return (x1, x2 + 0.1 * random.NextNormal());
    });

    /// <summary>Four clouds, of class 1 where the signs of the coordinates differ.</summary>
    /// <remarks><c>p = ±1 with equal chance, x1 ~ 2.5p + N(0, variance 0.64), x2 ~ 2.5(1 − 2y)p + N(0, variance 0.64)</c>.</remarks>
    public static ToySet Xor { get; } = new("xor", "Four clouds, of class 1 where exactly one coordinate is positive.", static (int label, double _, ref RandomSequence random) =>
    {
        int sign = 2 * random.NextBelow(2) - 1;
        double x1 = 2.5 * sign + 0.8 * random.NextNormal();
        return (x1, 2.5 * (1 - 2 * label) * sign + 0.8 * random.NextNormal());
    });

    /// <summary>All of them, the article's four first.</summary>
    public static IReadOnlyList<ToySet> All { get; } = [Circle, Moon, Square, Gauss, Spiral, Xor];

    /// <summary>Looks one up.</summary>
    /// <param name="name">Its name, compared exactly.</param>
    /// <returns>The set, or null where none has that name.</returns>
    public static ToySet? Find(string name) => All.FirstOrDefault(set => set.Name == name);

    private static (double X1, double X2) Polar(double radius, double angle)
    {
        (double sin, double cos) = Elementary.SinCos(angle);
        return (radius * cos, radius * sin);
    }
}
