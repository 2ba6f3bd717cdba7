using Evenkeel.Probing;

namespace Evenkeel.Diagnosis;

/// <summary>EK110: no gradient reaches the weights of a hidden layer.</summary>
internal sealed class SilentGradientRule : IRule
{
    private const double Limit = 0;

    public Finding? Examine(Evidence evidence)
    {
        // The output layer moves first, then the ends of branches, then all: EK113 says so.
        LayerReading? silent = evidence.IsFixup ? null : evidence.First.Layers.FirstOrDefault(layer => layer.WeightGradients.SecondMoment == Limit && !evidence.StandsInSilentBranch(layer));
        return silent is null ? null : new()
        {
            Code = "EK110",
            Severity = Severity.Error,
            Layer = silent.Layer,
            Measured = Limit,
            Limit = Limit,
            Message = $"the gradient of every weight of layer {silent.Layer} is exactly 0, so no step changes them",
            Advice = $"Signal and gradient must not underflow. {evidence.Cure.Advice}.",
            Source = "exactly 0",
            Fixes = Fixes.Initialize(evidence),
        };
    }
}
