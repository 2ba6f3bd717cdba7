using Evenkeel.Data;
using Evenkeel.Initialization;
using Evenkeel.MeanField;
using Evenkeel.Networks;
using Evenkeel.Numerics;
using Evenkeel.Shapes;

namespace Evenkeel.Tests.Initialization;

public class MeanFieldPointTests
{
    [Theory]
    [InlineData("mean-field(1.7, 0.05)")]
    [InlineData("mean-field(w2=1.7, b2=0.05, family=orthogonal)")]
    public void SignalPath_HasThePointInEveryLayerWhateverItsWidths(string scheme)
    {
        Network network = Network.For(new() { Hidden = [100, 30, 300, 50] }, ToyData.Circle.Generate(10, 0));

        SignalPath path = network.SignalPath(Initializers.Parse(scheme));

        foreach (SignalLayer layer in path.Layers)
        {
            layer.SigmaW2.ShouldBe(1.7, 1e-14 * 1.7);
            layer.BiasVariance.ShouldBe(0.05, 1e-16);
        }
    }

    [Theory]
    [InlineData("mean-field(2.5, 0.16)", true, false)]
    [InlineData("mean-field(w2=2.5, b2=0.16, family=orthogonal)", false, true)]
    public void SignalPath_SaysWhichFamilyItIs(string scheme, bool isIndependent, bool isOrthogonal)
    {
        Network network = Network.For(new() { Hidden = [20, 20] }, ToyData.Circle.Generate(10, 0));

        SignalLayer layer = network.SignalPath(Initializers.Parse(scheme)).Layers[1];

        (layer.IsIndependent, layer.IsOrthogonal, layer.IsCentred).ShouldBe((isIndependent, isOrthogonal, true));
    }

    [Theory]
    [InlineData("mean-field(1.7, 0.3)")]
    [InlineData("mean-field(w2=1.7, b2=0.3, family=orthogonal)")]
    public void FillBias_DrawsNormalsOfTheVarianceThatIsTyped(string scheme)
    {
        float[] biases = new float[20_000];

        Initializers.Parse(scheme).FillBias(biases, WeightShape.Dense(3, biases.Length), new Seed(5).For("bias"));

        // Of N normals the variance has a standard error of σ²·√(2/N), the fourth moment of σ⁴·√(96/N); four of each. A uniform's fourth is 1.8.
        Moments drawn = Moments.Of(biases);
        drawn.Mean.ShouldBe(0, 4 * Math.Sqrt(0.3 / biases.Length));
        drawn.Variance.ShouldBe(0.3, 4 * 0.3 * Math.Sqrt(2.0 / biases.Length));
        biases.Average(bias => Math.Pow(bias, 4)).ShouldBe(3 * 0.09, 4 * 0.09 * Math.Sqrt(96.0 / biases.Length));
    }

    [Theory]
    [InlineData(40, 24)]
    [InlineData(24, 40)]
    public void Fill_MakesOrthogonalRowsOrColumnsOfTheTypedVariance(int inputs, int outputs)
    {
        float[] w = Initializers.Parse("mean-field(w2=1.69, family=orthogonal)").Draw(WeightShape.Dense(inputs, outputs), 2);

        // W Wᵀ = w2·I where the layer narrows; WᵀW = w2·n_out/n_in·I where it widens. Entries are rounded to float32.
        double square = 1.69 * Math.Max(1, (double)outputs / inputs);
        for (int i = 0; i < Math.Min(inputs, outputs); i++)
        {
            for (int j = 0; j < Math.Min(inputs, outputs); j++)
            {
                double product = outputs <= inputs
                    ? Enumerable.Range(0, inputs).Sum(k => (double)w[i * inputs + k] * w[j * inputs + k])
                    : Enumerable.Range(0, outputs).Sum(k => (double)w[k * inputs + i] * w[k * inputs + j]);
                product.ShouldBe(i == j ? square : 0, 1e-6 * square);
            }
        }
    }

    [Fact]
    public void Fill_WithNoBiasVarianceIsTheRecipeOfThatScale()
    {
        WeightShape shape = WeightShape.Dense(30, 20);

        Initializers.Parse("mean-field(2)").Draw(shape, 4).ShouldBe(Initializers.Parse("variance-scaling(2)").Draw(shape, 4));
    }

    [Theory]
    [InlineData("mean-field", "Scheme 'mean-field' needs its w2, for example 'mean-field(1)'.")]
    [InlineData("mean-field(-1)", "Scheme 'mean-field(-1)' has a negative w2, -1; it must be above 0.")]
    [InlineData("mean-field(0)", "Scheme 'mean-field(0)' has a w2 of 0; it must be above 0.")]
    [InlineData("mean-field(1, -0.1)", "Scheme 'mean-field(1, -0.1)' has a negative b2, -0.1; it must be 0 or more.")]
    [InlineData("mean-field(w2=1, family=uniform)", "Scheme 'mean-field(w2=1, family=uniform)' has a family of 'uniform'; it must be 'normal' or 'orthogonal'.")]
    public void Parse_RefusesWhatIsNoPoint(string scheme, string message) =>
        Should.Throw<FormatException>(() => Initializers.Parse(scheme)).Message.ShouldBe(message);

    [Fact]
    public void Refusal_OfAVectorSaysThatItHasNoFans() =>
        Initializers.Parse("mean-field(1, 0.1)").Refusal(WeightShape.Vector(10)).ShouldBe("Scheme 'mean-field(w2=1, b2=0.1)' divides by a fan, but shape 10 has one axis and so no fans; take 'zero' for biases, or 'normal'.");
}
