using Evenkeel.Probing;

namespace Evenkeel.Diagnosis;

/// <summary>EK101: units of a layer compute the same to the last bit.</summary>
internal sealed class SymmetricUnitsRule : IRule
{
    private const double Limit = 0.5;

    public Finding? Examine(Evidence evidence)
    {
        LayerReading? worst = evidence.First.Layers.Where(IsByWeights).MaxBy(layer => layer.Symmetric);
        if (worst is null || worst.Symmetric <= Limit)
        {
            return null;
        }

        int alike = (int)Math.Round(worst.Symmetric * worst.Width);
        bool silent = evidence.First.Layers.All(layer => layer.WeightGradients.SecondMoment == 0);
        return new()
        {
            Code = "EK101",
            Severity = Severity.Error,
            Layer = worst.Layer,
            Measured = worst.Symmetric,
            Limit = Limit,
            Message = Texts.Of($"{alike} of {worst.Width} units in layer {worst.Layer} compute the same to the last bit, ")
                + (silent ? "and the gradient of every hidden weight is exactly 0" : "so they get the same gradient and never part"),
            Advice = $"Weights must be random for units to part. {evidence.Cure.Advice}.",
            Source = "most of a layer: Goodfellow, Bengio & Courville, Deep Learning, 2016, section 8.4, on breaking symmetry",
            Fixes = Fixes.Initialize(evidence),
            Explains = ["EK102", "EK103", "EK104", "EK105", "EK106", "EK107", "EK108", "EK109", "EK110", "EK111", "EK112", "EK113", "EK115", "EK116", "EK117", "EK118", "EK119", "EK121", "EK122"],
        };
    }

    /// <summary>Whether units that are alike are so by their weights: where no signal comes in, all pre-activations are 0 whatever the weights are.</summary>
    private static bool IsByWeights(LayerReading layer) => layer.Width > 1 && (layer.PreActivations.SecondMoment > 0 || layer.Weights.SecondMoment == 0);
}
