using Evenkeel.MeanField;
using Evenkeel.MeanField.TwoSided;
using Evenkeel.Numerics;

namespace Evenkeel.Experiments;

/// <summary>How signal and gradient grow through the hidden layers with one scheme.</summary>
/// <param name="Name">The scheme.</param>
/// <param name="Path">The stack that it makes.</param>
/// <param name="Growth">Both sides, layer by layer.</param>
public sealed record SchemeGrowth(string Name, SignalPath Path, TwoSidedGrowth Growth)
{
    /// <summary>Follows a scheme.</summary>
    /// <param name="name">What to call it.</param>
    /// <param name="path">The stack that it makes.</param>
    /// <param name="inputSecondMoment">The mean of x² over an input; positive and finite.</param>
    /// <returns>The growth in the limit of infinite width.</returns>
    public static SchemeGrowth Of(string name, SignalPath path, double inputSecondMoment) => new(name, path, TwoSidedGrowth.Of(path, inputSecondMoment));

    /// <summary>The geometric mean of the signal's growth from hidden layer to hidden layer; null where there is one layer.</summary>
    public double? ForwardPerLayer => Mean(Growth.Forward);

    /// <summary>The same for the gradients, backward.</summary>
    public double? BackwardPerLayer => Mean(Growth.Backward);

    private double? Mean(double product) => Growth.Layers.Length < 2 ? null : Elementary.Pow(product, 1.0 / (Growth.Layers.Length - 1));
}
