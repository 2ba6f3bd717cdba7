using Evenkeel.Literature.Papers;

namespace Evenkeel.Literature.Tests.Papers;

/// <summary>The condition that trials decide: a factor a layer, made up for the critical point and for the ordered phase.</summary>
public class DeltaOrth2018Tests
{
    [Theory]
    [InlineData(1, 0.9, true)]
    [InlineData(1, 0.99, false)]
    [InlineData(0.97, 0.9, false)]
    [InlineData(1.03, 0.9, false)]
    public void Judge_FollowsGradients(double critical, double ordered, bool holds)
    {
        Outcome outcome = MadeUpRuns.Judge(new DeltaOrth2018(), RunSize.Quick, spec =>
        {
            double factor = spec.Scheme.Contains("1.049912", StringComparison.Ordinal) ? critical : ordered;
            return new() { Readings = [MadeUpRuns.Reading(spec, 0, (number, layer) => layer with { PreActivationGradientQ = Math.Exp((100 - number) * Math.Log(factor)) })] };
        });

        outcome.Holds().ShouldBe([true, true, true, true, true, holds]);
    }
}
