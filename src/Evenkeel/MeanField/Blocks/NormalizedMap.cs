using Evenkeel.Functions;
using Evenkeel.MeanField.Integrals;

namespace Evenkeel.MeanField.Blocks;

/// <summary>What a stack of layers <c>W·φ(norm(z)) + b</c> makes of gradients and correlation, in the limit of infinite width.</summary>
/// <param name="Activation">φ.</param>
/// <param name="Normalization">Over what z is normalized.</param>
/// <param name="SigmaW2">σw²; &gt; 0.</param>
/// <param name="SigmaB2">σb²; ≥ 0. Batch normalization takes biases off with the mean.</param>
/// <remarks>
/// Every layer sees q = 1. On its way back a gradient is multiplied by <c>σw²·E φ′²</c> and divided by the variance that is normalized away:
/// <code>
/// units:  χ = σw²·E φ′² / (σw²·E φ² + σb²)        batch:  χ = E φ′² / (E φ² − E φ(u)φ(v)),  u, v of two samples of the batch
/// </code>
/// Samples of a large batch are uncorrelated once their mean is taken off, so that the batch's denominator is Var φ: for ReLU
/// <c>χ = π/(π − 1) = 1.4669</c>, whatever the weights: Yang, Pennington, Rao, Sohl-Dickstein and Schoenholz, "A mean field theory of batch
/// normalization", 2019, https://arxiv.org/abs/1902.08129.
/// </remarks>
public sealed record NormalizedMap(Activation Activation, LayerNormalization Normalization, double SigmaW2 = 1, double SigmaB2 = 0)
{
    /// <summary>χ, by how much the second moment of ∂C/∂norm(z) grows per layer on its way back.</summary>
    public double BackwardGrowth => Growth(0);

    /// <summary>χ where two samples of the batch are still correlated, as before the first normalization over it.</summary>
    /// <param name="c">Their correlation, −1 … 1, below 1; over units it does not matter.</param>
    /// <returns>The growth per layer; infinite where the samples are equal.</returns>
    public double Growth(double c)
    {
        ActivationMoments moments = ActivationMoments.Of(Activation);
        return Normalization == LayerNormalization.Units
            ? SigmaW2 * moments.SlopeSecondMoment / (SigmaW2 * moments.SecondMoment + SigmaB2)
            : moments.SlopeSecondMoment / (c == 0 ? moments.Variance : moments.SecondMoment - PairMoments.Of(Activation, 1, 1, c).Product);
    }

    /// <summary>The correlation of two samples behind a layer.</summary>
    /// <param name="c">Their correlation before it, −1 … 1.</param>
    /// <returns>c′; 0 over a large batch, all pairs of which are equally correlated.</returns>
    public double NextCorrelation(double c)
    {
        if (Normalization == LayerNormalization.Batch)
        {
            return 0;
        }

        ActivationPanels panels = new(Activation);
        return (SigmaW2 * PairMoments.Of(panels, 1, 1, c).Product + SigmaB2) / (SigmaW2 * BlockMoments.Of(panels, 1).Square + SigmaB2);
    }
}
