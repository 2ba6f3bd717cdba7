using Evenkeel.Probing;

namespace Evenkeel.Diagnosis;

/// <summary>EK105: the gradient grows on its way back.</summary>
internal sealed class ExplodingBackwardRule : IRule
{
    private const double Limit = 10;
    private const double Grave = 100;

    public Finding? Examine(Evidence evidence)
    {
        double? ratio = SignalRatio.Of(evidence.First.Layers, layer => layer.Gradients, forward: false);
        return ratio is not { } measured || measured <= Limit ? null : new()
        {
            Code = "EK105",
            Severity = measured > Grave ? Severity.Error : Severity.Warning,
            Layer = 1,
            Measured = measured,
            Limit = Limit,
            Message = $"backward, the gradient that reaches layer 1 is {SignalRatio.Words(measured)} the last hidden layer's",
            Advice = "Lower the weights' variance.",
        };
    }
}
