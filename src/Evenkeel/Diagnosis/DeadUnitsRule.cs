using Evenkeel.Functions;
using Evenkeel.Probing;

namespace Evenkeel.Diagnosis;

/// <summary>EK107: no gradient passes through units on any sample.</summary>
internal sealed class DeadUnitsRule : IRule
{
    private const double Notice = 0.5;
    private const double Limit = 0.7;
    private const double Grave = 0.9;

    public Finding? Examine(Evidence evidence)
    {
        LayerReading? worst = evidence.First.Layers.MaxBy(layer => layer.Dead);
        return worst is null || new Levels(Notice, Limit, Grave).Above(worst.Dead) is not { } level ? null : new()
        {
            Code = "EK107",
            Severity = level.Severity,
            Layer = worst.Layer,
            Measured = worst.Dead,
            Limit = level.Limit,
            Message = Texts.Of($"{100 * worst.Dead:0} % of layer {worst.Layer}'s units are dead: their slope is 0 on every sample of the batch"),
            Advice = "Use a leaky ReLU, wider layers, or weights with mean 0 and biases of 0.",
            Source = $"half a ReLU layer is dead where all samples have become alike; beyond that, {Texts.Experiment}",
            Fixes = Fixes.Replace(evidence, Activations.Parse("leaky-relu(0.1)")),
            Explains = ["EK102", "EK104", "EK110", "EK111", "EK119"],
        };
    }
}
