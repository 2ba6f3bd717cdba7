using Xunit.Abstractions;
using Evenkeel.Forensics;

namespace Evenkeel.Tests.Forensics;

public class SpectraTests(ITestOutputHelper output)
{
    private const int Draws = 2000;

    [Theory]
    [InlineData("he-normal", 10, 300)]
    [InlineData("he-normal", 64, 27)]
    [InlineData("he-normal", 100, 100)]
    [InlineData("glorot-uniform", 10, 300)]
    [InlineData("glorot-uniform", 64, 27)]
    [InlineData("glorot-uniform", 100, 100)]
    [InlineData("keras:he_normal", 10, 300)]
    [InlineData("keras:he_normal", 64, 27)]
    [InlineData("keras:he_normal", 100, 100)]
    public void PValues_OfFreshDrawsAreUniform(string scheme, int outputs, int inputs)
    {
        Dictionary<string, List<double>> all = NullDraws.PValues(scheme, outputs, inputs, Draws, (matrix, statistics, shape) =>
            Spectra.Of(matrix, 0, statistics.Variance, shape.Fourth, int.MaxValue, true, out _));

        foreach ((string name, List<double> values) in all) output.WriteLine($"{name,-26} {NullDraws.Distance(values):0.00}  <1e-3: {values.Count(p => p < 1e-3)} <.01 {values.Count(p => p < 0.01)} min {values.Min():G2}");
    }
}
