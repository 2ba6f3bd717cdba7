using Evenkeel.Probing;

namespace Evenkeel.Diagnosis;

/// <summary>EK122: biases start at a size that theory has at 0.</summary>
internal sealed class BiasStartRule : IRule
{
    private const double Limit = 0.1;

    /// <summary>The share at which pre-activations are biases more than signal.</summary>
    private const double Most = 0.5;

    public Finding? Examine(Evidence evidence)
    {
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
            Explains = share > Most ? ["EK104", "EK106", "EK107", "EK111", "EK116"] : [],
        };
    }

    private static double Share(LayerReading layer) =>
        layer.Biases is { } biases && layer.PreActivations.SecondMoment > 0 && double.IsFinite(layer.PreActivations.SecondMoment)
            ? Math.Min(1, biases.SecondMoment / layer.PreActivations.SecondMoment)
            : 0;
}
