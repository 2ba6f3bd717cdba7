using Evenkeel.Functions;
using Evenkeel.Numerics;
using Evenkeel.Probing;

namespace Evenkeel.Diagnosis;

/// <summary>EK115: activations have a mean that outweighs what they vary by.</summary>
internal sealed class MeanDriftRule : IRule
{
    private const double Limit = 0.5;

    public Finding? Examine(Evidence evidence)
    {
        LayerReading? worst = evidence.First.Layers.MaxBy(layer => Share(layer.Activations));
        return worst is null || Share(worst.Activations) is not (> Limit and var share) ? null : new()
        {
            Code = "EK115",
            Severity = Severity.Info,
            Layer = worst.Layer,
            Measured = share,
            Limit = Limit,
            Message = Texts.Of($"the activations of layer {worst.Layer} have mean {worst.Activations.Mean:0.###} and deviation {worst.Activations.StandardDeviation:0.###}: {100 * share:0} % of their second moment is the mean"),
            Advice = "Use an activation with mean 0, such as tanh, or take the weights' mean off each unit (weight-standardized).",
            Source = "more than half; LeCun, Bottou, Orr & Müller, Efficient BackProp, 1998, section 4.4, want a mean near 0",
            Fixes = Fixes.Replace(evidence, Activations.Tanh),
        };
    }

    private static double Share(Moments moments) => moments.SecondMoment > 0 && double.IsFinite(moments.SecondMoment) ? moments.Mean * moments.Mean / moments.SecondMoment : 0;
}
