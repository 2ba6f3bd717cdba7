using System.Collections.Immutable;

namespace Evenkeel.Experiments.Demonstrations;

/// <summary>One iteration of the nine-layer network's training.</summary>
/// <param name="Iteration">Its number, from 1.</param>
/// <param name="Cost">The cost before the update.</param>
/// <param name="Gradients">The root mean square of ∂C/∂a in each hidden layer, 1 to 8, and of ∂C/∂z in the output layer, 9.</param>
public sealed record NineLayerStep(int Iteration, double Cost, ImmutableArray<double> Gradients)
{
    /// <summary>Layer 1's gradient over layer 8's: above 1 it was amplified on its way back, below 1 diminished.</summary>
    public double Growth => Gradients[0] / Gradients[^2];
}
