using Evenkeel.Shapes;

namespace Evenkeel.Tests.Shapes;

public class WeightShapeTests
{
    [Fact]
    public void Dense_HasOutputsFirstAndItsInputsAsFanIn()
    {
        WeightShape shape = WeightShape.Dense(784, 300);

        shape.Axes.ShouldBe(new Shape(300, 784));
        shape.Fan.ShouldBe(new Fan(784, 300));
        shape.ToString().ShouldBe("dense 300×784");
    }

    [Fact]
    public void Dense_RefusesALayerWithoutInputs() =>
        Should.Throw<ArgumentException>(() => WeightShape.Dense(0, 3)).Message.ShouldStartWith("A shape needs axes of 1 or more, but 3×0 has 0.");

    [Fact]
    public void Equality_IsByValue() => WeightShape.Dense(3, 4).ShouldBe(WeightShape.Dense(3, 4));

    [Theory]
    [InlineData(FanMode.In, 784)]
    [InlineData(FanMode.Out, 301)]
    [InlineData(FanMode.Average, 542.5)]
    public void Of_TakesTheFanThatIsAskedFor(FanMode mode, double fan) => new Fan(784, 301).Of(mode).ShouldBe(fan);

    [Fact]
    public void Of_AveragesFansWhoseSumIsBeyondAnInteger() => new Fan(int.MaxValue, int.MaxValue).Of(FanMode.Average).ShouldBe(int.MaxValue);
}
