namespace Evenkeel.MeanField;

/// <summary>How likely rectified units are all dead before training begins.</summary>
/// <remarks>
/// Lu, Shin, Su and Karniadakis, "Dying ReLU and initialization", 2020, https://arxiv.org/abs/1903.06733: where weights are symmetric about 0
/// and biases 0, each unit is inactive on a given input with probability ½, and a layer of inactive units makes the output constant.
/// </remarks>
public static class BornDead
{
    /// <summary>The probability that on one input some hidden layer has no active unit.</summary>
    /// <param name="widths">The units of each hidden layer; ≥ 1 each.</param>
    /// <returns><c>1 − ∏ (1 − 2^−n)</c>, in [0, 1]: exact for one input and zero biases, and at least the probability that the network is constant over many inputs.</returns>
    /// <exception cref="ArgumentOutOfRangeException">A width is below 1.</exception>
    public static double Probability(ReadOnlySpan<int> widths)
    {
        double alive = 1;
        double dead = 0;
        foreach (int width in widths)
        {
            ArgumentOutOfRangeException.ThrowIfLessThan(width, 1, nameof(widths));

            // Summed rather than taken from 1, so that wide layers' small shares are not lost.
            double layer = Math.ScaleB(1, -width);
            dead += alive * layer;
            alive *= 1 - layer;
        }

        return dead;
    }

    /// <summary>The probability that a stack as theory sees it is born dead.</summary>
    /// <param name="path">The stack.</param>
    /// <returns>The probability for one input; 0 where the activation is not relu, whose slope alone is 0 on a half-line.</returns>
    public static double Probability(SignalPath path)
    {
        ArgumentNullException.ThrowIfNull(path);
        return path.Activation is Functions.Relu ? Probability([.. path.Layers.AsSpan()[..^1].ToArray().Select(layer => layer.FanOut)]) : 0;
    }
}
