using Evenkeel.Probing;

namespace Evenkeel.Diagnosis;

/// <summary>EK104: the gradient shrinks on its way back.</summary>
internal sealed class VanishingBackwardRule : IRule
{
    private const double Limit = 0.1;
    private const double Grave = 0.01;

    public Finding? Examine(Evidence evidence)
    {
        double? ratio = SignalRatio.Of(evidence.First.Layers, layer => layer.Gradients, forward: false);
        return ratio is not { } measured || measured >= Limit ? null : new()
        {
            Code = "EK104",
            Severity = measured < Grave ? Severity.Error : Severity.Warning,
            Layer = 1,
            Measured = measured,
            Limit = Limit,
            Message = $"backward, the gradient that reaches layer 1 is {SignalRatio.Words(measured)} of the last hidden layer's",
            Advice = "Raise the weights' variance, or use an activation with a steeper slope where its inputs lie.",
        };
    }
}
