namespace Evenkeel.Literature.Tests;

public class SchemeTextTests
{
    [Fact]
    public void Of_ReadsStartsWithinStarts()
    {
        SchemeText scheme = SchemeText.Of("places(first=mean-field(0.8, 0.1), hidden=activation-gain(relu, distribution=truncated-normal))");

        (scheme.Name, scheme.First.Name, scheme.Hidden.Name).ShouldBe(("places", "mean-field", "activation-gain"));
        MeanFieldScheme.Of(scheme.First).ShouldBe((0.8, 0.1));
        (scheme.Hidden.Argument("activation", 0), scheme.Hidden.Argument("distribution", 1)).ShouldBe(("relu", "truncated-normal"));
    }

    [Theory]
    [InlineData("he-normal", "he-normal")]
    [InlineData("siren(30)", "siren")]
    [InlineData("places(first=siren-first, hidden=siren(30))", "siren")]
    public void Hidden_IsTheStartItselfWhereItHasNoPlaces(string scheme, string name) => SchemeText.Of(scheme).Hidden.Name.ShouldBe(name);

    [Theory]
    [InlineData("mean-field(1.049912, 0.00002, orthogonal)", true)]
    [InlineData("mean-field(w2=1.049912, family=orthogonal)", true)]
    [InlineData("mean-field(1.049912, 0.00002, normal)", false)]
    [InlineData("places(first=mean-field(0.02), hidden=mean-field(1.05, 0, orthogonal))", true)]
    [InlineData("mean-field(1.049912)", false)]
    public void IsOrthogonal_ReadsTheFamily(string scheme, bool isOrthogonal) => MeanFieldScheme.IsOrthogonal(scheme).ShouldBe(isOrthogonal);
}
