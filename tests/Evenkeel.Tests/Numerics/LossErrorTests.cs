using Evenkeel.Numerics;

namespace Evenkeel.Tests.Numerics;

/// <summary>The errors of the losses, as docs/kernels.md states them, against double precision.</summary>
public class LossErrorTests
{
    private const int Rows = 20_000;

    [Theory]
    [InlineData(2, 5)]
    [InlineData(3, 40)]
    [InlineData(10, 1)]
    [InlineData(10, 20)]
    [InlineData(37, 80)]
    public void Softmax_ErrsByRoundingsAndTheShift(int classes, float spread)
    {
        float[] logits = new float[Rows * classes], probabilities = new float[Rows * classes], losses = new float[Rows];
        Draw.Normal(logits, 1, 0, spread);
        float[] labels = [.. Enumerable.Range(0, Rows).Select(row => (float)(row % classes))];

        Softmax.Apply(logits, probabilities, classes);
        Softmax.CrossEntropy(logits, labels, losses, classes);

        for (int row = 0; row < Rows; row++)
        {
            double[] z = [.. logits.AsSpan(row * classes, classes).ToArray().Select(x => (double)x)];
            double[] descending = [.. z.OrderDescending()];
            double sum = z.Sum(x => Math.Exp(x - descending[0])), rest = descending.Skip(1).Sum(x => Math.Exp(x - descending[0]));
            for (int i = 0; i < classes; i++)
            {
                double below = descending[0] - z[i];
                ShouldBeWithin(3 + below, probabilities[row * classes + i], Math.Exp(-below) / sum);
            }

            double others = descending.Skip(1).Sum(x => Math.Exp(x - descending[0]) * (descending[0] - x)) / rest;
            ShouldBeWithin(3 + others, losses[row], descending[0] - z[(int)labels[row]] + Elementary.Log1p(rest), classes * Math.ScaleB(1, -53));
        }
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    public void BinaryCrossEntropy_ErrsByTwoUnits(float target)
    {
        float[] logits = [.. Enumerable.Range(-60_000, 120_001).Select(i => i / 601f)];
        float[] targets = new float[logits.Length], losses = new float[logits.Length], gradient = new float[logits.Length];
        Array.Fill(targets, target);

        BinaryCrossEntropy.Apply(logits, targets, losses);
        BinaryCrossEntropy.Gradient(logits, targets, 1, gradient);

        for (int i = 0; i < logits.Length; i++)
        {
            double z = logits[i];
            ShouldBeWithin(2, losses[i], Math.Max(z, 0) - z * target + Elementary.Log1p(Math.Exp(-Math.Abs(z))));
            Math.Abs(gradient[i] - (1 / (1 + Math.Exp(-z)) - target)).ShouldBeLessThanOrEqualTo(3 * Math.ScaleB(1, -23));
        }
    }

    /// <summary>In units in the last place of what is expected, and an absolute floor.</summary>
    private static void ShouldBeWithin(double units, float actual, double expected, double floor = 0)
    {
        double unit = expected < 1.1754943508222875e-38 ? float.Epsilon : Math.ScaleB(1, Math.ILogB(expected) - 23);
        double tolerance = units * unit + floor;
        if (!(Math.Abs(actual - expected) <= tolerance)) ((double)actual).ShouldBe(expected, tolerance);
    }
}
