using System.Collections.Immutable;

namespace Evenkeel.MeanField;

/// <summary>What theory says of a stack before anything is measured.</summary>
/// <param name="Layers">The hidden layers, from the input on.</param>
/// <param name="NoBand">Why there are no bands, one sentence; null where there are.</param>
/// <param name="Scatter">Σ over hidden layers of the relative variance that one layer of finite width adds (5/n for ReLU); the depth-to-width ratio that decides how far one network scatters.</param>
public sealed record SignalPrediction(ImmutableArray<LayerPrediction> Layers, string? NoBand, double Scatter);
