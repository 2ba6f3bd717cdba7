using Evenkeel.Data;
using Evenkeel.Diagnosis;
using Evenkeel.Experiments;

namespace Evenkeel.Tests.Diagnosis;

public class ZeroLastLayerRuleTests
{
    [Theory]
    [InlineData("places(last=zero)")]
    [InlineData("places(first=he-normal, last=constant(0))")]
    public void Examine_TakesZerosAsMeant_WhereThePlacesSaySo(string scheme)
    {
        Finding finding = Found(scheme);

        finding.Severity.ShouldBe(Severity.Info);
        finding.Message.ShouldContain(scheme.Contains("constant", StringComparison.Ordinal) ? "as constant(0) means it" : "as zero means it");
        finding.Fixes.ShouldBeEmpty();
    }

    [Fact]
    public void TrainingAndComparing_TakeThemAsMeantToo()
    {
        DataSplit data = new(ToyData.Circle.Generate(40, 1), ToyData.Circle.Generate(40, 2));

        ComparisonResult result = new Comparison(Spec("places(last=zero)"), data).Run(threads: 1);

        result.Runs.ShouldHaveSingleItem().Findings.Single(finding => finding.Code == "EK113").Severity.ShouldBe(Severity.Info);
    }

    private static Finding Found(string scheme)
    {
        DataSplit data = new(ToyData.Circle.Generate(40, 1), ToyData.Circle.Generate(40, 2));
        ProbeResult result = new ProbeExperiment(Spec(scheme), data, new()).Run(threads: 1);
        return result.Starts.ShouldHaveSingleItem().Findings.Single(finding => finding.Code == "EK113");
    }

    private static ComparisonSpec Spec(string scheme) => new()
    {
        Data = new() { Name = "circle" },
        Network = new() { Hidden = [6, 6] },
        Training = new() { Batch = 0, Epochs = 2 },
        Schemes = [scheme],
        Repeats = 1,
    };
}
