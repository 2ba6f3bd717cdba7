using Evenkeel.Experiments;

namespace Evenkeel.Tests.Experiments;

public class RateChangesTests
{
    [Theory]
    [InlineData("", "")]
    [InlineData("40:0.5", "40:0.5")]
    [InlineData("120:0.05, 40:0.5", "40:0.5,120:0.05")]
    [InlineData("0:1e-3,", "0:0.001")]
    [InlineData("7:1,7:2", "7:2")]
    public void Parse_PutsChangesInTheOrderOfTheirSteps(string text, string written) => RateChanges.Parse(text).ToString().ShouldBe(written);

    [Theory]
    [InlineData("40")]
    [InlineData("-1:0.5")]
    [InlineData("40:0")]
    [InlineData("40:NaN")]
    [InlineData("40:Infinity")]
    [InlineData("4.5:1")]
    [InlineData("1:2:3")]
    [InlineData("99999999999:1")]
    public void Parse_RefusesWhatIsNoStepAndRate(string text) => Should.Throw<FormatException>(() => RateChanges.Parse(text))
        .Message.ShouldBe($"A change of the learning rate is a step and a rate above 0, such as 40:0.5, but got '{text}'.");

    [Theory]
    [InlineData(0, 0.1)]
    [InlineData(39, 0.1)]
    [InlineData(40, 0.5)]
    [InlineData(119, 0.5)]
    [InlineData(120, 0.05)]
    [InlineData(int.MaxValue, 0.05)]
    public void RateAt_ChangesBeforeTheUpdateThatFollowsTheStep(int step, double rate) => RateChanges.Parse("40:0.5,120:0.05").RateAt(step, 0.1).ShouldBe(rate);

    [Fact]
    public void With_ReplacesTheChangeOfTheSameStep()
    {
        RateChanges changes = RateChanges.Parse("40:0.5,120:0.05");

        changes.With(new(40, 2)).ShouldBe(RateChanges.Parse("40:2,120:0.05"));
        changes.ToString().ShouldBe("40:0.5,120:0.05", "it is a value");
    }

    [Fact]
    public void With_RefusesWhatIsNoRate()
    {
        Should.Throw<ArgumentOutOfRangeException>(() => RateChanges.None.With(new(3, double.NaN)));
        Should.Throw<ArgumentOutOfRangeException>(() => RateChanges.None.With(new(-1, 1)));
    }

    [Theory]
    [InlineData(39, "")]
    [InlineData(40, "40:0.5")]
    [InlineData(500, "40:0.5,120:0.05")]
    public void Until_LeavesOutWhatComesLater(int step, string left) => RateChanges.Parse("40:0.5,120:0.05").Until(step).ToString().ShouldBe(left);
}
