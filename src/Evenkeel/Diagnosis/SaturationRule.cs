using Evenkeel.Probing;

namespace Evenkeel.Diagnosis;

/// <summary>EK106: units sit where the activation is flat.</summary>
internal sealed class SaturationRule : IRule
{
    private const double Notice = 0.3;
    private const double Limit = 0.95;
    private const double Grave = 0.99;

    public Finding? Examine(Evidence evidence)
    {
        LayerReading? worst = evidence.First.Layers.MaxBy(layer => layer.Saturated);
        return worst is null || new Levels(Notice, Limit, Grave).Above(worst.Saturated) is not { } level ? null : new()
        {
            Code = "EK106",
            Severity = level.Severity,
            Layer = worst.Layer,
            Measured = worst.Saturated,
            Limit = level.Limit,
            Message = Texts.Of($"{100 * worst.Saturated:0} % of layer {worst.Layer} is saturated: {evidence.Network.Function.Name} has less than 2 % of its steepest slope there"),
            Advice = $"{evidence.Cure.Advice}.",
            Source = $"|tanh| > 0.99, as Glorot & Bengio, 2010, section 3.2 look at; the share: {Texts.Experiment}",
            Fixes = Fixes.Initialize(evidence),
            Explains = ["EK104", "EK105", "EK108", "EK109", "EK110", "EK119"],
        };
    }
}
