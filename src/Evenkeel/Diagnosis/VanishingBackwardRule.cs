using Evenkeel.Probing;

namespace Evenkeel.Diagnosis;

/// <summary>EK104: the gradient shrinks on its way back.</summary>
internal sealed class VanishingBackwardRule : IRule
{
    private const double Notice = 0.1;
    private const double Limit = 0.002;
    private const double Grave = 0.0001;

    public Finding? Examine(Evidence evidence)
    {
        double? ratio = SignalRatio.Of(evidence.First.Layers, layer => layer.Gradients, forward: false);
        return ratio is not { } measured || new Levels(Notice, Limit, Grave).Below(measured) is not { } level ? null : new()
        {
            Code = "EK104",
            Severity = level.Severity,
            Layer = 1,
            Measured = measured,
            Limit = level.Limit,
            Message = $"backward, the gradient that reaches layer 1 is {Texts.Factor(measured)} of the last hidden layer's",
            Advice = $"{evidence.Cure.Advice}.",
            Source = Texts.Experiment,
            Fixes = Fixes.Initialize(evidence),
            Explains = ["EK110", "EK119"],
        };
    }
}
