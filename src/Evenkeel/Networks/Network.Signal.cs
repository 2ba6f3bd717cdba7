using System.Collections.Immutable;
using Evenkeel.Graphs;
using Evenkeel.Initialization;
using Evenkeel.MeanField;
using Evenkeel.Numerics;

namespace Evenkeel.Networks;

public sealed partial class Network
{
    /// <summary>The stack as theory sees it before anything is drawn.</summary>
    /// <param name="initializer">The rule for weights and biases; what it promises of them decides.</param>
    /// <returns>
    /// The layers with E w² and E b² as promised. Weights count as independent where each is drawn for itself with mean 0, and the biases are 0 or
    /// have mean 0 as well; those of a sparse rule, which leaves each unit its fixed number of inputs, do not.
    /// </returns>
    /// <exception cref="ArgumentException">The rule cannot serve a layer.</exception>
    public SignalPath SignalPath(IInitializer initializer)
    {
        ArgumentNullException.ThrowIfNull(initializer);
        return SignalPath(_ => initializer);
    }

    /// <summary>The stack as theory sees it before anything is drawn, each layer by a rule of its own.</summary>
    /// <param name="rule">The rule of a layer's weights and biases.</param>
    internal SignalPath SignalPath(Func<NetworkLayer, IInitializer> rule) =>
        PathOf(layer =>
        {
            IInitializer initializer = rule(layer);
            ParameterInfo info = Graph.Parameters[layer.Weight.Index];
            Promise weights = initializer.Promise(info.Weights!);
            Promise? biases = layer.Bias is null ? null : initializer.BiasPromise(info.Weights!);
            bool isCentred = weights.Mean == 0 && (biases?.Mean ?? 0) == 0;
            return new()
            {
                FanIn = info.Shape.Axes[0],
                FanOut = info.Shape.Axes[1],
                WeightVariance = SecondMoment(weights),
                BiasVariance = biases is null ? 0 : SecondMoment(biases),
                IsCentred = Centres(info.Shape.Axes[0], weights.Mean, SecondMoment(weights), biases?.Mean ?? 0, biases is null ? 0 : SecondMoment(biases)),
                IsIndependent = isCentred && weights.Family is Family.Normal or Family.TruncatedNormal or Family.Uniform,
                IsOrthogonal = isCentred && weights.Family is Family.Orthogonal,
            };
        });

    /// <summary>The stack as theory sees it with the parameters it has.</summary>
    /// <param name="parameters">The network's parameters.</param>
    /// <returns>
    /// The layers with the measured means of w² and b². Weights count as independent unless the mean of weights or biases is more than 5 standard
    /// errors from 0, or the weights are orthogonal, or one of them is not finite; training leaves dependences that this does not see.
    /// </returns>
    public SignalPath SignalPath(ParameterStore parameters)
    {
        ArgumentNullException.ThrowIfNull(parameters);
        return PathOf(layer =>
        {
            ParameterInfo info = Graph.Parameters[layer.Weight.Index];
            (int fanIn, int fanOut) = (info.Shape.Axes[0], info.Shape.Axes[1]);
            ReadOnlySpan<float> weights = parameters[layer.Weight];
            Moments moments = Moments.Of(weights);
            Moments? biases = layer.Bias is { } bias ? Moments.Of(parameters[bias]) : null;
            bool isCentred = IsCentred(moments) && (biases is not { } offsets || IsCentred(offsets));
            bool isOrthogonal = isCentred && IsOrthogonal(weights, fanIn, fanOut);
            return new()
            {
                FanIn = fanIn,
                FanOut = fanOut,
                WeightVariance = moments.SecondMoment,
                BiasVariance = biases is { } b ? b.SecondMoment : 0,
                IsCentred = isCentred || Centres(fanIn, moments.Mean, moments.SecondMoment, biases is { } own ? own.Mean : 0, biases is { } all ? all.SecondMoment : 0),
                IsIndependent = isCentred && !isOrthogonal,
                IsOrthogonal = isOrthogonal,
            };
        });
    }

    private SignalPath PathOf(Func<NetworkLayer, SignalLayer> layer) => new(Function, [.. Layers.Select(layer)]) { HasBranches = Spec.Branches > 0 };

    private static double SecondMoment(Promise promise) => promise.Mean * promise.Mean + promise.StandardDeviation * promise.StandardDeviation;

    /// <summary>Whether means of weights and biases move a signal of second moment 1 by less than the weights' own scatter, and a tenth of what it comes to.</summary>
    private static bool Centres(int fanIn, double weightMean, double weightSquare, double biasMean, double biasSquare) =>
        !(fanIn * weightMean * weightMean > weightSquare * (1 + 1e-9)) && !(biasMean * biasMean > 0.01 * (fanIn * weightSquare + biasSquare));

    private static bool IsCentred(Moments moments) => Math.Abs(moments.Mean) <= 5 * moments.StandardDeviation / Math.Sqrt(moments.Count);

    /// <summary>Whether the shorter of rows and columns are orthogonal and of one length: then a vector through the matrix and back comes out as a multiple of itself.</summary>
    private static bool IsOrthogonal(ReadOnlySpan<float> weights, int rows, int columns)
    {
        int shorter = Math.Min(rows, columns);
        if (shorter < 2)
        {
            return false;
        }

        float[] start = new float[shorter];
        float[] there = new float[Math.Max(rows, columns)];
        float[] back = new float[shorter];
        Draw.Normal(start, 1, 0, 1);
        if (rows < columns)
        {
            MatrixProduct.Multiply(start, weights, there, 1, columns, rows, accumulate: false, Workers.One);
            MatrixProduct.Multiply(weights, there, back, rows, 1, columns, accumulate: false, Workers.One);
        }
        else
        {
            MatrixProduct.Multiply(weights, start, there, rows, 1, columns, accumulate: false, Workers.One);
            MatrixProduct.Multiply(there, weights, back, 1, columns, rows, accumulate: false, Workers.One);
        }

        (double length, double product, double backLength) = (0, 0, 0);
        for (int i = 0; i < shorter; i++)
        {
            length += (double)start[i] * start[i];
            product += (double)start[i] * back[i];
            backLength += (double)back[i] * back[i];
        }

        // Cosine² of the two; float32 keeps it within 10⁻⁶ of 1, and independent weights bring it down to about 1/(1 + ratio of the sides).
        return product * product > (1 - 1e-5) * length * backLength;
    }
}
