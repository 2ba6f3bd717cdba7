using Evenkeel.Initialization;
using Evenkeel.Networks;
using Evenkeel.Shapes;

namespace Evenkeel.Diagnosis;

/// <summary>EK113: the last layer's weights are all 0.</summary>
internal sealed class ZeroLastLayerRule : IRule
{
    private const double Limit = 0;

    public Finding? Examine(Evidence evidence)
    {
        // Without a signal in the last hidden layer the last weights do not move either: EK110 says so.
        if (evidence.First.Layers is not [.., { Activations.SecondMoment: > 0 }] || evidence.First.OutputWeights.SecondMoment != Limit)
        {
            return null;
        }

        string? meaning = Meaning(evidence);
        bool isMeant = meaning is not null;
        return new()
        {
            Code = "EK113",
            Severity = isMeant ? Severity.Info : Severity.Warning,
            Layer = evidence.Network.Layers.Length,
            Measured = evidence.First.OutputWeights.SecondMoment,
            Limit = Limit,
            Message = Texts.Of($"all {evidence.First.OutputWeights.Count} weights of the last layer are 0, so the {(evidence.Step == 0 ? "first" : "next")} step moves no other layer")
                + (isMeant ? $", as {meaning} means it" : ""),
            Advice = isMeant ? "Leave it: from the second step on all layers learn." : "Draw the last layer at random, unless it is meant to be 0.",
            Source = "exactly 0; meant so by Zhang, Dauphin & Ma, Fixup, 2019, https://arxiv.org/abs/1901.09321",
            Fixes = isMeant ? [] : Fixes.Initialize(evidence),
            Explains = ["EK104", "EK110", "EK119"],
            IsMeant = true,
        };
    }

    /// <summary>What means a last layer of zeros: the rule that made the weights, or Fixup, whose residual branches end in zeros too; null where nothing does.</summary>
    private static string? Meaning(Evidence evidence)
    {
        if (evidence.IsFixup)
        {
            return "Fixup";
        }

        NetworkLayer last = evidence.Network.Layers[^1];
        WeightShape shape = evidence.Network.Graph.Parameters[last.Weight.Index].Weights!;
        return (evidence.Initializer ?? evidence.RuleOf?.Invoke(last)) is { } initializer && initializer.Refusal(shape) is null && initializer.Promise(shape) is { Mean: 0, StandardDeviation: 0 } ? initializer.Name : null;
    }
}
