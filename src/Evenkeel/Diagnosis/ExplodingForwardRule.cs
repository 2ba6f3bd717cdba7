using Evenkeel.Probing;

namespace Evenkeel.Diagnosis;

/// <summary>EK103: the signal grows on its way forward.</summary>
internal sealed class ExplodingForwardRule : IRule
{
    private const double Notice = 10;
    private const double Limit = 100;
    private const double Grave = 1000;

    public Finding? Examine(Evidence evidence)
    {
        double? ratio = SignalRatio.Of(evidence.First.Layers, layer => layer.Activations, forward: true);
        return ratio is not { } measured || new Levels(Notice, Limit, Grave).Above(measured) is not { } level ? null : new()
        {
            Code = "EK103",
            Severity = level.Severity,
            Layer = evidence.First.Layers.Length,
            Measured = measured,
            Limit = level.Limit,
            Message = $"forward, the signal of the last hidden layer is {Texts.Factor(measured)} the first's",
            Advice = $"{evidence.Cure.Advice}.",
            Source = Texts.Experiment,
            Fixes = Fixes.Initialize(evidence),
            Explains = ["EK105", "EK108", "EK109", "EK119"],
        };
    }
}
