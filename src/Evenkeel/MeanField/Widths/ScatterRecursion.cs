using Evenkeel.Functions;
using Evenkeel.Numerics;

namespace Evenkeel.MeanField.Widths;

/// <summary>Carries the cumulants of the signal's logarithm from layer to layer, and those of the gradients' back.</summary>
internal static class ScatterRecursion
{
    /// <summary>Runs through the stack from the input on.</summary>
    /// <param name="store">The activation's moments.</param>
    /// <param name="path">The stack.</param>
    /// <param name="secondMoment">The mean square of the input.</param>
    /// <param name="limits">Receives q of each layer at infinite width, the output layer included.</param>
    /// <returns>The hidden layers; null from where on theory gives no scatter.</returns>
    public static LayerScatter?[] Forward(MomentStore store, SignalPath path, double secondMoment, double[] limits)
    {
        SignalLayer first = path.Layers[0];
        limits[0] = first.SigmaW2 * secondMoment + first.BiasVariance;
        for (int l = 1; l < limits.Length; l++)
        {
            limits[l] = path.Layers[l].SigmaW2 * store.Limits(limits[l - 1]).Second + path.Layers[l].BiasVariance;
        }

        LayerScatter?[] layers = new LayerScatter?[path.Layers.Length - 1];
        LogCumulants state = new(Elementary.Log(limits[0]), 0, 0);
        double share = 1 - first.BiasVariance / limits[0];
        for (int l = 0; path.NoBand is null && l < layers.Length && (l == 0 || layers[l - 1] is not null); l++)
        {
            SignalLayer layer = path.Layers[l];
            double radial = layer.IsOrthogonal ? RadialVariance(layer, share) : 0;
            state += LogCumulants.OfDeviation(radial, 0);
            if (!IsRandom(layer) || !IsRandom(path.Layers[l + 1]) || !double.IsFinite(state.Mean) || Math.Abs(state.Mean) > MostLog)
            {
                break;
            }

            double q = Elementary.Exp(state.Mean);
            LayerScatter here = new()
            {
                State = state, Limit = q, Moments = store.Moments(q), Units = layer.FanOut,
                IsSphere = layer.IsOrthogonal, WeightShare = share, RadialVariance = radial,
            };
            if (!here.Moments.AreUsable)
            {
                break;
            }

            layers[l] = here;
            (state, share) = Next(path.Activation, here, path.Layers[l + 1]);
        }

        return layers;
    }

    /// <summary>Runs back from the last hidden layer.</summary>
    /// <returns>The cumulants of the logarithm of each layer's mean (∂C/∂z)² over that of the last hidden layer.</returns>
    public static LogCumulants?[] Backward(SignalPath path, LayerScatter?[] layers)
    {
        LogCumulants?[] laws = new LogCumulants?[layers.Length];
        laws[^1] = default(LogCumulants);
        if (layers[^1] is null)
        {
            return laws;
        }

        LogCumulants sum = default;
        double reach = 0;
        double alignment = layers[^1]!.Moments.Radial;
        for (int k = layers.Length - 2; k >= 0; k--)
        {
            (LayerScatter here, LayerScatter next) = (layers[k]!, layers[k + 1]!);
            SignalLayer weights = path.Layers[k + 1];
            double pull = reach * next.WeightShare;
            double shift = next.WeightShare * (alignment - 1) * (here.Moments.Joint - (weights.IsOrthogonal ? 1 : 0)) / here.Units;
            LogCumulants noise = LogCumulants.OfDeviation(BackwardVariance(here, weights), BackwardThird(here, weights));
            sum += noise with
            {
                Mean = noise.Mean + shift + here.SlopeMeanShift + Elementary.Log(weights.FanOut * weights.WeightVariance * here.Moments.SlopeSecond)
                    + 0.5 * here.Moments.SlopeCurvature * here.State.Variance,
                Variance = noise.Variance + 2 * pull * here.Covariance + pull * pull * here.Variance + reach * reach * next.RadialVariance,
            };
            reach = here.Moments.SlopeGrowth + next.WeightShare * here.Moments.Growth * reach;
            alignment = here.Moments.Radial + here.Moments.Alignment * next.WeightShare * (alignment - 1);
            laws[k] = sum with { Variance = Math.Max(0, sum.Variance + reach * reach * here.State.Variance) };
        }

        return laws;
    }

