using Evenkeel.Numerics;

namespace Evenkeel.MeanField.Widths;

/// <summary>How far the mean over a batch scatters from network to network: less than one sample, the less the samples' activations resemble each other.</summary>
internal sealed class BatchScatter
{
    private readonly SignalPath path;
    private readonly SignalInput input;
    private readonly LayerScatter?[][] levels;
    private readonly LayerSeries[][] series;
    private readonly SamplePair[] pairs;

    /// <summary>Prepares the covariances of all pairs of samples that stand for the batch.</summary>
    /// <param name="store">The activation's nodes.</param>
    /// <param name="path">The stack.</param>
    /// <param name="input">A batch of two samples or more.</param>
    /// <param name="levels">The hidden layers as one sample of each level sees them.</param>
    public BatchScatter(MomentStore store, SignalPath path, SignalInput input, LayerScatter?[][] levels)
    {
        (this.path, this.input, this.levels) = (path, input, levels);
        Depth = levels.Min(layers => layers.TakeWhile(layer => layer is not null).Count());
        series = [.. levels.Select(layers => layers.Take(Depth).Select(layer => new LayerSeries(store, layer!)).ToArray())];
        List<SamplePair> all = [];
        for (int i = 0; i < input.Samples; i++)
        {
            for (int j = 0; j < i; j++)
            {
                all.Add(new(path, series[LevelOf(i)], series[LevelOf(j)], Start(i, j)) { Left = i, Right = j });
            }
        }

        pairs = [.. all];
    }

    /// <summary>The hidden layers, from the first on, that theory follows for every level.</summary>
    public int Depth { get; }

    /// <summary>The logarithm of a layer's mean z² over units and samples.</summary>
    /// <param name="layer">The hidden layer, from 0, below <see cref="Depth"/>.</param>
    public LogCumulants Forward(int layer)
    {
        LogCumulants[] laws = [.. levels.Select(layers => ScatterRecursion.MeanSquare(layers[layer]!))];
        return Mean(laws, null, pair => pair.Forward(layer));
    }

    /// <summary>The logarithms of each layer's mean (∂C/∂z)² over that of the last hidden layer; null where theory does not reach the last.</summary>
    public LogCumulants?[] Backward()
    {
        LogCumulants?[] means = new LogCumulants?[path.Layers.Length - 1];
        means[^1] = default(LogCumulants);
        if (Depth < means.Length)
        {
            return means;
        }

        LogCumulants?[][] laws = [.. levels.Select(layers => ScatterRecursion.Backward(path, layers))];
        double[] weights = [.. levels.Select(layers => layers[^1]!.Moments.SlopeSecond)];
        double outputs = path.Layers[^1].FanOut;
        double alignment = input.ErrorAlignment ?? 1 / Math.Max(1, outputs - 1);
        foreach (SamplePair pair in pairs)
        {
            pair.RunBack(alignment);
        }

        for (int l = means.Length - 2; l >= 0; l--)
        {
            means[l] = Mean([.. laws.Select(law => law[l]!.Value)], weights, pair => pair.Backward(l));
        }

        return means;
    }

    private int LevelOf(int sample) => (int)((long)sample * levels.Length / input.Samples);

    /// <summary>The covariance of two samples' pre-activations in the first layer.</summary>
    private double Start(int i, int j)
    {
        SignalLayer first = path.Layers[0];
        return first.SigmaW2 * Math.Sqrt(input.Levels[LevelOf(i)] * input.Levels[LevelOf(j)]) * input.Cosines[i * input.Samples + j];
    }

    /// <summary>The logarithm of a mean over samples, from each level's own law and what two samples have in common.</summary>
    /// <param name="laws">The law of one sample of each level.</param>
    /// <param name="weights">What each level's samples count beforehand; null where they count alike.</param>
    /// <param name="covariance">The covariance of a pair's logarithms.</param>
    private LogCumulants Mean(LogCumulants[] laws, double[]? weights, Func<SamplePair, double> covariance)
    {
        (double sum, double counted, double own, double third, double largest) = (0, 0, 0, 0, laws.Max(law => law.Mean));
        double[] shares = new double[input.Samples];
        for (int i = 0; i < shares.Length; i++)
        {
            LogCumulants law = laws[LevelOf(i)];
            double weight = weights?[LevelOf(i)] ?? 1;
            shares[i] = weight * Elementary.Exp(law.Mean - largest + 0.5 * law.Variance);
            (sum, counted) = (sum + shares[i], counted + weight);
        }

        // All rows count, of which the samples are a part: a row meets itself once in as many times as there are rows.
        for (int i = 0; i < shares.Length; i++)
        {
            shares[i] /= sum;
            LogCumulants law = laws[LevelOf(i)];
            own += shares[i] * shares[i] * law.Variance * shares.Length / input.Rows;
            third += shares[i] * law.Third / Math.Max(1e-300, law.Variance * law.Variance);
        }

        double common = 0;
        foreach (SamplePair pair in pairs)
        {
            common += 2 * shares[pair.Left] * shares[pair.Right] * covariance(pair);
        }

        double others = (1 - 1.0 / input.Rows) / (1 - 1.0 / input.Samples);
        double variance = Math.Max(0, own + others * common);
        return new(Elementary.Log(sum / counted) + largest - 0.5 * variance, variance, third * variance * variance);
    }
}
