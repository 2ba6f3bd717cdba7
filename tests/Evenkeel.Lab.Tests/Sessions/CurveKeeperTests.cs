using Evenkeel.Lab.Protocol;
using Evenkeel.Lab.Sessions;

namespace Evenkeel.Lab.Tests.Sessions;

public class CurveKeeperTests
{
    [Theory]
    [InlineData(5)]
    [InlineData(8)]
    [InlineData(1000)]
    [InlineData(123_457)]
    public void Points_StayFewAndAreTrueWhateverTheLength(int length)
    {
        CurveKeeper curve = new(8);
        for (int step = 0; step < length; step++) curve.Add(step, 10.0 * step);

        Trace trace = curve.With(length, 7);

        trace.Steps.Length.ShouldBeInRange(Math.Min(length, 4) + 1, 9);
        trace.Steps[0].ShouldBe(0);
        trace.Steps.ShouldBeInOrder();
        (trace.Steps[^1], trace.Values[^1]).ShouldBe((length, 7));
        for (int i = 0; i < trace.Steps.Length - 1; i++) trace.Values[i].ShouldBe(10.0 * trace.Steps[i]);
        trace.Steps.Take(trace.Steps.Length - 1).Zip(trace.Steps.Skip(1), (first, second) => second - first).SkipLast(1).Distinct().Count().ShouldBeLessThanOrEqualTo(1);
    }

    [Fact]
    public void With_DoesNotRepeatAPointThatIsKept()
    {
        CurveKeeper curve = new(8);
        curve.Add(0, 1);

        curve.With(0, 1).Steps.ShouldBe([0]);
        curve.Clear();
        curve.With(0, 1).Steps.ShouldBe([0]);
    }
}
