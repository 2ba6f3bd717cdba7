namespace Evenkeel.MeanField.Widths;

/// <summary>Two samples on their way through the layers: how their pre-activations and gradients correlate, and how their scatter goes together.</summary>
internal sealed class SamplePair
{
    private readonly SignalPath path;
    private readonly LayerSeries[] left;
    private readonly LayerSeries[] right;
    private readonly SampleMoments[] moments;
    private readonly double[] state;
    private readonly double[] radial;
    private readonly double[] backward;

    /// <summary>Follows two samples to the last layer that has series.</summary>
    /// <param name="path">The stack.</param>
    /// <param name="left">The layers as the one sample's level sees them.</param>
    /// <param name="right">As the other's does.</param>
    /// <param name="start">The covariance of the two samples' pre-activations in the first layer, before biases.</param>
    public SamplePair(SignalPath path, LayerSeries[] left, LayerSeries[] right, double start)
    {
        (this.path, this.left, this.right) = (path, left, right);
        int depth = left.Length;
        (moments, state, radial, backward) = (new SampleMoments[depth], new double[depth], new double[depth], new double[depth]);
        if (depth > 0)
        {
            Run(start);
        }
    }

    /// <summary>The one sample's number.</summary>
    public required int Left { get; init; }

    /// <summary>The other's.</summary>
    public required int Right { get; init; }

    /// <summary>The covariance of the logarithms of the two samples' mean z² in a layer.</summary>
    public double Forward(int layer) => state[layer] + (left[layer].Scatter.IsSphere ? 0 : 2 * moments[layer].SquaredCorrelation / left[layer].Scatter.Units);

    /// <summary>The covariance of the logarithms of the two samples' gradient ratios in a layer, once <see cref="RunBack"/> has run.</summary>
    public double Backward(int layer) => backward[layer];

    /// <summary>Runs back from the last hidden layer.</summary>
    /// <param name="alignment">The squared cosine of the two samples' errors at the outputs.</param>
    public void RunBack(double alignment)
    {
        (double sum, double reachLeft, double reachRight) = (0, 0, 0);
        double squared = Turn(alignment, left.Length - 1);
        for (int k = left.Length - 2; k >= 0; k--)
        {
            (LayerScatter one, LayerScatter other, SampleMoments moment) = (left[k].Scatter, right[k].Scatter, moments[k]);
            (double pullLeft, double pullRight) = (reachLeft * left[k + 1].Scatter.WeightShare, reachRight * right[k + 1].Scatter.WeightShare);
            SignalLayer weights = path.Layers[k + 1];
            double directions = 2 * squared * (moment.SlopeJoint - (weights.IsOrthogonal ? 1 : 0)) / one.Units
                + (weights.IsOrthogonal ? squared * ScatterRecursion.CutVariance(weights.FanOut, weights.FanIn) : 0);
            sum += directions + moment.SlopeCovariance + pullRight * moment.SlopeWithRight + pullLeft * moment.SlopeWithLeft
                + pullLeft * pullRight * moment.Covariance + reachLeft * reachRight * radial[k + 1];
            reachLeft = one.Moments.SlopeGrowth + left[k + 1].Scatter.WeightShare * one.Moments.Growth * reachLeft;
            reachRight = other.Moments.SlopeGrowth + right[k + 1].Scatter.WeightShare * other.Moments.Growth * reachRight;
            backward[k] = sum + reachLeft * reachRight * state[k];
            squared = Turn(squared, k);
        }
    }

    private void Run(double start)
    {
        double product = start;
        double spread = 0;
        for (int l = 0; l < left.Length; l++)
        {
            (LayerScatter one, LayerScatter other) = (left[l].Scatter, right[l].Scatter);
            SignalLayer layer = path.Layers[l];
            double scale = Math.Sqrt(one.Limit * other.Limit);
            double biases = layer.BiasVariance / scale;
            double signal = product / scale;
            double correlation = Math.Clamp(signal + biases, -1, 1);
            radial[l] = layer.IsOrthogonal
                ? signal * signal * ScatterRecursion.CutVariance(layer.FanIn, layer.FanOut) + (4 * signal * biases + 2 * biases * biases) / layer.FanOut
                : 0;
            state[l] += radial[l];
            moments[l] = SampleMoments.Of(left[l], right[l], correlation, spread);
            if (l + 1 < left.Length)
            {
                (LayerScatter next, LayerScatter otherNext) = (left[l + 1].Scatter, right[l + 1].Scatter);
                double shares = next.WeightShare * otherNext.WeightShare;
                state[l + 1] = shares * (one.Moments.Growth * other.Moments.Growth * state[l] + moments[l].Covariance);
                product = path.Layers[l + 1].SigmaW2 * moments[l].Product;
                spread = moments[l].NextSpread(path.Layers[l + 1].SigmaW2, spread, one, other, next, otherNext);
            }
        }
    }

    /// <summary>The squared cosine of the two samples' gradients before a layer's activation, from that behind it, with what finite width adds.</summary>
    private double Turn(double squared, int layer)
    {
        SampleMoments moment = moments[layer];
        double through = squared * moment.SlopeProduct * moment.SlopeProduct;
        return Math.Min(1, through + (1 - squared) * (1 - squared) * moment.SlopeJoint / left[layer].Scatter.Units);
    }
}
