using Evenkeel.Experiments.Demonstrations;

namespace Evenkeel.Tests.Experiments;

public class RandomProductsTests
{
    [Theory]
    [InlineData(1, 2, -0.12534078906742613, 0.2785021570026252, 1.7810724179901978)]
    [InlineData(1, 10, -0.022435705919548174, 0.10215686255607555, 1.108846453648778)]
    [InlineData(2.5, 64, 0.19555940893337156, 0.03868840339254073, 1.0158303656410874)]
    [InlineData(0.01, 7, -1.032486601321559, 0.12480919136727688, 1.161376950961572)]
    public void Law_IsThatOfDigammaAndTrigamma(double scale, int width, double typical, double deviation, double keeping)
    {
        // scipy 1.10: special.digamma and special.polygamma(1, n/2).
        RandomProducts products = RandomProducts.Run(scale, width, 1, 1, 0);

        products.TypicalPerLayer.ShouldBe(typical, 1e-13);
        products.DeviationPerLayer.ShouldBe(deviation, 1e-13);
        products.TypicalScale.ShouldBe(keeping, 1e-12);
    }

    [Theory]
    [InlineData(1, 2, 20)]
    [InlineData(0.3, 5, 20)]
    [InlineData(2, 16, 10)]
    public void Draws_FollowTheLawForwardAndBackward(double scale, int width, int layers)
    {
        const int Draws = 2000;
        RandomProducts products = RandomProducts.Run(scale, width, layers, Draws, 4);

        foreach (double[] ends in new[] { products.Forward.Select(draw => draw[^1]).ToArray(), products.Backward.Select(draw => draw[0]).ToArray() })
        {
            double mean = ends.Average();
            double deviation = Math.Sqrt(ends.Sum(end => (end - mean) * (end - mean)) / (Draws - 1));
            double expected = Math.Sqrt(layers) * products.DeviationPerLayer;

            // Four standard errors: σ/√N of the mean, σ·√((κ + 2)/4N) of the deviation, with room for the excess kurtosis κ < 1 of a logarithm's sum.
            mean.ShouldBe(layers * products.TypicalPerLayer, 4 * expected / Math.Sqrt(Draws));
            deviation.ShouldBe(expected, 4 * expected * Math.Sqrt(3.0 / (4 * Draws)));
        }
    }

    [Fact]
    public void MeanSquare_IsThePowerOfTheScale()
    {
        RandomProducts products = RandomProducts.Run(1.2, 8, 3, 2000, 9);

        // Var of |W·x|²/|x|² is s²·2/n, so that of three layers s⁶((1 + 2/n)³ − 1) = 2.84; four standard errors of 2000 draws.
        double mean = products.Forward.Average(draw => Math.Pow(10, 2 * draw[^1]));
        mean.ShouldBe(Math.Pow(1.2, 3), 4 * Math.Sqrt(Math.Pow(1.2, 6) * (Math.Pow(1.25, 3) - 1) / 2000));
        products.MeanSquarePerLayer.ShouldBe(Math.Log10(1.2) / 2, 1e-15);
    }

    [Fact]
    public void MoreLayersAndDraws_LeaveTheOthersAsTheyAre()
    {
        RandomProducts few = RandomProducts.Run(1, 4, 5, 3, 2);
        RandomProducts more = RandomProducts.Run(1, 4, 9, 6, 2);

        for (int draw = 0; draw < 3; draw++)
        {
            more.Forward[draw].Take(5).ShouldBe(few.Forward[draw]);
        }
    }

    [Fact]
    public void Run_RefusesWhatIsNoProduct()
    {
        Should.Throw<ArgumentOutOfRangeException>(() => RandomProducts.Run(0, 2, 2, 1, 0)).Message.ShouldStartWith("The scale is 0; it must be positive and finite.");
        Should.Throw<ArgumentOutOfRangeException>(() => RandomProducts.Run(1, 257, 2, 1, 0)).Message.ShouldStartWith("The number of rows is 257; it must be 1 to 256.");
    }
}
