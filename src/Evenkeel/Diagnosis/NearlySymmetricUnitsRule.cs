using Evenkeel.Probing;

namespace Evenkeel.Diagnosis;

/// <summary>EK111: units of a layer compute nearly the same.</summary>
internal sealed class NearlySymmetricUnitsRule : IRule
{
    private const double Limit = 0.5;

    /// <summary>The share of the weights' second moment that is scatter, below which a layer's units are alike because its weights are.</summary>
    private const double Scatter = 0.01;

    /// <summary>The mean correlation of samples above which they are what is alike; a few units of few inputs are often near twins by chance.</summary>
    private const double Alike = 0.9;

    public Finding? Examine(Evidence evidence)
    {
        LayerReading? worst = evidence.First.Layers.Where(layer => layer.Width > 1 && layer.NearlySymmetric is not null).MaxBy(layer => layer.NearlySymmetric);
        if (worst is not { NearlySymmetric: { } measured } || !(measured > Limit))
        {
            return null;
        }

        bool isByWeights = worst.Weights.Variance < Scatter * worst.Weights.SecondMoment;
        if (!isByWeights && !(worst.Correlation > Alike))
        {
            return null;
        }

        return new()
        {
            Code = "EK111",
            Severity = isByWeights ? Severity.Warning : Severity.Info,
            Layer = worst.Layer,
            Measured = measured,
            Limit = Limit,
            Message = Texts.Of($"{100 * measured:0} % of the units in layer {worst.Layer} have a near twin, of the same direction or the opposite one within a cosine of {LayerReading.NearCosine}, ")
                + (isByWeights ? "since their weights are nearly alike" : Texts.Of($"since the samples are nearly alike there: their mean correlation is {worst.Correlation:0.00}")),
            Advice = isByWeights
                ? $"Weights must have mean 0 for units to differ. {evidence.Cure.Advice}."
                : "Look at what makes the samples alike: depth, biases, or inputs with a large mean.",
            Source = "most of a layer: as for units that are exactly alike (EK101)",
            Fixes = isByWeights ? Fixes.Initialize(evidence) : [],
            Explains = isByWeights ? ["EK102", "EK103", "EK104", "EK105", "EK106", "EK107", "EK108", "EK115", "EK116", "EK118"] : [],
        };
    }
}
