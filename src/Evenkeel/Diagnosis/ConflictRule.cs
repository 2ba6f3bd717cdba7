using Evenkeel.MeanField;
using Evenkeel.Networks;

namespace Evenkeel.Diagnosis;

/// <summary>EK114: what keeps the signal forward does not keep the gradient backward.</summary>
internal sealed class ConflictRule : IRule
{
    private const double Limit = 3;

    /// <summary>Within this factor over the depth, the signal counts as kept.</summary>
    private const double Kept = 3;

    public Finding? Examine(Evidence evidence)
    {
        if (evidence.OfStart is not { } prediction || SignalRatio.Forward(prediction) is not { } forward || SignalRatio.Backward(prediction) is not { } backward)
        {
            return null;
        }

        double factor = backward > 1 ? backward : 1 / backward;
        if (forward > Kept || forward < 1 / Kept || factor <= Limit)
        {
            return null;
        }

        Network network = evidence.Network;
        int first = network.Layers[0].Width;
        int last = network.Layers[^2].Width;
        bool isByWidth = first > Limit * last || last > Limit * first;
        double growth = prediction.Layers[^2].BackwardGrowth;
        return new()
        {
            Code = "EK114",
            Severity = Severity.Info,
            Layer = 1,
            Measured = backward,
            Limit = backward > 1 ? Limit : 1 / Limit,
            Message = Texts.Of($"forward and backward are in conflict: theory keeps the signal ({Texts.Factor(forward)} over {prediction.Layers.Length} layers) and makes the gradient {Texts.Factor(backward)}")
                + (isByWidth ? Texts.Of($", since layers go from {first} to {last} units") : Texts.Of($", its second moment {growth:0.###} times as large a layer")),
            Advice = $"{evidence.Cure.Advice}, or let {(isByWidth ? "widths change less" : "fewer layers do")}.",
            Source = $"a factor of 3; 1 for both is possible only where E φ′² = E φ²/q: Glorot & Bengio, 2010, eq. 10 to 12",
            Fixes = Fixes.Initialize(evidence),
            Explains = ["EK104", "EK105"],
        };
    }
}
