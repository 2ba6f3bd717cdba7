using System.Collections.Immutable;
using Evenkeel.Numerics;

namespace Evenkeel.Probing;

/// <summary>What a network does on a batch, without changing it.</summary>
/// <param name="Loss">The batch's mean loss; not finite where the network has diverged.</param>
/// <param name="Layers">The hidden layers, from the input on.</param>
/// <param name="OutputGradients">Moments of ∂C/∂z in the output layer, where the backward pass starts.</param>
public sealed record NetworkReading(double Loss, ImmutableArray<LayerReading> Layers, Moments OutputGradients);
