using System.Collections.Immutable;
using Evenkeel.MeanField.Widths;
using Evenkeel.Numerics;

namespace Evenkeel.MeanField;

/// <summary>What one network of finite width shows: mean field with the scatter from network to network, forward and backward.</summary>
/// <remarks>
/// Derived in docs/theory.md. Related: Hanin and Nica, "Products of many large random matrices and gradients in deep neural networks", 2019,
/// https://arxiv.org/abs/1812.05994; Roberts, Yaida and Hanin, "The principles of deep learning theory", 2022, https://arxiv.org/abs/2106.10165.
/// </remarks>
public static class FiniteWidth
{
    /// <summary>Predicts the second moments of pre-activations and back-propagated gradients, layer by layer, with the band that 95 of 100 networks fall into.</summary>
    /// <param name="path">The stack; at least one hidden layer.</param>
    /// <param name="input">What goes in.</param>
    /// <returns>
    /// One prediction for each hidden layer. A layer has no band where the predicted standard deviation of the statistic's logarithm exceeds
    /// <see cref="MostDeviation"/>, there or on the way there, and where a moment is 0 or infinite; the gradients of a batch have none but in the
    /// last hidden layer where its signal has none there. All is of what the network shows, also where the path's activation is a rescaled one.
    /// </returns>
    /// <exception cref="ArgumentException">The stack has no hidden layer, or widths that do not follow on each other.</exception>
    public static SignalPrediction Predict(SignalPath path, SignalInput input)
    {
        ArgumentNullException.ThrowIfNull(path);
        ArgumentNullException.ThrowIfNull(input);
        Check(path);
        int hidden = path.Layers.Length - 1;
        MomentStore store = new(path.Activation);
        OwnSignal own = new(path.Rescaling);
        double[] moments = new double[path.Layers.Length];
        double[] secondMoments = new double[hidden];
        double[] slopes = new double[hidden];
        LayerScatter?[][] levels = new LayerScatter?[input.Levels.Length][];
        for (int level = 0; level < levels.Length; level++)
        {
            double[] limits = new double[path.Layers.Length];
            levels[level] = ScatterRecursion.Forward(store, path, input.Levels[level], limits);
            for (int l = 0; l < limits.Length; l++)
            {
                moments[l] += limits[l] / levels.Length;
                if (l < hidden)
                {
                    (double second, double slope) = store.Limits(limits[l]);
                    secondMoments[l] += own.ActivationSquare(store, limits[l], second) / levels.Length;
                    slopes[l] += slope / levels.Length;
                }
            }
        }

        (LogCumulants?[] forward, LogCumulants?[] backward) = Laws(store, path, input, levels);
        bool[] isNear = NearLayers(forward, levels);

        // The way back begins where the way there ends: a batch whose samples part too far in the last layer has no law for their gradients.
        Band[] back = BackwardBands(path, backward, slopes, hasBands: input.Rows == 1 || isNear[^1]);
        double?[] correlations = PairCorrelations.Of(store, path, input);
        ImmutableArray<LayerPrediction>.Builder predictions = ImmutableArray.CreateBuilder<LayerPrediction>(hidden);
        for (int l = 0; l < hidden; l++)
        {
            SignalLayer next = path.Layers[l + 1];
            Band band = forward[l] is { } cumulants && double.IsFinite(cumulants.Mean) ? BandOf(cumulants, isNear[l]) : new(moments[l], null, null);
            double shared = (1 + (input.Rows - 1) * Math.Max(0, correlations[l] ?? 0)) / input.Rows;
            predictions.Add(new()
            {
                Layer = l + 1,
                Q = own.SecondMoment(moments[l]),
                ActivationSecondMoment = secondMoments[l],
                BackwardGrowth = next.FanOut * next.WeightVariance * slopes[l] * (l + 1 < hidden ? 1 : own.GradientFactor),
                ForwardGrowth = l + 1 < hidden ? own.SecondMoment(moments[l + 1]) / own.SecondMoment(moments[l]) : null,
                Correlation = correlations[l] is { } c ? own.Correlation(moments[l], c) : null,
                Forward = own.Band(band, Deviations, moments[l] * shared / path.Layers[l].FanOut),
                Backward = back[l],
            });
        }

        ImmutableArray<LayerPrediction> all = predictions.MoveToImmutable();
        return new(all, ScatterRecursion.WhyNoBand(path, moments, levels[0]) ?? Unsteady(all), levels[^1].Sum(layer => layer?.Variance ?? 0));
    }

