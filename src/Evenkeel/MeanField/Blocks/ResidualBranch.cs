using System.Collections.Immutable;
using Evenkeel.Functions;
using Evenkeel.MeanField.Integrals;
using Evenkeel.Numerics;

namespace Evenkeel.MeanField.Blocks;

/// <summary>The branch of a residual block: dense layers with an activation between them.</summary>
/// <param name="Activation">φ.</param>
/// <param name="Layers">The layers in their order; the first takes as many inputs as the last has units.</param>
/// <param name="ActivatesFirst">Whether φ stands before the first layer too, <c>W·φ(x)</c>; otherwise only between layers, <c>W₂·φ(W₁·x)</c>.</param>
public sealed record ResidualBranch(Activation Activation, ImmutableArray<SignalLayer> Layers, bool ActivatesFirst)
{
    /// <summary>A branch of equally wide layers.</summary>
    /// <param name="activation">φ.</param>
    /// <param name="width">The units of each layer, ≥ 1.</param>
    /// <param name="layers">How many layers, ≥ 1.</param>
    /// <param name="sigmaW2">σw² of each layer, n times the variance of a weight; ≥ 0.</param>
    /// <param name="activatesFirst">Whether φ stands before the first layer too.</param>
    /// <returns>The branch, without biases.</returns>
    public static ResidualBranch Of(Activation activation, int width, int layers, double sigmaW2, bool activatesFirst)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(width, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(layers, 1);
        ArgumentOutOfRangeException.ThrowIfNegative(sigmaW2);
        SignalLayer layer = new() { FanIn = width, FanOut = width, WeightVariance = sigmaW2 / width };
        return new(activation, [.. Enumerable.Repeat(layer, layers)], activatesFirst);
    }

    /// <summary>The branch as Fixup starts it: the last layer 0, the others scaled for the number of blocks.</summary>
    /// <param name="blocks">L, the residual blocks of the network; ≥ 1.</param>
    /// <returns>A branch that gives 0, so that the block is the identity in both directions.</returns>
    /// <remarks>
    /// Weights of the other layers are multiplied by <c>L^(−1/(2m − 2))</c>, m the layers of the branch: Zhang, Dauphin and Ma, "Fixup
    /// initialization", 2019, https://arxiv.org/abs/1901.09321. A branch of one layer has no others.
    /// </remarks>
    public ResidualBranch Fixup(int blocks)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(blocks, 1);
        int last = Layers.Length - 1;
        double factor = last == 0 ? 1 : Elementary.Pow(blocks, -1.0 / last);
        return this with { Layers = [.. Layers.Select((layer, i) => layer with { WeightVariance = i == last ? 0 : layer.WeightVariance * factor })] };
    }

    /// <summary>The second moment that the branch gives for an input of second moment h.</summary>
    /// <param name="h">The second moment of x; &gt; 0.</param>
    /// <returns>E branch(x)², ≥ 0.</returns>
    public double Forward(double h) => Forward(h, new(Activation));

    /// <summary>The same with panels that are already cut.</summary>
    internal double Forward(double h, ActivationPanels panels)
    {
        double signal = h;
        for (int i = 0; i < Layers.Length; i++)
        {
            signal = Layers[i].SigmaW2 * (Activates(i) ? BlockMoments.Of(panels, signal).Square : signal) + Layers[i].BiasVariance;
        }

        return signal;
    }

    /// <summary>By how much the branch multiplies the second moment of a gradient on its way back.</summary>
    /// <param name="h">The second moment of x; &gt; 0.</param>
    /// <returns>The product over layers of <c>n_out·E w²·E φ′²</c>, ≥ 0.</returns>
    public double Backward(double h) => Backward(h, new(Activation));

    /// <summary>The same with panels that are already cut.</summary>
    internal double Backward(double h, ActivationPanels panels)
    {
        (double signal, double gain) = (h, 1);
        for (int i = 0; i < Layers.Length; i++)
        {
            (double square, double slope) = Activates(i) ? BlockMoments.Of(panels, signal) : (signal, 1);
            gain *= Layers[i].FanOut * Layers[i].WeightVariance * slope;
            signal = Layers[i].SigmaW2 * square + Layers[i].BiasVariance;
        }

        return gain;
    }

    /// <summary>The covariance that the branch gives for two inputs.</summary>
    /// <param name="h">The second moment of either; &gt; 0.</param>
    /// <param name="c">Their correlation, −1 … 1.</param>
    /// <returns>E branch(x)·branch(x′), with the same weights and biases.</returns>
    public double Covariance(double h, double c) => Covariance(h, c, new(Activation));

    /// <summary>The same with panels that are already cut.</summary>
    internal double Covariance(double h, double c, ActivationPanels panels)
    {
        (double signal, double shared) = (h, c * h);
        for (int i = 0; i < Layers.Length; i++)
        {
            double pair = Activates(i) && signal > 0 ? PairMoments.Of(panels, signal, signal, Math.Clamp(shared, -signal, signal)).Product : shared;
            shared = Layers[i].SigmaW2 * pair + Layers[i].BiasVariance;
            signal = Layers[i].SigmaW2 * (Activates(i) ? BlockMoments.Of(panels, signal).Square : signal) + Layers[i].BiasVariance;
        }

        return shared;
    }

    private bool Activates(int layer) => layer > 0 || ActivatesFirst;
}
