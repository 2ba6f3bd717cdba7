using Evenkeel.Lab.Sessions;

namespace Evenkeel.Lab.Tests.Sessions;

public class SessionClockTests
{
    [Theory]
    [InlineData(null, 1, true)]
    [InlineData(20.0, 40, false)]
    [InlineData(20.0, 60, true)]
    [InlineData(1e6, 1, true)]
    public void APaceThatCannotBeKept_IsFullSpeed(double? pace, double stepMilliseconds, bool isFree)
    {
        FakeTime time = new();
        SessionClock clock = new(time);
        clock.SetPace(pace, time.GetTimestamp());
        for (int i = 0; i < 100; i++)
        {
            long now = time.GetTimestamp();
            clock.IsDue(now).ShouldBeTrue();
            clock.Count(now);
            time.Advance(TimeSpan.FromMilliseconds(stepMilliseconds));
            if (!clock.IsDue(time.GetTimestamp())) time.Advance(TimeSpan.FromTicks(clock.Due - time.GetTimestamp()));
        }

        clock.IsFree(time.GetTimestamp()).ShouldBe(isFree);
    }

    [Theory]
    [InlineData(20, 60, 90)]
    [InlineData(1e6, 0.05, 6)]
    public void AtAPaceThatCannotBeKept_FramesTakeABoundedShare(double pace, double stepMilliseconds, double frameMilliseconds)
    {
        FakeTime time = new();
        SessionClock clock = new(time);
        FrameBudget budget = new(time);
        clock.SetPace(pace, time.GetTimestamp());
        (double training, double frames) = (0, 0);
        while (training + frames < 60_000)
        {
            clock.Count(time.GetTimestamp());
            time.Advance(TimeSpan.FromMilliseconds(stepMilliseconds));
            budget.Train(TimeSpan.FromMilliseconds(stepMilliseconds).Ticks);
            training += stepMilliseconds;
            long began = time.GetTimestamp();
            if (!budget.AllowsFrame(began, clock.IsFree(began) ? null : pace, seeking: false)) continue;
            time.Advance(TimeSpan.FromMilliseconds(frameMilliseconds));
            budget.Frame(began, time.GetTimestamp() - began);
            frames += frameMilliseconds;
        }

        // The first frames, before it lags, are free.
        (frames / (training + frames)).ShouldBeInRange(0.001, 0.15);
    }
}