    /// <summary>The largest standard deviation of a logarithm for which the expansion in 1/n is held to be right, and a band is given.</summary>
    public const double MostDeviation = 0.5;

    /// <summary>The standard deviations on either side that enclose 95 % of a normal distribution.</summary>
    private const double Deviations = 1.959963984540054;

    private static void Check(SignalPath path)
    {
        if (path.Layers.Length < 2)
        {
            throw new ArgumentException($"The stack has {path.Layers.Length} layers; a prediction needs one hidden layer or more, and the output layer.", nameof(path));
        }

        for (int l = 1; l < path.Layers.Length; l++)
        {
            if (path.Layers[l].FanIn != path.Layers[l - 1].FanOut)
            {
                throw new ArgumentException($"Layer {l + 1} has {path.Layers[l].FanIn} inputs but layer {l} has {path.Layers[l - 1].FanOut} units; they must be as many.", nameof(path));
            }
        }
    }

    /// <summary>The laws of the statistics' logarithms: those of one sample, or of the mean over a batch.</summary>
    private static (LogCumulants?[] Forward, LogCumulants?[] Backward) Laws(MomentStore store, SignalPath path, SignalInput input, LayerScatter?[][] levels)
    {
        LogCumulants?[] forward = new LogCumulants?[path.Layers.Length - 1];
        if (input.Rows == 1)
        {
            for (int l = 0; l < forward.Length; l++)
            {
                forward[l] = levels[0][l] is { } layer ? ScatterRecursion.MeanSquare(layer) : null;
            }

            return (forward, ScatterRecursion.Backward(path, levels[0]));
        }

        BatchScatter batch = new(store, path, input, levels);
        for (int l = 0; l < batch.Depth; l++)
        {
            forward[l] = batch.Forward(l);
        }

        return (forward, batch.Backward());
    }

    /// <summary>Which layers' forward statistic has a band: those whose law is near, like all before them.</summary>
    private static bool[] NearLayers(LogCumulants?[] laws, LayerScatter?[][] levels)
    {
        bool[] isNear = new bool[laws.Length];
        for (int l = 0; l < isNear.Length; l++)
        {
            isNear[l] = (l == 0 || isNear[l - 1]) && laws[l] is { } known && IsNear(known)
                && Array.TrueForAll(levels, level => IsNear(ScatterRecursion.MeanSquare(level[l]!)));
        }

        return isNear;
    }

    private static bool IsNear(LogCumulants law) => law.Variance <= MostDeviation * MostDeviation;

    /// <summary>The standard deviation that float32 gives where theory gives none: orthogonal weights keep a length exactly.</summary>
    private const double Rounding = 1e-5;

    private static Band BandOf(LogCumulants law, bool hasEnds)
    {
        LogCumulants rounded = law with { Variance = law.Variance + Rounding * Rounding };
        return hasEnds ? new(law.Quantile(0), rounded.Quantile(-Deviations), rounded.Quantile(Deviations)) : new(law.Quantile(0), null, null);
    }

    private static Band[] BackwardBands(SignalPath path, LogCumulants?[] laws, double[] slopes, bool hasBands)
    {
        Band[] bands = new Band[laws.Length];
        bands[^1] = path.NoBand is null ? new(1, 1, 1) : new(1, null, null);
        bool isNear = hasBands;
        for (int l = laws.Length - 2; l >= 0; l--)
        {
            SignalLayer next = path.Layers[l + 1];
            isNear &= laws[l] is { } known && IsNear(known);
            bands[l] = laws[l] is { } law ? BandOf(law, isNear) : new(bands[l + 1].Predicted * next.FanOut * next.WeightVariance * slopes[l], null, null);
        }

        return bands;
    }

    private static string? Unsteady(ImmutableArray<LayerPrediction> predictions)
    {
        int forward = 0;
        int backward = 0;
        foreach (LayerPrediction prediction in predictions)
        {
            forward = forward == 0 && prediction.Forward.Low is null ? prediction.Layer : forward;
            backward = prediction.Backward.Low is null ? prediction.Layer : backward;
        }

        return (forward, backward) switch
        {
            (0, 0) => null,
            (0, _) => $"The widths scatter the gradients of layers 1 to {backward} too far from network to network for a band.",
            (_, 0) => $"The widths scatter the signal from layer {forward} on too far from network to network for a band.",
            _ => $"The widths scatter the signal from layer {forward} on, and the gradients of layers 1 to {backward}, too far from network to network for a band.",
        };
    }
}
