namespace Evenkeel.Probing;

/// <summary>A step of training that is computed and measured but not taken.</summary>
/// <param name="Optimizer">One of <see cref="Training.Optimizers.All"/>; it remembers nothing of earlier steps.</param>
/// <param name="LearningRate">The rate, ≥ 0.</param>
/// <param name="WeightDecay">How strongly weights are pulled to zero, ≥ 0.</param>
public sealed record PlannedStep(string Optimizer, double LearningRate, double WeightDecay = 0);
