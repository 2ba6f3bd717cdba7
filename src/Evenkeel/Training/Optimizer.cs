using Evenkeel.Graphs;

namespace Evenkeel.Training;

/// <summary>Changes parameters by their gradients: each weight by its own alone, so a step may be taken in parts.</summary>
public abstract class Optimizer : IParameterUpdate
{
    /// <summary>Begins a step; the parts follow, from <see cref="Plan.Backward(IParameterUpdate)"/> or from <see cref="Update"/>.</summary>
    /// <param name="rate">The learning rate of this step; ≥ 0.</param>
    /// <param name="weightDecay">How strongly weights are pulled to zero; ≥ 0.</param>
    public abstract void Begin(double rate, double weightDecay);

    /// <inheritdoc/>
    /// <exception cref="ArgumentException">There are not as many gradients as values.</exception>
    /// <exception cref="InvalidOperationException">No step has begun.</exception>
    public abstract void Apply(ParameterId parameter, int start, Span<float> values, ReadOnlySpan<float> gradient);

    /// <summary>Takes a whole step with the gradients that a plan keeps.</summary>
    /// <param name="plan">Holds the gradients, and the parameters to change.</param>
    /// <param name="rate">The learning rate of this step; ≥ 0.</param>
    /// <param name="weightDecay">How strongly weights are pulled to zero; ≥ 0.</param>
    /// <exception cref="InvalidOperationException">The plan hands gradients on and keeps them nowhere.</exception>
    public void Update(Plan plan, double rate, double weightDecay)
    {
        ArgumentNullException.ThrowIfNull(plan);
        plan.RequireKept();
        Begin(rate, weightDecay);
        plan.UpdateFromKept(this);
    }
}
