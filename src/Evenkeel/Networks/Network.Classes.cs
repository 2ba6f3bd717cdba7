using Evenkeel.Graphs;
using Evenkeel.Numerics;

namespace Evenkeel.Networks;

public sealed partial class Network
{
    /// <summary>The class that outputs stand for.</summary>
    /// <param name="outputs">One sample's outputs.</param>
    /// <returns>The class's index; −1 where an output is not a number, or for a regression.</returns>
    public int Classify(ReadOnlySpan<float> outputs)
    {
        if (Classes == 0)
        {
            return -1;
        }

        if (outputs.Length == 1)
        {
            return float.IsNaN(outputs[0]) ? -1 : outputs[0] > Boundary ? 1 : 0;
        }

        int best = 0;
        for (int i = 0; i < outputs.Length; i++)
        {
            if (float.IsNaN(outputs[i]))
            {
                return -1;
            }

            best = outputs[i] > outputs[best] ? i : best;
        }

        return best;
    }

    /// <summary>Counts the samples of a plan's last forward pass whose class the network names.</summary>
    /// <param name="plan">A plan of this network's graph that retains <see cref="Output"/>.</param>
    /// <returns>0 … the plan's rows; 0 for a regression.</returns>
    public int CountCorrect(Plan plan)
    {
        ArgumentNullException.ThrowIfNull(plan);
        ReadOnlySpan<float> outputs = plan.Value(Output);
        ReadOnlySpan<float> targets = plan.Value(Target);
        if (Classes == 0)
        {
            return 0;
        }

        return Outputs == 1 ? NamedClasses.CountSides(outputs, targets, Boundary) : NamedClasses.CountHits(outputs, targets, Outputs);
    }

    /// <summary>Above it, a single output stands for class 1.</summary>
    private float Boundary => Spec.Loss == LossKind.MeanSquaredError ? 0.5f : 0;
}
