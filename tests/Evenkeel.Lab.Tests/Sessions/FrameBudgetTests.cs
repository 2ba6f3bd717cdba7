using Evenkeel.Lab.Sessions;

namespace Evenkeel.Lab.Tests.Sessions;

public class FrameBudgetTests
{
    [Theory]
    [InlineData(0.05, 0.5)]
    [InlineData(2, 6)]
    [InlineData(20, 90)]
    public void AtFullSpeed_FramesTakeABoundedShare(double stepMilliseconds, double frameMilliseconds)
    {
        FakeTime time = new();
        FrameBudget budget = new(time);
        (double training, double frames) = (0, 0);
        while (training + frames < 60_000)
        {
            time.Advance(TimeSpan.FromMilliseconds(stepMilliseconds));
            budget.Train(TimeSpan.FromMilliseconds(stepMilliseconds).Ticks);
            training += stepMilliseconds;
            if (!budget.AllowsFrame(time.GetTimestamp(), pace: null, seeking: false)) continue;
            long began = time.GetTimestamp();
            time.Advance(TimeSpan.FromMilliseconds(frameMilliseconds));
            budget.Frame(began, time.GetTimestamp() - began);
            frames += frameMilliseconds;
        }

        (frames / (training + frames)).ShouldBeInRange(0.001, 0.155);
        (frames / frameMilliseconds / 60).ShouldBeLessThanOrEqualTo(60.5, "frames a second");
    }

    [Fact]
    public void AtAPace_EveryStepMayBeAFrameUpToSixtyASecond()
    {
        FakeTime time = new();
        FrameBudget budget = new(time);
        int allowed = 0;
        for (int i = 0; i < 60; i++)
        {
            time.Advance(TimeSpan.FromSeconds(1.0 / 60 - (i % 2 == 0 ? 0.001 : -0.001)));
            if (!budget.AllowsFrame(time.GetTimestamp(), pace: 60, seeking: false)) continue;
            budget.Frame(time.GetTimestamp(), 100_000);
            allowed++;
        }

        allowed.ShouldBe(60);
    }
}
