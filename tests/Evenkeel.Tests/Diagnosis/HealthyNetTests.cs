using Evenkeel.Data;
using Evenkeel.Tests.Oracle;

namespace Evenkeel.Tests.Diagnosis;

/// <summary>A small part of what tests/oracle/healthy-nets counts.</summary>
public class HealthyNetTests
{
    [Fact]
    public void Examine_WarnsOfNetworksThatDoNotLearnAndOfNoOthers()
    {
        ArrayDataSet data = Clouds.Generate(1000, 1);

        NetVerdict[] verdicts = [.. Enumerable.Range(0, 40).Select(number => NetVerdict.Of(number, data)).OfType<NetVerdict>()];

        verdicts.Where(verdict => verdict.Rate is not null && verdict.Warnings.Any()).Select(verdict => verdict.Net).ShouldBeEmpty();
        NetVerdict[] sick = [.. verdicts.Where(verdict => verdict.Rate is null)];
        sick.Count(verdict => verdict.Warnings.Any()).ShouldBeGreaterThanOrEqualTo(sick.Length * 4 / 5);
    }
}
