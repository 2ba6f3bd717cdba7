using System.Collections.Immutable;
using Evenkeel.MeanField;
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

    /// <summary>The batch as theory sees it: the spread of the samples' mean squares, and their cosines; null where it was not asked for, or an input is not finite.</summary>
    public SignalInput? Batch { get; init; }

    /// <summary>Moments of the outputs (logits or scores) over samples and outputs.</summary>
    public required Moments Outputs { get; init; }

    /// <summary>Moments of the output layer's weights.</summary>
    public required Moments OutputWeights { get; init; }

    /// <summary>Moments of ∂C/∂W of the output layer.</summary>
    public required Moments OutputWeightGradients { get; init; }

    /// <summary>The loss of a network that knows nothing.</summary>
    /// <value>
    /// Cross-entropy: ln C over C classes, ln 2 for one output. Squared error: the variance of the batch's targets, averaged over the outputs, with
    /// classes as zeros and ones. Hinge: 1 for one output, (C − 1)/C for C. Null only where a reading was made elsewhere.
    /// </value>
    public double? ExpectedLoss { get; init; }

    /// <summary>c of the inputs, the mean over pairs of different samples of <c>x·x′/√(x·x x′·x′)</c>; null where it was not asked for.</summary>
    public double? InputCorrelation { get; init; }

    /// <summary>What <see cref="LayerReading.UpdateRatio"/> is, for the output layer; null where no step was planned.</summary>
    public double? OutputUpdateRatio { get; init; }

    /// <summary>The singular values of ∂output/∂input at the batch's first sample, largest first.</summary>
    /// <value>
    /// All of them where there are at most <see cref="ExactJacobian"/> outputs or inputs, otherwise the largest <see cref="LargestValues"/>, found by random
    /// directions and none above the true one. All NaN where a weight or slope is not finite. Null where they were not asked for.
    /// </value>
    public ImmutableArray<double>? JacobianSingularValues { get; init; }

    /// <summary>The most outputs or inputs, whichever are fewer, for which all singular values are computed.</summary>
    public const int ExactJacobian = 256;

    /// <summary>How many singular values are looked for where there are more of both.</summary>
    public const int LargestValues = 16;
}
