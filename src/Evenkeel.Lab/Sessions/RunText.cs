using System.Runtime.InteropServices;
using Evenkeel.Lab.Protocol;
using Evenkeel.MeanField;
using Evenkeel.Numerics;

namespace Evenkeel.Lab.Sessions;

/// <summary>Describes runs to a page, with what theory predicts of them.</summary>
internal static class RunText
{
    /// <summary>Describes a run at its start.</summary>
    /// <param name="run">The run.</param>
    /// <param name="inputSecondMoment">The mean of x² over the first batch.</param>
    public static OpenedRun Describe(SessionRun run, double inputSecondMoment)
    {
        SignalPath path = run.Training.SignalPath;
        string? reason = path.NoTheory
            ?? (path.Layers.Length < 2 ? "The network has no hidden layer, and hidden layers are what is predicted."
                : path.Layers.Any(layer => !double.IsFinite(layer.WeightVariance + layer.BiasVariance)) || !double.IsFinite(inputSecondMoment) ? "A variance is not finite, so theory cannot follow the signal."
                : null);
        if (reason is not null) return new(run.Training.Scheme, run.Formula, null, reason);
        try
        {
            HistogramAxis axis = LayerAxes.For(run.Training.Network.Function).Activations;
            SignalPrediction prediction = FiniteWidth.Predict(path, SignalInput.One(inputSecondMoment));
            return new(run.Training.Scheme, run.Formula, [.. prediction.Layers.Select(layer => new PredictedLayer(layer.Layer, Band(layer.Forward), Band(layer.Backward), Shares(path, layer.Q, axis)))], null);
        }
        catch (QuadratureException problem)
        {
            return new(run.Training.Scheme, run.Formula, null, problem.Message);
        }
    }

    private static PredictedBand Band(Band band) => new(band.Predicted, band.Low, band.High);

    /// <summary>A rescaled path is of another function than the one whose activations are shown.</summary>
    private static double[]? Shares(SignalPath path, double q, HistogramAxis axis) =>
        path.Rescaling is null && double.IsFinite(q) ? ImmutableCollectionsMarshal.AsArray(ActivationLaw.Shares(path.Activation, q, axis)) : null;
}