    /// <summary>The logarithm of a layer's mean z².</summary>
    public static LogCumulants MeanSquare(LayerScatter layer) => layer.IsSphere ? layer.State : layer.State + LogCumulants.OfChiSquare(layer.Units);

    /// <summary>One sentence about the first layer that theory says nothing of; null where there is none.</summary>
    public static string? WhyNoBand(SignalPath path, double[] limits, LayerScatter?[] layers)
    {
        if (path.NoBand is { } known)
        {
            return known;
        }

        for (int l = 0; l < path.Layers.Length; l++)
        {
            if (!IsRandom(path.Layers[l]))
            {
                return path.Layers[l].WeightVariance > 0
                    ? $"The weights of layer {l + 1} are neither independent with mean 0 nor orthogonal, so no theory says how they scatter the signal."
                    : $"The weights of layer {l + 1} are all 0, so no signal passes it.";
            }
        }

        int missing = Array.FindIndex(layers, layer => layer is null);
        return missing < 0 ? null : limits[missing] switch
        {
            0 => $"The signal has died out in layer {missing + 1}.",
            double.PositiveInfinity => $"The signal overflows in layer {missing + 1}.",
            _ => $"The activation's moments in layer {missing + 1} are 0, infinite or out of range, so no theory says how it scatters the signal.",
        };
    }

    /// <summary>A logarithm of q beyond which a power of it may leave the doubles.</summary>
    public const double MostLog = 100;

    private static bool IsRandom(SignalLayer layer) => layer.WeightVariance > 0 && (layer.IsIndependent || layer.IsOrthogonal);

    private static (LogCumulants State, double Share) Next(Activation activation, LayerScatter here, SignalLayer weights)
    {
        double signal = weights.SigmaW2 * here.Moments.Second;
        double q = signal + weights.BiasVariance;
        double share = signal / q;
        double slope = share * here.Moments.Growth;
        double bend = share * (here.Moments.Curvature + (1 - share) * here.Moments.Growth * here.Moments.Growth);
        (double variance, double third) = (here.State.Variance, here.State.Third);
        LogCumulants carried = new(
            Elementary.Log(q) + 0.5 * bend * variance,
            slope * slope * variance + slope * bend * third + 0.5 * bend * bend * variance * variance,
            slope * slope * slope * third + 3 * slope * slope * bend * variance * variance);
        return (carried + here.Noise(activation, share), share);
    }

    /// <summary>The variance that orthogonal weights put on the mean square of their outputs, biases included.</summary>
    private static double RadialVariance(SignalLayer layer, double share)
    {
        double bias = 1 - share;
        return share * share * CutVariance(layer.FanIn, layer.FanOut) + (4 * share * bias + 2 * bias * bias) / layer.FanOut;
    }

    /// <summary>The relative variance of the length² that is left of a random vector of one size in fewer dimensions; 0 where there are not fewer.</summary>
    public static double CutVariance(int from, int to) => to < from ? 2.0 * (from - to) / ((double)to * (from + 2)) : 0;

    private static double BackwardVariance(LayerScatter here, SignalLayer weights)
    {
        double fourth = here.Moments.SlopeFourth;
        double directions = weights.IsOrthogonal ? 2 * (fourth - 1) / here.Units + CutVariance(weights.FanOut, weights.FanIn) : 2 * fourth / here.Units;
        return directions + here.SlopeVariance;
    }

    private static double BackwardThird(LayerScatter here, SignalLayer weights) => weights.IsOrthogonal || here.IsSphere ? 0 :
        (15 * here.Moments.SlopeSixth - 9 * here.Moments.SlopeFourth + 2) / here.Units / here.Units;
}
