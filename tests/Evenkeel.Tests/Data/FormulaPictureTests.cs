using Evenkeel.Data;
using Evenkeel.Shapes;

namespace Evenkeel.Tests.Data;

public class FormulaPictureTests
{
    [Fact]
    public void Generate_IsTheGridOfPixelsAndThePointsBetween()
    {
        DataSplit split = FormulaPicture.Generate();

        (split.Train.Count, split.Test.Count).ShouldBe((4096, 3969));
        split.Train.InputShape.ShouldBe(new Shape(2));
        (split.Train.Classes.Count, split.Train.TargetSize).ShouldBe((0, 1));
        Read(split.Train, 0).Point.ShouldBe((-1f, -1f));
        Read(split.Train, 63).Point.ShouldBe((1f, -1f));
        Read(split.Train, 4095).Point.ShouldBe((1f, 1f));

        // Pixels are 2/63 apart, so the first point between four of them is 1/63 in from the corner.
        (float x, float y) = Read(split.Test, 0).Point;
        x.ShouldBe(-62f / 63, 1e-7f);
        y.ShouldBe(-62f / 63, 1e-7f);
    }

    [Fact]
    public void Generate_TargetsAreTheFormulaAtTheirPointAndGreys()
    {
        DataSplit split = FormulaPicture.Generate();

        foreach (IDataSet set in new[] { split.Train, split.Test })
        {
            for (int i = 0; i < set.Count; i += 7)
            {
                ((float x, float y), float grey) = Read(set, i);

                // The point is rounded to float32, by 3e-8 where it is near 1, and the texture's slope is at most 0.15·12π = 5.7.
                ((double)grey).ShouldBe(FormulaPicture.At(x, y), 5e-7);
                Math.Abs(grey).ShouldBeLessThanOrEqualTo(1);
            }
        }
    }

    [Theory]
    [InlineData(0, 0, 0.6)] // 0.2·cos 0 + 0.4, inside the disc
    [InlineData(1, 0, -0.85)] // 0.25·sin 1.5π + 0.2·cos π − 0.4
    [InlineData(0, 1, 0.05)] // 0.25·sin 0.5π + 0.2·cos 2π − 0.4
    [InlineData(-1, -1, -0.6)] // 0.25·sin 2π + 0.2·cos π − 0.4
    public void At_IsWhatHandsWorkOut(double x, double y, double grey) => FormulaPicture.At(x, y).ShouldBe(grey, 1e-12);

    [Theory]
    [InlineData(0.25, 0.25)] // its top and its bottom
    [InlineData(0.25, -0.65)]
    public void At_StepsByFourFifthsAtTheEdgeOfTheDisc(double x, double y)
    {
        double outward = y > 0 ? 1e-9 : -1e-9;

        // The rest is smooth: within 2e-9 it changes by less than 2e-8.
        (FormulaPicture.At(x, y - outward) - FormulaPicture.At(x, y + outward)).ShouldBe(0.8, 1e-7);
    }

    private static ((float X, float Y) Point, float Grey) Read(IDataSet set, int row)
    {
        float[] point = new float[2], grey = new float[1];
        set.Read([row], point, grey);
        return ((point[0], point[1]), grey[0]);
    }
}
