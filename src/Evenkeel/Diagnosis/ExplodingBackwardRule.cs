using Evenkeel.Probing;

namespace Evenkeel.Diagnosis;

/// <summary>EK105: the gradient grows on its way back.</summary>
internal sealed class ExplodingBackwardRule : IRule
{
    private const double Notice = 10;
    private const double Limit = 500;
    private const double Grave = 10000;

    public Finding? Examine(Evidence evidence)
    {
        double? ratio = SignalRatio.Of(evidence.First.Layers, layer => layer.Gradients, forward: false);
        return ratio is not { } measured || new Levels(Notice, Limit, Grave).Above(measured) is not { } level ? null : new()
        {
            Code = "EK105",
            Severity = level.Severity,
            Layer = 1,
            Measured = measured,
            Limit = level.Limit,
            Message = $"backward, the gradient that reaches layer 1 is {Texts.Factor(measured)} the last hidden layer's",
            Advice = $"{evidence.Cure.Advice}.",
            Source = Texts.Experiment,
            Fixes = Fixes.Initialize(evidence),
            Explains = ["EK109", "EK119"],
        };
    }
}
