using Evenkeel.Probing;

namespace Evenkeel.Diagnosis;

/// <summary>EK103: the signal grows on its way forward.</summary>
internal sealed class ExplodingForwardRule : IRule
{
    private const double Limit = 10;
    private const double Grave = 100;

    public Finding? Examine(Evidence evidence)
    {
        double? ratio = SignalRatio.Of(evidence.First.Layers, layer => layer.Activations, forward: true);
        return ratio is not { } measured || measured <= Limit ? null : new()
        {
            Code = "EK103",
            Severity = measured > Grave ? Severity.Error : Severity.Warning,
            Layer = evidence.First.Layers.Length,
            Measured = measured,
            Limit = Limit,
            Message = $"forward, the signal of the last hidden layer is {SignalRatio.Words(measured)} the first's",
            Advice = "Lower the weights' variance to what the activation needs: 1/fan-in for tanh, 2/fan-in for ReLU.",
        };
    }
}
