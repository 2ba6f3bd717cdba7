using Evenkeel.Initialization;

namespace Evenkeel.Literature.Tests;

public class MeanFieldSchemeTests
{
    [Theory]
    [InlineData("mean-field(1.69, 0.09)", 1.69, 0.09)]
    [InlineData("mean-field(w2=1.25, b2=0.05)", 1.25, 0.05)]
    [InlineData("mean-field(2)", 2, 0)]
    public void Of_ReadsBothVariances(string scheme, double w2, double b2)
    {
        MeanFieldScheme.Of(scheme).ShouldBe((w2, b2));

        MeanFieldScheme.Of(Initializers.Parse(scheme).Name).ShouldBe((w2, b2), "The canonical name says the same.");
    }
}
