using Evenkeel.Calibration;
using Evenkeel.Experiments;

namespace Evenkeel.Tests.Experiments;

public class ExperimentDefaultsTests
{
    [Theory]
    [InlineData("image", "places(first=siren-first, hidden=siren)")]
    [InlineData("linear-modes", "xavier")]
    [InlineData("circle", "xavier")]
    [InlineData("shapeset", "xavier")]
    [InlineData("some.csv", "xavier")]
    public void StartOf_IsMadeForTheActivation(string data, string start) => ExperimentDefaults.StartOf(ExperimentDefaults.For(data)).ShouldBe(start);

    [Fact]
    public void StartOf_ThePicture_IsAStartForItsSinesOnly()
    {
        ComparisonSpec picture = ExperimentDefaults.For("image");

        Starts.Parse(ExperimentDefaults.StartOf(picture)).ShouldNotBeNull();
        ExperimentDefaults.StartOf(picture with { Network = picture.Network with { Activation = "relu" } }).ShouldBe("xavier");
        ExperimentDefaults.StartOf(picture with { Network = picture.Network with { Activation = "sin(10)" } }).ShouldBe("xavier");
        Should.Throw<FormatException>(() => ExperimentDefaults.StartOf(picture with { Network = picture.Network with { Activation = "sine(30)" } }));
    }
}
