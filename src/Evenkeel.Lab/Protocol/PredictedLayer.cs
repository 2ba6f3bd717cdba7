namespace Evenkeel.Lab.Protocol;

/// <summary>What theory predicts of a hidden layer, and the share of activations in each bin of its histogram.</summary>
internal sealed record PredictedLayer(int Layer, PredictedBand Forward, PredictedBand Backward, double[]? Activations);
