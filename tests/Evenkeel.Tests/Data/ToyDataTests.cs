using Evenkeel.Data;
using Evenkeel.Numerics;

namespace Evenkeel.Tests.Data;

public class ToyDataTests
{
    public static TheoryData<string> Names => [.. ToyData.All.Select(set => set.Name)];

    [Fact]
    public void All_StartsWithTheFourOfTheArticle() =>
        ToyData.All.Select(set => set.Name).ShouldBe(["circle", "moon", "square", "gauss", "spiral", "xor"]);

    [Theory]
    [MemberData(nameof(Names))]
    public void Generate_AlternatesTheClasses(string name)
    {
        (float[] _, float[] labels) = Points(name, 100, 0);

        labels.ShouldBe(Enumerable.Range(0, 100).Select(i => (float)(i % 2)));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Generate_RepeatsItselfForASeed(string name) => Points(name, 51, 3).Inputs.ShouldBe(Points(name, 51, 3).Inputs);

    [Theory]
    [MemberData(nameof(Names))]
    public void Generate_DiffersBetweenSeeds(string name) => Points(name, 51, 3).Inputs.ShouldNotBe(Points(name, 51, 4).Inputs);

    [Theory]
    [MemberData(nameof(Names))]
    public void Generate_StaysNearTheMapThatTheFigureShows(string name) =>
        Points(name, 2000, 0).Inputs.ShouldAllBe(x => Math.Abs(x) < 8);

    [Fact]
    public void Generate_RefusesFewerThanOnePointOfEachClass() =>
        Should.Throw<ArgumentOutOfRangeException>(() => ToyData.Circle.Generate(1, 0));

    [Fact]
    public void Circle_HasTheRadiiOfTheFormula()
    {
        (float[] x, float[] labels) = Points("circle", 20_000, 0);
        double[] radii = [.. labels.Select((_, i) => Math.Sqrt(x[2 * i] * x[2 * i] + x[2 * i + 1] * x[2 * i + 1]))];

        radii.Where((_, i) => labels[i] == 0).ShouldAllBe(radius => radius < 2 + 1e-6);
        radii.Where((_, i) => labels[i] == 1).ShouldAllBe(radius => radius > 3 - 1e-6 && radius < 5 + 1e-6);

        // U(-1, 1) has a standard deviation of 0.577; of a mean over 10,000, 0.0058. Four of them. |1 + U(-1, 1)| is 1 + U(-1, 1).
        radii.Where((_, i) => labels[i] == 0).Average().ShouldBe(1, 0.023);
        radii.Where((_, i) => labels[i] == 1).Average().ShouldBe(4, 0.023);
    }

    [Fact]
    public void Moon_HasTheArmsOfTheFormula()
    {
        const int PerClass = 10_000;
        (float[] x, float[] labels) = Points("moon", 2 * PerClass, 0);
        double sum = 0;
        double squares = 0;
        for (int point = 0; point < labels.Length; point++)
        {
            int label = (int)labels[point];
            double place = (double)(point / 2) / PerClass;
            double angle = Math.PI * place + (label == 1 ? 0 : Math.PI);
            double x1 = x[2 * point] - (label - 0.5);
            double x2 = x[2 * point + 1] + (label - 0.5);
            double radius = x1 * Math.Cos(angle) + x2 * Math.Sin(angle);

            // The point lies on the ray of its angle: nothing stands across it.
            (x1 * Math.Sin(angle) - x2 * Math.Cos(angle)).ShouldBe(0, 1e-5);
            sum += radius - 4 * place;
            squares += (radius - 4 * place) * (radius - 4 * place);
        }

        // Noise of N(1, 0.25) over 20,000 points: four standard errors of the mean are 0.0141, of the variance 0.01.
        double mean = sum / labels.Length;
        mean.ShouldBe(1, 0.0142);
        (squares / labels.Length - mean * mean).ShouldBe(0.25, 0.01);
    }

    [Fact]
    public void Square_HasTheSignsAndBoundsOfTheFormula()
    {
        (float[] x, float[] labels) = Points("square", 20_000, 0);

        for (int i = 0; i < labels.Length; i++)
        {
            (x[2 * i] * x[2 * i + 1] > 0).ShouldBe(labels[i] == 1);
            Math.Abs(x[2 * i]).ShouldBeInRange(0.5f, 5);
            Math.Abs(x[2 * i + 1]).ShouldBeInRange(0.5f, 5);
        }

        // Half of the points are left of the axis, give or take four standard errors.
        x.Where((_, i) => i % 2 == 0).Average(value => value > 0 ? 1.0 : 0).ShouldBe(0.5, 0.0142);
    }

    [Fact]
    public void Gauss_HasTheMeansAndVarianceOfTheFormula()
    {
        (float[] x, float[] labels) = Points("gauss", 20_000, 0);

        foreach (int label in new[] { 0, 1 })
        {
            float[] values = [.. x.Where((_, i) => labels[i / 2] == label)];
            double mean = values.Average(value => (double)value);

            // 20,000 draws of variance 1: four standard errors of the mean are 0.0283, of the variance 0.04.
            mean.ShouldBe(label == 1 ? -2 : 2, 0.0283);
            values.Average(value => (value - mean) * (value - mean)).ShouldBe(1, 0.04);
        }
    }

    [Fact]
    public void Xor_IsOfClassOneWhereSignsDiffer()
    {
        (float[] x, float[] labels) = Points("xor", 2000, 0);

        // A cloud's centre is 3.1 of its deviations from an axis.
        Enumerable.Range(0, 2000).Count(i => (x[2 * i] * x[2 * i + 1] < 0) == (labels[i] == 1)).ShouldBeGreaterThan(1980);
    }

    [Fact]
    public void Find_KnowsNoOtherName() => ToyData.Find("moons").ShouldBeNull();

    private static (float[] Inputs, float[] Labels) Points(string name, int count, long seed)
    {
        ArrayDataSet set = ToyData.Find(name)!.Generate(count, (Seed)seed);
        float[] inputs = new float[count * 2];
        float[] labels = new float[count];
        set.Read([.. Enumerable.Range(0, count)], inputs, labels);
        return (inputs, labels);
    }
}
