using Evenkeel.Functions;
using Evenkeel.MeanField;
using Evenkeel.Numerics;

namespace Evenkeel.Tests.MeanField;

public class BornDeadTests
{
    // The formula's values at nine hidden layers, and what 4,000 nets on one input show, within 4 standard errors.
    [Theory]
    [InlineData(2, .9249)]
    [InlineData(3, .6993)]
    [InlineData(4, .4406)]
    [InlineData(5, .2485)]
    [InlineData(8, .0346)]
    [InlineData(10, .0088)]
    public void Probability_IsWhatNetsShow(int width, double published)
    {
        const int Nets = 4000;
        double probability = BornDead.Probability([.. Enumerable.Repeat(width, 9)]);
        int dead = 0;
        for (int net = 0; net < Nets; net++)
        {
            dead += IsDead(width, Seed.FromInt64(net)) ? 1 : 0;
        }

        probability.ShouldBe(published, 5.1e-5);
        ((double)dead / Nets).ShouldBe(probability, 4 * Math.Sqrt(probability * (1 - probability) / Nets));
    }

    [Fact]
    public void Probability_IsZeroForFunctionsThatNeverDie()
    {
        SignalLayer layer = new() { FanIn = 2, FanOut = 2, WeightVariance = 1 };

        BornDead.Probability(new SignalPath(Activations.Tanh, [layer, layer])).ShouldBe(0);
        BornDead.Probability(new SignalPath(Activations.Relu, [layer, layer])).ShouldBe(0.25);
        BornDead.Probability([100]).ShouldBe(Math.Pow(2, -100));
    }

    private static bool IsDead(int width, Seed seed)
    {
        float[] a = [1];
        for (int l = 0; l < 9; l++)
        {
            float[] weights = new float[width * a.Length];
            Draw.Normal(weights, seed.For(l), 0, 1);
            float[] z = new float[width];
            for (int i = 0; i < weights.Length; i++)
            {
                z[i / a.Length] += weights[i] * a[i % a.Length];
            }

            a = [.. z.Select(value => Math.Max(0, value))];
        }

        return a.All(value => value == 0);
    }
}
