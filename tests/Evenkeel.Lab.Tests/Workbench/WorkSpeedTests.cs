using Evenkeel.Lab.Workbench;

namespace Evenkeel.Lab.Tests.Workbench;

public class WorkSpeedTests
{
    [Fact]
    public void Learn_MovesTheEstimateHalfWayToWhatWasMeasured()
    {
        WorkSpeed speed = new();
        double before = speed.Seconds(1e10);

        speed.Learn(1e10, TimeSpan.FromSeconds(9));

        speed.Seconds(1e10).ShouldBe((before + 9) / 2, 1e-9, "the mean of two times, but for rounding");
    }

    [Fact]
    public void Learn_PassesOverWhatIsTooShortToTell()
    {
        WorkSpeed speed = new();
        double before = speed.Seconds(1e10);

        speed.Learn(1e10, TimeSpan.FromSeconds(0.1));

        speed.Seconds(1e10).ShouldBe(before);
    }
}
