using Evenkeel.Forensics;
using Evenkeel.Numerics;

namespace Evenkeel.Tests.Forensics;

public class MarchenkoPasturTests
{
    // scipy 1.10.1, integrate.quad over the angle; the square case and one with more rows than columns among them.
    [Theory]
    [InlineData(0.25, 1, 0.45, 0.14405377516838236, 0.8488263631567753)]
    [InlineData(0.25, 1, 2.05, 0.975559814104547, 0.18632773825392634)]
    [InlineData(1, 1, 0.4, 0.3958186964094077, 0.4774648292756861)]
    [InlineData(1, 1, 3.6, 0.986153167011141, 0.05305164769729845)]
    [InlineData(4, 0.5, 0.9, 0.7860134437920956, 0.10610329539459691)]
    [InlineData(4, 0.5, 4.1, 0.9938899535261367, 0.023290967281740793)]
    [InlineData(0.001, 2, 1.900807114874612, 0.05505636205977782, 3.17733735594569)]
    public void Law_IsThatOfNumericalIntegration(double ratio, double variance, double x, double cdf, double density)
    {
        MarchenkoPastur law = new(ratio, variance);

        law.Cdf(x).ShouldBe(cdf, 1e-12);
        law.Density(x).ShouldBe(density, 1e-12 * density);
    }

    [Fact]
    public void Edges_AreThoseOfTheFormula()
    {
        MarchenkoPastur law = new(0.25, 2);

        (law.Lower, law.Upper, law.AtZero).ShouldBe((0.5, 4.5, 0));
        (law.Cdf(0.5), law.Cdf(4.5), law.Cdf(-1), law.Density(5)).ShouldBe((0, 1, 0, 0));
        new MarchenkoPastur(4).AtZero.ShouldBe(0.75);
        new MarchenkoPastur(4).Cdf(0).ShouldBe(0.75);
    }

    /// <summary>Eigenvalues are so stiff that the distance is of the order of ln p/p, far below the 1/√p of independent numbers.</summary>
    [Theory]
    [InlineData(100, 400)]
    [InlineData(200, 200)]
    public void Distance_OfADrawIsSmall(int rows, int columns)
    {
        float[] draw = new float[rows * columns];
        Draw.Normal(draw, 3, 0, 1);
        double[] eigenvalues = [.. SingularValues.Of(draw, rows, columns).Select(value => value * value / columns)];

        new MarchenkoPastur((double)rows / columns).Distance(eigenvalues).ShouldBeLessThan(5.0 / rows);
        new MarchenkoPastur((double)rows / columns, 1.2).Distance(eigenvalues).ShouldBeGreaterThan(10.0 / rows);
    }

    [Theory]
    [InlineData(0, 1)]
    [InlineData(double.PositiveInfinity, 1)]
    [InlineData(1, double.NaN)]
    public void BadNumbers_AreRejected(double ratio, double variance) =>
        Should.Throw<ArgumentOutOfRangeException>(() => new MarchenkoPastur(ratio, variance)).Message.ShouldContain("but must be a finite number above 0.");
}
