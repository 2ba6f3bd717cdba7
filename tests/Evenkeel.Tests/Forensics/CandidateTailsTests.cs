using Evenkeel.Forensics;

namespace Evenkeel.Tests.Forensics;

public class CandidateTailsTests
{
    /// <summary>scipy.stats.chi2, 1.10.1; two terms of the expansion leave about 10⁻⁸ at its least degrees.</summary>
    [Theory]
    [InlineData(3.2, 4, 0.47506905321389586, 0.5249309467861041)]
    [InlineData(0.5, 7.5, 0.0002736590908925333, 0.9997263409091075)]
    [InlineData(30, 10, 0.9991433587892247, 0.000856641210775301)]
    [InlineData(150, 150, 0.515356399039643, 0.484643600960357)]
    [InlineData(260, 199, 0.9976290398352481, 0.00237096016475195)]
    [InlineData(201, 199.5, 0.5431087632797731, 0.45689123672022697)]
    [InlineData(230, 300, 0.0010060279637787225, 0.9989939720362213)]
    [InlineData(1000, 1000, 0.5059471461707603, 0.49405285382923964)]
    [InlineData(1030000.0, 1000000.0, 1.0, 2.9406225421101677e-98)]
    [InlineData(993000.0, 1000000.0, 3.5088606224976084e-07, 0.9999996491139378)]
    [InlineData(4010000.0, 4000000.0, 0.9997944297336306, 0.00020557026636930777)]
    public void ChiSquare_IsScipys(double value, double degrees, double lower, double upper)
    {
        (double Lower, double Upper) tails = CandidateTails.ChiSquare(value, degrees);

        tails.Lower.ShouldBe(lower, 1e-6 * lower);
        tails.Upper.ShouldBe(upper, 1e-6 * upper);
    }

    /// <summary>scipy.stats.kurtosistest, 1.10.1, of samples with these kurtoses.</summary>
    [Theory]
    [InlineData(3.29210000811438, 200, 0.3072315983012156)]
    [InlineData(3.415318789398245, 200, 0.19332201543526573)]
    [InlineData(2.8169368087954196, 1000, 0.2306451258946174)]
    [InlineData(2.895024979329787, 1000, 0.5433966501035313)]
    [InlineData(2.982754974407912, 50000, 0.436735371787345)]
    [InlineData(3.057906367848697, 50000, 0.009709065586332201)]
    public void Kurtosis_IsScipys(double kurtosis, double count, double expected) => CandidateTails.Kurtosis(kurtosis, count).ShouldBe(expected, 1e-9);

    [Theory]
    [InlineData(0, 3, 1)]
    [InlineData(3, 3, 1)]
    [InlineData(5, 1e-3, 1)]
    public void Poisson_BoundsTheSumOfItsTerms(double count, double expected, double most)
    {
        double tail = 0, term = Math.Exp(-expected);
        for (int k = 0; k < 200; k++, term *= expected / k)
        {
            if (k >= count) tail += term;
        }

        double bound = CandidateTails.Poisson(count, expected);

        bound.ShouldBeInRange(tail, most);

        // Chernoff's bound loses at most the square root of 2π times what is counted, and a little.
        if (count > expected) bound.ShouldBeLessThan(tail * 3 * Math.Sqrt(2 * Math.PI * count));
    }
}
