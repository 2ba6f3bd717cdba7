using System.Security.Cryptography;
using Evenkeel.Data;
using Evenkeel.Numerics;
using Evenkeel.Shapes;

namespace Evenkeel.Tests.Data;

public class ShapesetTests
{
    private const int Area = Shapeset.Size * Shapeset.Size;
    private const int Many = 20_000;

    private static readonly Lazy<(byte[][] Images, int[] Labels)> Drawn = new(() => Draw(Many, 11));

    private static readonly Lazy<ShapesetScene[]> Scenes = new(() =>
    [
        .. Enumerable.Range(0, Many).Select(i =>
        {
            RandomSequence random = ((Seed)12).For(i).Sequence();
            return ShapesetScene.Next(ref random);
        }),
    ]);

    [Fact]
    public void Draw_GivesTheSameBytesOnEveryMachine()
    {
        byte[] pixels = [.. Draw(200, 7).Images.SelectMany(image => image)];

        Convert.ToHexStringLower(SHA256.HashData(pixels)).ShouldBe("c02b6ff4132c8df8d59418aaca033e4855660f9b154144d9ba43624f4feb2b7f");
    }

    [Fact]
    public void Generate_IsAnImageSetOfNineClasses()
    {
        ByteDataSet set = Shapeset.Generate(3, 0);

        set.Name.ShouldBe("shapeset");
        set.Count.ShouldBe(3);
        set.InputShape.ShouldBe(new Shape(32, 32));
        set.Classes.ShouldBe(Shapeset.Classes);
        set.Classes.Count.ShouldBe(9);
        set.TargetSize.ShouldBe(1);
        set.IsSigned.ShouldBeTrue();
        new SliceDataSet(Shapeset.Stream(5, 0), 1, 2).IsSigned.ShouldBeTrue();
    }

    [Fact]
    public void Generate_SpreadsGreyOverMinusOneToOne()
    {
        (byte[][] images, int[] labels) = Draw(20, 3);

        (float[] inputs, float[] targets) = Read(Shapeset.Generate(20, 3), Enumerable.Range(0, 20));

        inputs.ShouldBe(images.SelectMany(image => image).Select(pixel => 2 * (pixel / 255f) - 1));
        targets.ShouldBe(labels.Select(label => (float)label));
    }

    [Fact]
    public void Stream_GivesWhatGenerateHolds()
    {
        int[] rows = [5, 0, 59, 5];

        (float[] inputs, float[] targets) = Read(Shapeset.Stream(int.MaxValue, 5), rows);

        (float[] held, float[] labels) = Read(Shapeset.Generate(60, 5), rows);
        inputs.ShouldBe(held);
        targets.ShouldBe(labels);
    }

    [Fact]
    public void Stream_RefusesARowThatItDoesNotHave() =>
        Should.Throw<ArgumentOutOfRangeException>(() => Read(Shapeset.Stream(10, 0), [10])).Message.ShouldStartWith("Row 10 was asked for, but the set has 10.");

    [Fact]
    public void Draw_DiffersBetweenSeedsAndBetweenImages()
    {
        byte[][] images = [.. Draw(20, 0).Images, .. Draw(20, 1).Images];

        images.Select(Convert.ToHexString).Distinct().Count().ShouldBe(40);
    }

    [Fact]
    public void Draw_GoesBeyondTheIndicesOfAnArray()
    {
        byte[] far = new byte[Area], near = new byte[Area];

        Shapeset.Draw((1L << 40) + 1, 0, far);

        Shapeset.Draw(1, 0, near);
        far.ShouldNotBe(near);
    }

    [Fact]
    public void Draw_RefusesAnImageOfAnotherSize() =>
        Should.Throw<ArgumentException>(() => Shapeset.Draw(0, 0, new byte[100])).Message
            .ShouldStartWith("An image of 32×32 needs 1024 pixels, but there is room for 100.");

    [Fact]
    public void Draw_RefusesANegativeIndex() =>
        Should.Throw<ArgumentOutOfRangeException>(() => Shapeset.Draw(-1, 0, new byte[Area]));

    [Fact]
    public void Classes_ComeAsOftenAsTheirShapesDo()
    {
        // One shape or two, each of three kinds: 1/6, 2/18 and 1/18. A second shape that finds no place makes one of two of them rarer by under 0.002.
        int[] labels = Drawn.Value.Labels;

        for (int label = 0; label < 9; label++)
        {
            double expected = Shapeset.Frequencies[label], error = Math.Sqrt(expected * (1 - expected) / Many);
            ((double)labels.Count(each => each == label) / Many).ShouldBe(expected, 4 * error + 0.002, Shapeset.Classes[label]);
        }

        Shapeset.Frequencies.Sum().ShouldBe(1, 1e-15);
    }

