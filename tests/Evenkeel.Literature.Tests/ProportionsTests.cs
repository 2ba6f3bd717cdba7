namespace Evenkeel.Literature.Tests;

public class ProportionsTests
{
    /// <summary>Errors of Table 1 of Glorot and Bengio over 10,000 images, by the pooled standard error, independently computed.</summary>
    [Theory]
    [InlineData(0.2715, 0.1560, 19.93)]
    [InlineData(0.1627, 0.1560, 1.294)]
    [InlineData(0.0176, 0.0164, 0.6564)]
    public void Z_IsThatOfTwoShares(double first, double second, double z)
    {
        Proportions.Z(first, second, 10_000).ShouldBe(z, 0.005 * z);

        Proportions.Z(second, first, 10_000).ShouldBe(-Proportions.Z(first, second, 10_000));
    }
}
