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

    [Theory]
    [InlineData(1e10, 0.1)]
    [InlineData(1e8, 9)]
    public void Learn_PassesOverWhatIsTooLittleToTell(double work, double seconds)
    {
        WorkSpeed speed = new();
        double before = speed.Seconds(1e10);

        speed.Learn(work, TimeSpan.FromSeconds(seconds));

        speed.Seconds(1e10).ShouldBe(before);
    }
}
