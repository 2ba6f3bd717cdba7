using System.Collections.Immutable;
using Evenkeel.MeanField;
using Evenkeel.Numerics;
using Evenkeel.Probing;

namespace Evenkeel.Diagnosis;

/// <summary>How a signal's size changes through the hidden layers.</summary>
internal static class SignalRatio
{
    /// <summary>The last layer's root mean square over the first's, going forward; the first's over the last's, going backward.</summary>
    /// <returns>Infinite where the signal overflows on the way; null with fewer than two layers, or where it starts from nothing or overflowed before.</returns>
    public static double? Of(ImmutableArray<LayerReading> layers, Func<LayerReading, Moments> signal, bool forward)
    {
        if (layers.Length < 2)
        {
            return null;
        }

        double first = Math.Sqrt(signal(forward ? layers[0] : layers[^1]).SecondMoment);
        double last = Math.Sqrt(signal(forward ? layers[^1] : layers[0]).SecondMoment);
        return !(first > 0 && double.IsFinite(first)) ? null : double.IsFinite(last) ? last / first : double.PositiveInfinity;
    }

    /// <summary>What theory expects of the forward ratio.</summary>
    /// <returns>Null with fewer than two layers, or where theory gives no number.</returns>
    public static double? Forward(SignalPrediction prediction) =>
        prediction.Layers.Length < 2 ? null : Known(Math.Sqrt(prediction.Layers[^1].ActivationSecondMoment / prediction.Layers[0].ActivationSecondMoment));

    /// <summary>What theory expects of the backward ratio.</summary>
    /// <returns>Null with fewer than two layers, or where theory gives no number.</returns>
    public static double? Backward(SignalPrediction prediction)
    {
        double product = 1;
        foreach (LayerPrediction layer in prediction.Layers[..^1])
        {
            product *= layer.BackwardGrowth;
        }

        return prediction.Layers.Length < 2 ? null : Known(Math.Sqrt(product));
    }

    private static double? Known(double ratio) => double.IsNaN(ratio) ? null : ratio;
}
