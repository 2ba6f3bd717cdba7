namespace Evenkeel.Training;

/// <summary>What one step of training did.</summary>
/// <param name="Step">Its number, from 1.</param>
/// <param name="Epoch">The pass over the data that it belongs to, from 1.</param>
/// <param name="Loss">The batch's mean loss before the update.</param>
/// <param name="Correct">Samples of the batch whose class was named before the update.</param>
/// <param name="Rows">Samples in the batch.</param>
/// <param name="LearningRate">The rate of this step's update.</param>
/// <param name="Diverged">Whether the loss was not finite, or the gradient where it is clipped; then nothing was updated, and no step follows.
/// A gradient that overflows unclipped shows in the next step's loss.</param>
public readonly record struct TrainingStep(int Step, int Epoch, double Loss, int Correct, int Rows, double LearningRate, bool Diverged);
