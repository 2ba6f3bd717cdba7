using Evenkeel.Probing;

namespace Evenkeel.Diagnosis;

/// <summary>EK102: the signal shrinks on its way forward.</summary>
internal sealed class VanishingForwardRule : IRule
{
    private const double Notice = 0.1;
    private const double Limit = 0.002;
    private const double Grave = 0.0001;

    public Finding? Examine(Evidence evidence)
    {
        double? ratio = SignalRatio.Of(evidence.First.Layers, layer => layer.Activations, forward: true);
        return ratio is not { } measured || new Levels(Notice, Limit, Grave).Below(measured) is not { } level ? null : new()
        {
            Code = "EK102",
            Severity = level.Severity,
            Layer = evidence.First.Layers.Length,
            Measured = measured,
            Limit = level.Limit,
            Message = $"forward, the signal of the last hidden layer is {Texts.Factor(measured)} of the first's",
            Advice = $"{evidence.Cure.Advice}.",
            Source = Texts.Experiment,
            Fixes = Fixes.Initialize(evidence),
            Explains = ["EK104", "EK110", "EK119"],
        };
    }
}
