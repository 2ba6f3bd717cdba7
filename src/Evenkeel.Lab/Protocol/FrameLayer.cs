namespace Evenkeel.Lab.Protocol;

/// <summary>A hidden layer at a moment.</summary>
internal sealed record FrameLayer
{
    public required int Layer { get; init; }

    public required double PreActivation { get; init; }

    public required double Activation { get; init; }

    public required double ActivationGradient { get; init; }

    public required double Gradient { get; init; }

    public required double Forward { get; init; }

    public required double Backward { get; init; }

    public required double ActivationMean { get; init; }

    public required double ActivationStd { get; init; }

    public required double Saturated { get; init; }

    public required double Dead { get; init; }

    public required double Symmetric { get; init; }

    public required FrameHistogram? Activations { get; init; }

    public required FrameHistogram? Gradients { get; init; }

    public required FrameHistogram? Weights { get; init; }
}