    /// <summary>
    /// Means over 100,000 images of a second program, written for numpy (tests/oracle/shapeset.py), and the deviation from image to image.
    /// Four standard errors of the difference are allowed.
    /// </summary>
    [Theory]
    [InlineData("mean pixel", -0.000655, 0.437541)]
    [InlineData("mean square", 0.372739, 0.251067)]
    [InlineData("deviation", 0.396516, 0.155149)]
    [InlineData("share covered", 0.171503, 0.092160)]
    [InlineData("share covered, squared", 0.037907, 0.039265)]
    [InlineData("background", 0.499448, 0.305191)]
    [InlineData("lightest", 0.793877, 0.130087)]
    [InlineData("rows crossed", 17.203860, 5.148377)]
    [InlineData("columns crossed", 17.181800, 5.140055)]
    [InlineData("steps of grey", 78.951210, 26.990075)]
    [InlineData("share covered by class 0", 0.081486, 0.040961)]
    [InlineData("share covered by class 1", 0.125470, 0.063262)]
    [InlineData("share covered by class 2", 0.191977, 0.097259)]
    [InlineData("share covered by class 3", 0.171457, 0.059316)]
    [InlineData("share covered by class 4", 0.244093, 0.080457)]
    [InlineData("share covered by class 5", 0.216768, 0.079560)]
    [InlineData("share covered by class 6", 0.140884, 0.048164)]
    [InlineData("share covered by class 7", 0.201471, 0.065136)]
    [InlineData("share covered by class 8", 0.282268, 0.086961)]
    public void Images_AreOnAverageThoseOfASecondProgram(string statistic, double mean, double deviation)
    {
        (byte[][] images, int[] labels) = Drawn.Value;
        int? label = statistic.StartsWith("share covered by class ", StringComparison.Ordinal) ? statistic[^1] - '0' : null;
        double[] values = [.. images.Where((_, i) => label is null || labels[i] == label).Select(image => Statistic(image, statistic))];

        double theirs = 100_000 * (label is null ? 1 : Shapeset.Frequencies[label.Value]);
        values.Average().ShouldBe(mean, 4 * deviation * Math.Sqrt(1.0 / values.Length + 1 / theirs));
    }

    [Fact]
    public void Greys_AreDarkOnBrightOrBrightOnDark()
    {
        foreach (ShapesetScene scene in Scenes.Value)
        {
            bool isInverted = scene.Background >= 140;
            int[] shapes = scene.HasSecond ? [scene.First.Grey, scene.Second.Grey] : [scene.First.Grey];

            // ⌊0.45·255⌋ = 114 and ⌊0.55·255⌋ = 140.
            (isInverted ? scene.Background : shapes.Min()).ShouldBeInRange(140, 255);
            (isInverted ? shapes.Max() : scene.Background).ShouldBeInRange(0, 114);
        }

        int[] grounds = [.. Scenes.Value.Select(scene => scene.Background)];
        int[] levels = [.. grounds.Distinct().Order()];
        levels.ShouldBe([.. Enumerable.Range(0, 115), .. Enumerable.Range(140, 116)], "20,000 draws hit each of 231 levels");
        ((double)grounds.Count(ground => ground < 128) / Many).ShouldBe(0.5, 4 * 0.5 / Math.Sqrt(Many));
    }

    [Fact]
    public void Shapes_KeepAPixelFromTheBorder()
    {
        foreach ((double x, double y) in Shapes().SelectMany(shape => shape.Corners.ToArray()))
        {
            // The last bits of a sum of two numbers below 32.
            x.ShouldBeInRange(1 - 1e-13, 31 + 1e-13);
            y.ShouldBeInRange(1 - 1e-13, 31 + 1e-13);
        }
    }

    [Fact]
    public void Shapes_HaveTheAreaOfTheirScales()
    {
        // Rotations keep areas, so a shape has s₀·s₁ times that of the regular one in a circle of radius ½: (n/8)·sin(2π/n). Scales are uniform in 6.4 … 25.6, independent.
        foreach ((int kind, int n) in new[] { (0, 3), (1, 4), (2, 20) })
        {
            double[] products = [.. Scenes.Value.Select(scene => scene.First).Where(shape => shape.Kind == kind).Select(shape => AreaOf(shape.Corners) / (n / 8.0 * Math.Sin(2 * Math.PI / n)))];

            products.ShouldAllBe(product => product > 6.4 * 6.4 - 1e-9 && product < 25.6 * 25.6 + 1e-9);

            // E s² = 16² + 19.2²/12 = 286.72, so the variance of s·s′ is 286.72² − 16⁴.
            products.Average().ShouldBe(256, 4 * Math.Sqrt((286.72 * 286.72 - 65536) / products.Length));
        }
    }

