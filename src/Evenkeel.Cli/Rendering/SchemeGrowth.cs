using Evenkeel.MeanField;
using Evenkeel.MeanField.TwoSided;
using Evenkeel.Numerics;

namespace Evenkeel.Cli.Rendering;

/// <summary>How signal and gradient grow through the hidden layers with one scheme.</summary>
/// <param name="Name">The scheme.</param>
/// <param name="Path">The stack that it makes.</param>
/// <param name="Growth">Both sides, layer by layer.</param>
internal sealed record SchemeGrowth(string Name, SignalPath Path, TwoSidedGrowth Growth)
{
    /// <summary>Follows a scheme.</summary>
    public static SchemeGrowth Of(string name, SignalPath path, double inputSecondMoment) => new(name, path, TwoSidedGrowth.Of(path, inputSecondMoment));

    /// <summary>The geometric mean of the signal's growth from hidden layer to hidden layer; null where there is one layer.</summary>
    public double? ForwardPerLayer => Mean(Growth.Forward);

    /// <summary>The same for the gradients, backward.</summary>
    public double? BackwardPerLayer => Mean(Growth.Backward);

    private double? Mean(double product) => Growth.Layers.Length < 2 ? null : Elementary.Pow(product, 1.0 / (Growth.Layers.Length - 1));
}
