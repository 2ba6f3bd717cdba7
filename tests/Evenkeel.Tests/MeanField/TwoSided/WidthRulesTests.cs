using Evenkeel.Functions;
using Evenkeel.MeanField.TwoSided;

namespace Evenkeel.Tests.MeanField.TwoSided;

public class WidthRulesTests
{
    // Of the identity: 1/300, 1/100, 2/400 (Glorot and Bengio, eq. 12), 1/√30000.
    [Fact]
    public void For_GivesTheKnownScalesOfALinearLayer()
    {
        WidthRule[] rules = [.. WidthRules.For(Activations.Linear, 300, 100)];

        rules.Select(rule => rule.Name).ShouldBe(["fan-in", "fan-out", "average", "geometric", "glorot"]);
        double[] expected = [1.0 / 300, 1.0 / 100, 2.0 / 400, 1 / Math.Sqrt(30_000), 2.0 / 400];
        for (int i = 0; i < expected.Length; i++)
        {
            rules[i].WeightVariance.ShouldBe(expected[i], 1e-15);
            rules[i].Forward.ShouldBe(300 * expected[i], 1e-12);
            rules[i].Backward.ShouldBe(100 * expected[i], 1e-12);
        }
    }

    [Theory]
    [InlineData("tanh", 1, 64, 256)]
    [InlineData("gelu", 0.3, 500, 20)]
    [InlineData("relu", 2, 10, 10)]
    public void For_KeepsWhatItSays(string activation, double q, int fanIn, int fanOut)
    {
        WidthRule[] rules = [.. WidthRules.For(Activations.Parse(activation), fanIn, fanOut, q)];

        rules[0].Forward.ShouldBe(1, 1e-12);
        rules[1].Backward.ShouldBe(1, 1e-12);
        (rules[2].Forward + rules[2].Backward).ShouldBe(2, 1e-12);
        (rules[3].Forward * rules[3].Backward).ShouldBe(1, 1e-12);
        double ratio = fanOut * TwoSidedConflict.At(Activations.Parse(activation), q).Backward / fanIn;
        rules.ShouldAllBe(rule => Math.Abs(rule.Backward / rule.Forward / ratio - 1) < 1e-10);
    }
}
