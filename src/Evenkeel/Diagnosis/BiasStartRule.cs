using Evenkeel.Probing;

namespace Evenkeel.Diagnosis;

/// <summary>EK122: biases start at a size that theory has at 0.</summary>
internal sealed class BiasStartRule : IRule
{
    private const double Limit = 0.1;

    /// <summary>The share at which pre-activations are biases more than signal.</summary>
    private const double Most = 0.5;

    /// <summary>Within this factor a layer, signal and gradients count as kept.</summary>
    private const double Kept = 1.25;

    public Finding? Examine(Evidence evidence)
    {
        if (evidence.Step > 0 || IsMeant(evidence))
        {
            return null;
        }

        LayerReading? worst = evidence.First.Layers.MaxBy(Share);
        return worst is null || Share(worst) is not (> Limit and var share) ? null : new()
        {
            Code = "EK122",
            Severity = Severity.Info,
            Layer = worst.Layer,
            Measured = share,
            Limit = Limit,
            Message = Texts.Of($"{100 * share:0} % of the second moment of layer {worst.Layer}'s pre-activations is its biases, which the rules for weights take to be 0"),
            Advice = "Start the biases from 0, or draw the weights for the σb that is wanted.",
            Source = "a tenth; b = 0 in Glorot & Bengio, 2010, section 4.2.1 and He et al., 2015, section 2.2, https://arxiv.org/abs/1502.01852",
            Fixes = Fixes.ZeroBiases(evidence.Network),
            Explains = share > Most ? ["EK104", "EK106", "EK107", "EK111", "EK115", "EK116"] : [],
        };
    }

    /// <summary>Whether biases belong to their weights: a start computed them from these, or drew both where signal and gradients are kept.</summary>
    private static bool IsMeant(Evidence evidence)
    {
        if (evidence.OfStart is not { } prediction)
        {
            return evidence.Initializer is null;
        }

        return prediction.Layers.Length > 1 && prediction.Layers[..^1].All(layer => Keeps(layer.BackwardGrowth) && Keeps(layer.ForwardGrowth ?? 1));
        static bool Keeps(double growth) => growth is <= Kept and >= 1 / Kept;
    }

    private static double Share(LayerReading layer) =>
        layer.Biases is { } biases && layer.PreActivations.SecondMoment > 0 && double.IsFinite(layer.PreActivations.SecondMoment)
            ? Math.Min(1, biases.SecondMoment / layer.PreActivations.SecondMoment)
            : 0;
}
