using Evenkeel.MeanField;
using Evenkeel.Probing;

namespace Evenkeel.Diagnosis;

/// <summary>EK117: so narrow for its depth that one network strays far from what theory expects of the average.</summary>
internal sealed class NarrowLayersRule : IRule
{
    private const double Limit = 1;

    public Finding? Examine(Evidence evidence)
    {
        if (evidence.OfStart is not { } prediction || !(prediction.Scatter > Limit) || !double.IsFinite(prediction.Scatter))
        {
            return null;
        }

        int layers = prediction.Layers.Length;
        double mean = evidence.First.Layers.Average(layer => layer.Width);
        int needed = (int)Math.Ceiling(mean * prediction.Scatter / Limit);
        double low = Numerics.Elementary.Exp(-prediction.Scatter / 4 - Math.Sqrt(prediction.Scatter));
        bool isExpected = SignalRatio.Forward(prediction) is { } forward && forward > low;
        return new()
        {
            Code = "EK117",
            Severity = Severity.Info,
            Measured = prediction.Scatter,
            Limit = Limit,
            Message = Texts.Of($"{layers} layers of about {mean:0} units scatter the logarithm of the signal's second moment with a variance of {prediction.Scatter:0.##}, so that another seed may pass on {Texts.Factor(low)} of this signal"),
            Advice = $"Use layers of {needed} units or more, or fewer of them.",
            Source = "variance 1 of the logarithm, Σ 5/n for ReLU: Hanin & Nica, 2019, https://arxiv.org/abs/1812.05994",
            Fixes = Fixes.Widen(evidence.Network, needed),
            Explains = isExpected ? ["EK102", "EK104", "EK111"] : [],
        };
    }
}
