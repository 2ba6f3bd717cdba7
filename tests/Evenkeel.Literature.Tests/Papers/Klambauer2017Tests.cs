using System.Collections.Immutable;
using Evenkeel.Experiments.Studies;
using Evenkeel.Functions;
using Evenkeel.Literature.Papers;
using Evenkeel.MeanField;

namespace Evenkeel.Literature.Tests.Papers;

public class Klambauer2017Tests
{
    [Fact]
    public void Judge_HoldsForTheMapItself() => Judge(Map).Holds().ShouldBe([true, true, true, true, true, true, true]);

    [Fact]
    public void Judge_FailsWhereSignalsStayApart() =>
        Judge((selu, q, layer) => selu ? q : Map(selu, q, layer)).Holds().ShouldBe([true, true, true, false, false, true, false]);

    [Fact]
    public void Judge_FailsWhereAnyNetworkContracts() => Judge((_, q, layer) => Map(selu: true, q, layer)).Holds().ShouldBe([true, true, true, true, false, true, true]);

    private static double Map(bool selu, double q, int layer) => selu ? new SignalMap(Activations.Parse("selu"), 1, 0).Follow(q, layer)[^1].Q : q;

    /// <summary>Networks whose second moment in a layer is some function of the one in the first; He's keep theirs, LeCun's halve it.</summary>
    private static Outcome Judge(Func<bool, double, int, double> moment) => MadeUpRuns.Judge(new Klambauer2017(), RunSize.Standard, spec =>
    {
        double entry = spec.Scheme.Contains("(0.2)", StringComparison.Ordinal) ? 0.25 : spec.Scheme.Contains("(0.8)", StringComparison.Ordinal) ? 1 : 4;
        bool selu = spec.Network.Activation == "selu", he = spec.Scheme.Contains("he-normal", StringComparison.Ordinal);
        return new() { Readings = [MadeUpRuns.Reading(spec, 0, (number, layer) => layer with { Q = moment(selu, entry, number) * (selu || he ? 1 : Math.Pow(0.5, number - 1)) })] };
    });
}
