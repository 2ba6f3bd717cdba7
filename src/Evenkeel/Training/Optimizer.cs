using Evenkeel.Graphs;

namespace Evenkeel.Training;

/// <summary>Changes parameters by their gradients.</summary>
public abstract class Optimizer
{
    /// <summary>Takes one step.</summary>
    /// <param name="plan">Holds the gradients, and the parameters to change.</param>
    /// <param name="rate">The learning rate of this step; ≥ 0.</param>
    /// <param name="weightDecay">How strongly weights are pulled to zero; ≥ 0.</param>
    public abstract void Update(Plan plan, double rate, double weightDecay);
}
