using Evenkeel.Numerics;
using Evenkeel.Probing;

namespace Evenkeel.Diagnosis;

/// <summary>EK119: the first step changes the weights by far too much, or by next to nothing.</summary>
internal sealed class LearningRateRule : IRule
{
    private const double Limit = 3;
    private const double Least = 0.00001;

    /// <summary>What a step should change weights by, as a share of their size.</summary>
    private const double Usual = 0.001;

    public Finding? Examine(Evidence evidence)
    {
        if (evidence is not { LearningRate: { } rate, Optimizer: { } optimizer })
        {
            return null;
        }

        NetworkReading first = evidence.First;
        (int layer, double measured) = (first.Layers.Length + 1, Ratio(first.OutputWeights, first.OutputWeightGradients, rate, optimizer));
        foreach (LayerReading hidden in first.Layers)
        {
            double ratio = hidden.UpdateRatio ?? Ratio(hidden.Weights, hidden.WeightGradients, rate, optimizer);
            (layer, measured) = ratio > measured || double.IsNaN(measured) ? (hidden.Layer, ratio) : (layer, measured);
        }

        if (double.IsNaN(measured) || (measured <= Limit && measured >= Least))
        {
            return null;
        }

        bool isLarge = measured > Limit;
        double better = Power(rate * Usual / measured);
        return new()
        {
            Code = "EK119",
            Severity = Severity.Warning,
            Layer = layer,
            Measured = measured,
            Limit = isLarge ? Limit : Least,
            Message = Texts.Of($"at a rate of {rate:G3} the first step of {optimizer} changes the weights of layer {layer} by {measured:G3} of their size")
                + (isLarge ? ", which replaces them" : ", and all others by less"),
            Advice = Texts.Of($"Take a learning rate near {better:G2}, at which the largest update is about a thousandth of the weights."),
            Source = $"0.001: Karpathy, CS231n notes, Neural networks part 3, ratio of updates to weights; the bounds: {Texts.Experiment}",
            Fixes = Fixes.LearningRate(better, optimizer),
            Explains = ["EK109"],
        };
    }

    /// <summary>What the first step does; weights of 0 have no size to compare with.</summary>
    private static double Ratio(Moments weights, Moments gradients, double rate, string optimizer)
    {
        double size = Math.Sqrt(weights.SecondMoment);
        double gradient = Math.Sqrt(gradients.SecondMoment);

        // The first step of Adam is the rate, and of RMSProp with a memory of 0.99 ten times the rate, whatever the gradient.
        double update = optimizer switch { "adam" or "adamw" => rate, "rmsprop" => 10 * rate, _ => rate * gradient };
        return size > 0 && gradient > 0 ? update / size : double.NaN;
    }

    /// <summary>The nearest power of ten.</summary>
    private static double Power(double rate) => double.Parse(Texts.Of($"1e{(int)Math.Round(Elementary.Log(rate) / Elementary.Log(10))}"), System.Globalization.CultureInfo.InvariantCulture);
}
