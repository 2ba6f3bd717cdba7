using System.Globalization;
using Evenkeel.Probing;

namespace Evenkeel.Diagnosis;

/// <summary>EK107: no gradient passes through units on any sample.</summary>
internal sealed class DeadUnitsRule : IRule
{
    private const double Limit = 0.5;

    public Finding? Examine(Evidence evidence)
    {
        LayerReading? worst = evidence.First.Layers.MaxBy(layer => layer.Dead);
        return worst is null || worst.Dead <= Limit ? null : new()
        {
            Code = "EK107",
            Severity = worst.Dead >= 0.9 ? Severity.Error : Severity.Warning,
            Layer = worst.Layer,
            Measured = worst.Dead,
            Limit = Limit,
            Message = string.Create(CultureInfo.InvariantCulture, $"{100 * worst.Dead:0} % of layer {worst.Layer}'s units are dead: their slope is 0 on every sample of the batch"),
            Advice = "Use wider layers, weights with mean 0 (he-normal), or a leaky ReLU.",
        };
    }
}
