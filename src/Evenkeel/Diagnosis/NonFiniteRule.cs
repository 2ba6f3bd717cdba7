using System.Collections.Immutable;
using Evenkeel.Numerics;
using Evenkeel.Probing;

namespace Evenkeel.Diagnosis;

/// <summary>EK120: inputs, weights or signals are not finite numbers.</summary>
internal sealed class NonFiniteRule : IRule
{
    public Finding? Examine(Evidence evidence)
    {
        NetworkReading first = evidence.First;
        int weights = Array.FindIndex([.. first.Layers.Select(layer => layer.Weights), first.OutputWeights], IsBroken) + 1;
        int signal = Array.FindIndex([.. first.Layers.Select(layer => layer.PreActivations), first.Outputs], IsBroken) + 1;
        if (IsBroken(first.Inputs))
        {
            return Make(0, "the inputs hold numbers that are not finite", "Clean the data: drop the rows, or fill the gaps.", FollowsFromAll);
        }

        if (weights > 0)
        {
            return Make(weights, $"the weights of layer {weights} hold numbers that are not finite", "Load other weights, or draw them anew.", FollowsFromAll);
        }

        return signal == 0 ? null : Make(
            signal,
            $"on the batch the pre-activations of layer {signal} are beyond what float32 holds",
            "Start from smaller weights.",
            ["EK102", "EK104", "EK106", "EK107", "EK108", "EK109", "EK110", "EK119"]);

        Finding Make(int layer, string message, string advice, ImmutableArray<string> explains) => new()
        {
            Code = "EK120",
            Severity = Severity.Error,
            Layer = layer == 0 ? null : layer,
            Measured = double.PositiveInfinity,
            Limit = float.MaxValue,
            Message = $"{message} (above {float.MaxValue:0.0e0}, or not a number)",
            Advice = advice,
            Source = "IEEE 754: the largest float32",
            Fixes = layer == 0 ? [] : Fixes.Initialize(evidence),
            Explains = explains,
        };
    }

    private static readonly ImmutableArray<string> FollowsFromAll =
    [
        "EK101", "EK102", "EK103", "EK104", "EK105", "EK106", "EK107", "EK108", "EK109", "EK110", "EK111", "EK113", "EK119", "EK121",
    ];

    private static bool IsBroken(Moments moments) => moments.Count > 0 && !double.IsFinite(moments.Mean + moments.SecondMoment);
}
