using System.Collections.Immutable;
using Evenkeel.Numerics;

namespace Evenkeel.Probing;

/// <summary>What a network does on a batch, without changing it.</summary>
/// <param name="Loss">The batch's mean loss; not finite where the network has diverged.</param>
/// <param name="Layers">The hidden layers, from the input on.</param>
/// <param name="OutputGradients">Moments of ∂C/∂z in the output layer, where the backward pass starts.</param>
public sealed record NetworkReading(double Loss, ImmutableArray<LayerReading> Layers, Moments OutputGradients)
{
    /// <summary>Moments of the inputs over samples and features.</summary>
    public required Moments Inputs { get; init; }

    /// <summary>The mean over samples of the input's second moment, mean x²; what the first layer multiplies.</summary>
    public double InputSecondMoment => Inputs.SecondMoment;

    /// <summary>Moments of the outputs (logits or scores) over samples and outputs.</summary>
    public required Moments Outputs { get; init; }

    /// <summary>Moments of the output layer's weights.</summary>
    public required Moments OutputWeights { get; init; }

    /// <summary>Moments of ∂C/∂W of the output layer.</summary>
    public required Moments OutputWeightGradients { get; init; }

    /// <summary>The loss of a network that knows nothing: ln C over C classes, ln 2 for two, the variance of the targets for a squared error, 1 for a hinge.</summary>
    public double? ExpectedLoss { get; init; }

    /// <summary>The singular values of ∂output/∂input at one sample, largest first; null where they were not asked for.</summary>
    public ImmutableArray<double>? JacobianSingularValues { get; init; }
}
