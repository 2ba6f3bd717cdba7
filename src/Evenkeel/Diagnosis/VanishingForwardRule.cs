using Evenkeel.Probing;

namespace Evenkeel.Diagnosis;

/// <summary>EK102: the signal shrinks on its way forward.</summary>
internal sealed class VanishingForwardRule : IRule
{
    private const double Limit = 0.1;
    private const double Grave = 0.01;

    public Finding? Examine(Evidence evidence)
    {
        double? ratio = SignalRatio.Of(evidence.First.Layers, layer => layer.Activations, forward: true);
        return ratio is not { } measured || measured >= Limit ? null : new()
        {
            Code = "EK102",
            Severity = measured < Grave ? Severity.Error : Severity.Warning,
            Layer = evidence.First.Layers.Length,
            Measured = measured,
            Limit = Limit,
            Message = $"forward, the signal of the last hidden layer is {SignalRatio.Words(measured)} of the first's",
            Advice = "Raise the weights' variance to what the activation needs: 1/fan-in for tanh, 2/fan-in for ReLU.",
        };
    }
}
