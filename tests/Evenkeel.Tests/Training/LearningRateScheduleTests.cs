using Evenkeel.Training;

namespace Evenkeel.Tests.Training;

public class LearningRateScheduleTests
{
    [Theory]
    [InlineData("constant", 1, 1)]
    [InlineData("constant", 100, 1)]
    [InlineData("step(10, 0.5)", 1, 1)]
    [InlineData("step(10, 0.5)", 10, 1)]
    [InlineData("step(10, 0.5)", 11, 0.5)]
    [InlineData("step(10,0.5)", 20, 0.5)]
    [InlineData("step(10, 0.5)", 91, 0.001953125)]
    [InlineData("cosine", 1, 1)]
    [InlineData("cosine", 51, 0.5)]
    [InlineData("cosine", 26, 0.8535533905932737)]
    [InlineData("cosine", 100, 0.00024671981713419704)]
    [InlineData("cosine(0.1)", 1, 1)]
    [InlineData("cosine(0.1)", 51, 0.55)]
    [InlineData("warmup(4)", 1, 0.25)]
    [InlineData("warmup(4)", 3, 0.75)]
    [InlineData("warmup(4)", 4, 1)]
    [InlineData("warmup(4)", 5, 1)]
    [InlineData("warmup(100)+cosine", 51, 0.255)]
    [InlineData(" warmup(2) + step(1, 0.5) ", 1, 0.5)]
    [InlineData("warmup(2)+step(1, 0.5)", 3, 0.25)]
    public void Factor_IsTheClosedForm(string text, int step, double factor)
    {
        // Of 100 steps; the products and the cosine are right to a few roundings of double.
        LearningRateSchedule.Parse(text).Factor(step, 100).ShouldBe(factor, 1e-15);
    }

    [Theory]
    [InlineData("cosin", "Unknown schedule 'cosin'. Did you mean 'cosine'?")]
    [InlineData("polynomial", "Unknown schedule 'polynomial'. Known: constant, step, cosine, warmup.")]
    [InlineData("", "Unknown schedule ''. Known: constant, step, cosine, warmup.")]
    [InlineData("cosine+", "Unknown schedule ''. Known: constant, step, cosine, warmup.")]
    [InlineData("constant(1)", "Schedule 'constant' takes no argument, but got 'constant(1)'.")]
    [InlineData("step", "Schedule 'step' needs a whole number of steps ≥ 1 and a factor in (0, 1], for example 'step(300, 0.1)', but got 'step'.")]
    [InlineData("step(0, 0.5)", "Schedule 'step' needs a whole number of steps ≥ 1 and a factor in (0, 1], for example 'step(300, 0.1)', but got 'step(0, 0.5)'.")]
    [InlineData("step(10, 2)", "Schedule 'step' needs a whole number of steps ≥ 1 and a factor in (0, 1], for example 'step(300, 0.1)', but got 'step(10, 2)'.")]
    [InlineData("step(1.5, 0.5)", "Schedule 'step' needs a whole number of steps ≥ 1 and a factor in (0, 1], for example 'step(300, 0.1)', but got 'step(1.5, 0.5)'.")]
    [InlineData("step(3e9, 0.5)", "Schedule 'step' needs a whole number of steps ≥ 1 and a factor in (0, 1], for example 'step(300, 0.1)', but got 'step(3e9, 0.5)'.")]
    [InlineData("cosine(2)", "Schedule 'cosine' takes a share in [0, 1], for example 'cosine(0.01)', but got 'cosine(2)'.")]
    [InlineData("warmup", "Schedule 'warmup' needs a number of steps ≥ 1, for example 'warmup(100)', but got 'warmup'.")]
    [InlineData("warmup(0)", "Schedule 'warmup' needs a number of steps ≥ 1, for example 'warmup(100)', but got 'warmup(0)'.")]
    [InlineData("warmup(100", "Schedule 'warmup(100' opens a parenthesis and does not close it.")]
    [InlineData("warmup(a)", "Schedule 'warmup(a)' needs numbers, but got 'a'.")]
    [InlineData("warmup(NaN)", "Schedule 'warmup(NaN)' needs numbers, but got 'NaN'.")]
    public void Parse_SaysWhatIsWrong(string text, string message)
    {
        Should.Throw<FormatException>(() => LearningRateSchedule.Parse(text)).Message.ShouldBe(message);
    }

    [Fact]
    public void Step_ReachesZeroWithoutEnd()
    {
        LearningRateSchedule schedule = LearningRateSchedule.Parse("step(1, 0.1)");

        schedule.Factor(400, 1000).ShouldBe(0);
        schedule.Factor(int.MaxValue, int.MaxValue).ShouldBe(0);
    }
}
