namespace Evenkeel.Training;

/// <summary>How far an update in lanes is from its formula in double at most, in units in the last place of float32 (ulp).</summary>
/// <param name="Weight">The error of the weight, in ulp of the larger of the weight before and its change with all terms taken positive.</param>
/// <param name="Gradients">The error of what is remembered of gradients, in ulp of the sum of its terms taken positive; null where there is none.</param>
/// <param name="Squares">The error of what is remembered of squared gradients, in its own ulp; null where there is none.</param>
/// <remarks>
/// It holds of one step from any weight, gradient and memory in float32, at a learning rate up to 1; docs/kernels.md says what happens
/// where a number is too large or too small for float32, and a test holds each statement from both sides.
/// </remarks>
internal readonly record struct UpdateError(double Weight, double? Gradients = null, double? Squares = null);
