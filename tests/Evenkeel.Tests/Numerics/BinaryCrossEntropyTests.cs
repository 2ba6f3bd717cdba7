using Evenkeel.Numerics;

namespace Evenkeel.Tests.Numerics;

[Collection("kernel width")]
public class BinaryCrossEntropyTests
{
    [Fact]
    public void LossAndGradient_AgreeWithDoublePrecision()
    {
        (float[] logits, float[] targets) = Batch();
        float[] losses = new float[logits.Length];
        float[] gradient = new float[logits.Length];

        BinaryCrossEntropy.Apply(logits, targets, losses);
        BinaryCrossEntropy.Gradient(logits, targets, 2, gradient);

        for (int i = 0; i < logits.Length; i++)
        {
            double loss = Loss(logits[i], targets[i]);
            ((double)losses[i]).ShouldBe(loss, 4e-7 * loss + 1e-44);

            // A central difference, good to h² and to the rounding of the loss over h.
            double difference = (Loss(logits[i] + 1e-4, targets[i]) - Loss(logits[i] - 1e-4, targets[i])) / 2e-4;
            ((double)gradient[i]).ShouldBe(2 * difference, 1e-6);
        }
    }

    [Fact]
    public void LossAndGradient_HaveTheSameBitsAtEveryWidth()
    {
        (float[] logits, float[] targets) = Batch();
        float[]? expectedLosses = null;
        float[]? expectedGradient = null;
        foreach (int lanes in WidthScope.All)
        {
            using WidthScope scope = new(lanes);
            float[] losses = new float[logits.Length];
            float[] gradient = new float[logits.Length];
            BinaryCrossEntropy.Apply(logits, targets, losses);
            BinaryCrossEntropy.Gradient(logits, targets, 2, gradient);
            Bits.ShouldBeSame(losses, expectedLosses ??= losses, $"losses at {lanes} lanes");
            Bits.ShouldBeSame(gradient, expectedGradient ??= gradient, $"gradient at {lanes} lanes");
        }
    }

    private static double Loss(double z, double t) => z > 0
        ? z * (1 - t) + Elementary.Log1p(Math.Exp(-z))
        : -z * t + Elementary.Log1p(Math.Exp(z));

    private static (float[] Logits, float[] Targets) Batch()
    {
        float[] logits = new float[1003];
        float[] targets = new float[1003];
        Draw.Normal(logits, 1, 0, 20);
        Draw.Uniform(targets, 2, -0.5f, 1.5f);
        return (logits, [.. targets.Select(target => Math.Clamp(target, 0, 1))]);
    }
}