    [Fact]
    public void Parallelograms_AreParallelograms()
    {
        foreach (ShapesetShape shape in Shapes().Where(shape => shape.Kind == 1))
        {
            ReadOnlySpan<(double X, double Y)> c = shape.Corners;
            (c[0].X + c[2].X).ShouldBe(c[1].X + c[3].X, 1e-12);
            (c[0].Y + c[2].Y).ShouldBe(c[1].Y + c[3].Y, 1e-12);
        }
    }

    [Fact]
    public void SecondShapes_HideNoMoreThanHalfByTheEstimate()
    {
        ShapesetScene[] pairs = [.. Scenes.Value.Where(scene => scene.HasSecond)];

        pairs.ShouldAllBe(scene => Estimate(scene.Second, scene.First) <= 0.5 + 1e-9);
        pairs.Count(scene => Estimate(scene.Second, scene.First) > 0.4).ShouldBeGreaterThan(100, "the bound is reached, not avoided");
    }

    [Fact]
    public void SecondShapes_AreLeftOutAfterFiftyRejections()
    {
        ShapesetScene[] scenes = Scenes.Value;

        scenes.ShouldAllBe(scene => scene.Rejections <= 50);
        scenes.Where(scene => scene.Rejections == 50).ShouldAllBe(scene => !scene.HasSecond && scene.Class == scene.First.Kind);
        scenes.Count(scene => scene.Rejections > 0).ShouldBeGreaterThan(Many / 20);
    }

    /// <summary>The rule of the published generator, from the corners alone: how far both reach towards each other against how far apart they are.</summary>
    private static double Estimate(ShapesetShape above, ShapesetShape below)
    {
        (double x1, double y1, double x0, double y0) = (Centre(above, c => c.X), Centre(above, c => c.Y), Centre(below, c => c.X), Centre(below, c => c.Y));
        (double x, double y) = (x1 - x0, y1 - y0);
        double distance = Math.Sqrt(x * x + y * y);
        double reach = below.Corners.ToArray().Max(c => ((c.X - x0) * x + (c.Y - y0) * y) / distance) + above.Corners.ToArray().Max(c => -((c.X - x1) * x + (c.Y - y1) * y) / distance);
        return reach < distance ? 0 : (1 - Math.Pow(2, -(reach - distance) / distance)) * AreaOf(above.Corners) / AreaOf(below.Corners);
    }

    private static double Centre(ShapesetShape shape, Func<(double X, double Y), double> part) => shape.Corners.ToArray().Average(part);

    private static IEnumerable<ShapesetShape> Shapes() => Scenes.Value.SelectMany(scene => scene.HasSecond ? new[] { scene.First, scene.Second } : [scene.First]);

    /// <summary>The area within corners in order (the shoelace formula).</summary>
    private static double AreaOf(ReadOnlySpan<(double X, double Y)> corners)
    {
        double twice = 0;
        for (int i = 0; i < corners.Length; i++)
        {
            ((double x0, double y0), (double x1, double y1)) = (corners[i], corners[(i + 1) % corners.Length]);
            twice += x0 * y1 - x1 * y0;
        }

        return Math.Abs(twice) / 2;
    }

    private static double Statistic(byte[] image, string name)
    {
        double[] x = [.. image.Select(pixel => pixel / 255.0 * 2 - 1)];
        bool[] covered = [.. image.Select(pixel => pixel != image[0])];
        double share = covered.Average(each => each ? 1.0 : 0);
        return name switch
        {
            "mean pixel" => x.Average(),
            "mean square" => x.Average(value => value * value),
            "deviation" => Math.Sqrt(x.Average(value => value * value) - x.Average() * x.Average()),
            "share covered, squared" => share * share,
            "background" => image[0] / 255.0,
            "lightest" => image.Max() / 255.0,
            "rows crossed" => covered.Chunk(32).Count(row => row.Contains(true)),
            "columns crossed" => Enumerable.Range(0, 32).Count(column => Enumerable.Range(0, 32).Any(row => covered[row * 32 + column])),
            "steps of grey" => Enumerable.Range(0, Area).Sum(i => (i % 32 > 0 && image[i] != image[i - 1] ? 1 : 0) + (i >= 32 && image[i] != image[i - 32] ? 1 : 0)),
            _ => share,
        };
    }

    private static (byte[][] Images, int[] Labels) Draw(int count, Seed seed)
    {
        byte[][] images = new byte[count][];
        int[] labels = new int[count];
        for (int i = 0; i < count; i++)
        {
            images[i] = new byte[Area];
            labels[i] = Shapeset.Draw(i, seed, images[i]);
        }

        return (images, labels);
    }

    private static (float[] Inputs, float[] Labels) Read(IDataSet set, IEnumerable<int> rows)
    {
        int[] wanted = [.. rows];
        float[] inputs = new float[wanted.Length * Area];
        float[] labels = new float[wanted.Length];
        set.Read(wanted, inputs, labels);
        return (inputs, labels);
    }
}
