using Evenkeel.Lab.Sessions;

namespace Evenkeel.Lab.Tests.Sessions;

public class SteadyMeterTests
{
    [Fact]
    public void Count_TakesOutWhatTheMachineDidMeanwhile()
    {
        SteadyMeter meter = new();
        long total = 0;
        for (int i = 0; i < 1000; i++) total += meter.Count(i % 50 == 7 ? 1_000_000 : 100);

        total.ShouldBeInRange(1000 * 100, 1000 * 107);
    }

    [Fact]
    public void Count_LearnsThatWorkHasBecomeLonger()
    {
        SteadyMeter meter = new();
        for (int i = 0; i < 10; i++) meter.Count(100);
        for (int i = 0; i < 400; i++) meter.Count(5000);

        meter.Count(5000).ShouldBe(5000);
    }
}
