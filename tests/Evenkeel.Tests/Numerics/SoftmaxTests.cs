using Evenkeel.Numerics;

namespace Evenkeel.Tests.Numerics;

[Collection("kernel width")]
public class SoftmaxTests
{
    public static TheoryData<int> ClassCounts => [1, 2, 3, 10, 63, 64, 65, 200];

    private const int Rows = 7;

    [Theory]
    [MemberData(nameof(ClassCounts))]
    public void Softmax_AgreesWithDoublePrecision(int classes)
    {
        (float[] logits, float[] labels) = Batch(classes);
        float[] probabilities = new float[logits.Length];
        float[] losses = new float[Rows];
        float[] logSums = new float[Rows];

        Softmax.Apply(logits, probabilities, classes);
        Softmax.CrossEntropy(logits, labels, losses, classes);
        Softmax.LogSumExp(logits, logSums, classes);

        for (int row = 0; row < Rows; row++)
        {
            double[] z = [.. logits.Skip(row * classes).Take(classes).Select(x => (double)x)];
            double logSum = z.Max() + Math.Log(z.Sum(x => Math.Exp(x - z.Max())));

            // The shift rounds z − max, of at most 60, to 2⁻²⁰; the exponential turns that into a relative error.
            for (int i = 0; i < classes; i++) probabilities[row * classes + i].ShouldBe((float)Math.Exp(z[i] - logSum), 3e-6f * (float)Math.Exp(z[i] - logSum) + 1e-44f);
            losses[row].ShouldBe((float)(logSum - z[(int)labels[row]]), 1e-6f * (1 + losses[row]));
            logSums[row].ShouldBe((float)logSum, 1e-6f * (1 + Math.Abs((float)logSum)));
        }
    }

    [Theory]
    [MemberData(nameof(ClassCounts))]
    public void Gradient_IsTheDerivativeOfTheLoss(int classes)
    {
        (float[] logits, float[] labels) = Batch(classes);
        float[] gradient = new float[logits.Length];

        Softmax.CrossEntropyGradient(logits, labels, gradient, classes);

        for (int index = 0; index < logits.Length; index++)
        {
            // A central difference in double precision, good to h² and ε/h.
            const double h = 1e-5;
            double difference = (Loss(index, h) - Loss(index, -h)) / (2 * h);
            ((double)gradient[index]).ShouldBe(difference, 1e-6);
        }

        double Loss(int index, double shift)
        {
            int row = index / classes;
            double[] z = [.. logits.Skip(row * classes).Take(classes).Select(x => (double)x)];
            z[index % classes] += shift;
            return z.Max() + Math.Log(z.Sum(x => Math.Exp(x - z.Max()))) - z[(int)labels[row]];
        }
    }

    [Theory]
    [MemberData(nameof(ClassCounts))]
    public void Softmax_HasTheSameBitsAtEveryWidth(int classes)
    {
        (float[] logits, float[] labels) = Batch(classes);
        float[][] expected = new float[3][];
        foreach (int lanes in WidthScope.All)
        {
            using WidthScope scope = new(lanes);
            float[][] results = [new float[logits.Length], new float[Rows], new float[logits.Length]];
            Softmax.Apply(logits, results[0], classes);
            Softmax.CrossEntropy(logits, labels, results[1], classes);
            Softmax.CrossEntropyGradient(logits, labels, results[2], classes);
            for (int i = 0; i < 3; i++) Bits.ShouldBeSame(results[i], expected[i] ??= results[i], $"result {i} at {lanes} lanes");
        }
    }

    // Many rows are taken together, in blocks; one alone has no neighbours.
    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    [InlineData(10)]
    [InlineData(600)]
    [InlineData(5000)]
    public void Row_IsTheSameAloneAndAmongOthers(int classes)
    {
        const int rows = 133;
        float[] logits = new float[rows * classes], together = new float[logits.Length], alone = new float[logits.Length];
        float[] losses = new float[rows], lossesAlone = new float[rows];
        Draw.Normal(logits, 3, 0, 5);
        float[] labels = [.. Enumerable.Range(0, rows).Select(row => (float)(row * 7 % classes))];

        Softmax.CrossEntropyGradient(logits, labels, together, classes);
        Softmax.CrossEntropy(logits, labels, losses, classes);
        for (int row = 0; row < rows; row++)
        {
            Span<float> own = logits.AsSpan(row * classes, classes);
            Softmax.CrossEntropyGradient(own, labels.AsSpan(row, 1), alone.AsSpan(row * classes, classes), classes);
            Softmax.CrossEntropy(own, labels.AsSpan(row, 1), lossesAlone.AsSpan(row, 1), classes);
        }

        Softmax.CrossEntropyGradient(logits, labels, logits, classes);

        Bits.ShouldBeSame(together, alone, "gradient");
        Bits.ShouldBeSame(losses, lossesAlone, "losses");
        Bits.ShouldBeSame(logits, together, "gradient in place");
    }

    [Fact]
    public void ExtremeLogits_NeitherOverflowNorVanish()
    {
        float[] logits = [3e38f, -3e38f, 0, 1000, 999, -1000];
        float[] probabilities = new float[6];
        float[] losses = new float[2];

        Softmax.Apply(logits, probabilities, 3);
        Softmax.CrossEntropy(logits, [0, 2], losses, 3);

        probabilities.ShouldBe([1, 0, 0, 0.7310586f, 0.26894143f, 0], 1e-7);
        losses[0].ShouldBe(0);
        losses[1].ShouldBe(2000.3132f, 1e-3f);
    }

    [Fact]
    public void NaN_SpoilsItsRowOnly()
    {
        float[] probabilities = new float[4];

        Softmax.Apply([1, float.NaN, 0, 0], probabilities, 2);

        probabilities.ShouldBe([float.NaN, float.NaN, 0.5f, 0.5f]);
    }

    [Theory]
    [InlineData(3f, "Label 3 of row 1 is not a class index in 0…2.")]
    [InlineData(-1f, "Label -1 of row 1 is not a class index in 0…2.")]
    [InlineData(0.5f, "Label 0.5 of row 1 is not a class index in 0…2.")]
    [InlineData(float.NaN, "Label NaN of row 1 is not a class index in 0…2.")]
    public void BadLabel_IsNamed(float label, string message) =>
        Should.Throw<ArgumentException>(() => Softmax.CrossEntropy(new float[6], [0, label], new float[2], 3)).Message.ShouldBe(message);

    [Fact]
    public void WrongLength_IsNamed() =>
        Should.Throw<ArgumentException>(() => Softmax.CrossEntropy(new float[7], [0, 1], new float[2], 3))
            .Message.ShouldBe("There are 7 logits but 2 rows of 3 classes need 6.");

    private static (float[] Logits, float[] Labels) Batch(int classes)
    {
        float[] logits = new float[Rows * classes];
        Draw.Uniform(logits, classes, -30, 30);
        RandomSequence random = new Seed(2).Sequence();
        return (logits, [.. Enumerable.Range(0, Rows).Select(_ => (float)random.NextBelow(classes))]);
    }
}
