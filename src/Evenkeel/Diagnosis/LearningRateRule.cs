using Evenkeel.Numerics;
using Evenkeel.Probing;

namespace Evenkeel.Diagnosis;

/// <summary>EK119: a step changes the weights by far too much, or by next to nothing.</summary>
internal sealed class LearningRateRule : IRule
{
    private const double Limit = 3;
    private const double Least = 0.00001;

    /// <summary>What a step should change weights by, as a share of their size.</summary>
    private const double Usual = 0.001;

    /// <summary>The smallest power of ten that is advised: below it, float32 has none.</summary>
    private const int Smallest = -37;

    public Finding? Examine(Evidence evidence)
    {
        if (evidence is not { LearningRate: { } most, Optimizer: { } optimizer } || !(most * evidence.RateFactor > 0))
        {
            return null;
        }

        NetworkReading first = evidence.First;
        double rate = most * evidence.RateFactor;
        (int layer, double measured) = (0, double.NaN);
        foreach (LayerReading hidden in first.Layers)
        {
            Consider(hidden.Layer, hidden.UpdateRatio ?? Ratio(hidden.Weights, hidden.WeightGradients, rate, optimizer));
        }

        Consider(first.Layers.Length + 1, first.OutputUpdateRatio ?? Ratio(first.OutputWeights, first.OutputWeightGradients, rate, optimizer));

        // A schedule that warms up takes small steps on purpose.
        bool isSmall = measured < Least && evidence.RateFactor >= 1;
        if (!(measured > Limit) && !(isSmall && measured > 0))
        {
            return null;
        }

        // Weights of 0 have no size to compare with.
        void Consider(int number, double ratio) => (layer, measured) = double.IsFinite(ratio) && !(ratio <= measured) ? (number, ratio) : (layer, measured);

        bool isLarge = measured > Limit;
        string which = evidence.Step == 0 ? "the first step" : Texts.Of($"step {evidence.Step + 1}");
        double better = Power(rate * Usual / measured);
        return new()
        {
            Code = "EK119",
            Severity = Severity.Warning,
            Layer = layer,
            Measured = measured,
            Limit = isLarge ? Limit : Least,
            Message = Texts.Of($"at a rate of {rate:0.####} {which} of {optimizer} changes the weights of layer {layer} by {measured:G3} of their size")
                + (isLarge ? ", which replaces them" : ", and all others by less"),
            Advice = Texts.Of($"Take a learning rate near {better:0.########}, at which the largest update is about a thousandth of the weights."),
            Source = $"0.001: Karpathy, CS231n notes, Neural networks part 3, ratio of updates to weights; the bounds: {Texts.Experiment}",
            Fixes = Fixes.LearningRate(better, optimizer),
            Explains = ["EK109"],
        };
    }

    /// <summary>What a step does.</summary>
    private static double Ratio(Moments weights, Moments gradients, double rate, string optimizer)
    {
        double size = Math.Sqrt(weights.SecondMoment);
        double gradient = Math.Sqrt(gradients.SecondMoment);

        // The first step of Adam is the rate, and of RMSProp with a memory of 0.99 ten times the rate, whatever the gradient.
        double update = optimizer switch { "adam" or "adamw" => rate, "rmsprop" => 10 * rate, _ => rate * gradient };
        return size > 0 && gradient > 0 ? update / size : double.NaN;
    }

    /// <summary>The nearest power of ten.</summary>
    private static double Power(double rate) => double.Parse(Texts.Of($"1e{Math.Max(Smallest, (int)Math.Round(Elementary.Log(rate) / Elementary.Log(10)))}"), System.Globalization.CultureInfo.InvariantCulture);
}
