using System.Globalization;
using Evenkeel.Probing;

namespace Evenkeel.Diagnosis;

/// <summary>EK106: units sit where the activation is flat.</summary>
internal sealed class SaturationRule : IRule
{
    private const double Limit = 0.3;

    public Finding? Examine(Evidence evidence)
    {
        LayerReading? worst = evidence.First.Layers.MaxBy(layer => layer.Saturated);
        return worst is null || worst.Saturated <= Limit ? null : new()
        {
            Code = "EK106",
            Severity = worst.Saturated >= 0.6 ? Severity.Error : Severity.Warning,
            Layer = worst.Layer,
            Measured = worst.Saturated,
            Limit = Limit,
            Message = string.Create(
                CultureInfo.InvariantCulture,
                $"{100 * worst.Saturated:0} % of layer {worst.Layer} is saturated: {evidence.Network.Function.Name} has less than 2 % of its steepest slope there"),
            Advice = "Start from smaller weights, of variance 1/fan-in.",
        };
    }
}
