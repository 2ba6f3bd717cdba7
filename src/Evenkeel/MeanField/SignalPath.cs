using System.Collections.Immutable;
using Evenkeel.Functions;
using Evenkeel.MeanField.TwoSided;

namespace Evenkeel.MeanField;

/// <summary>A stack of dense layers as theory sees it.</summary>
/// <param name="Activation">The hidden layers' activation.</param>
/// <param name="Layers">The layers from the input on, the linear output layer last; each one's fan-in is the fan-out of the one before.</param>
public sealed record SignalPath(Activation Activation, ImmutableArray<SignalLayer> Layers)
{
    /// <summary>How <see cref="Activation"/> came from that of the network, whose weights and biases hold the four numbers; null where it is the network's own.</summary>
    /// <remarks>Where theory sees z, the network then shows <c>αz + β</c>, and predictions are of what it shows.</remarks>
    public Rescaling? Rescaling { get; init; }

    /// <summary>Why no band may be drawn about a prediction, one sentence, such as for trained weights; null where the layers decide.</summary>
    public string? NoBand { get; init; }

    /// <summary>Whether parts of the stack are residual branches, which are added to what they branched from.</summary>
    public bool HasBranches { get; init; }

    /// <summary>Why theory cannot follow the signal through the hidden layers at all, one sentence; null where it can.</summary>
    public string? NoTheory => HasBranches ? "The network has residual branches, and this prediction is for plain stacks."
        : Layers.SkipLast(1).FirstOrDefault(layer => !layer.IsCentred) is not { } pushed ? null
        : $"Weights or biases of layer {Layers.IndexOf(pushed) + 1} lie so far from 0 on average that they push all samples one way, which theory does not follow.";
}
