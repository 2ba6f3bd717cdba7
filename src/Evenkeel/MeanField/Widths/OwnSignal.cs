using Evenkeel.MeanField.Integrals;
using Evenkeel.MeanField.TwoSided;

namespace Evenkeel.MeanField.Widths;

/// <summary>What a network shows where theory sees z: <c>αz + β</c>, by the activation that it really has.</summary>
/// <param name="Rescaling">How theory's activation came from the network's; null where they are one.</param>
internal readonly record struct OwnSignal(Rescaling? Rescaling)
{
    private double Alpha => Rescaling?.Alpha ?? 1;

    private double Beta => Rescaling?.Beta ?? 0;

    /// <summary>The second moment that the network shows for q.</summary>
    public double SecondMoment(double q) => Alpha * Alpha * q + Beta * Beta;

    /// <summary>The correlation that it shows for theirs at q.</summary>
    public double Correlation(double q, double c) => Rescaling is null ? c : (Alpha * Alpha * q * c + Beta * Beta) / SecondMoment(q);

    /// <summary>The factor on the second moment of ∂C/∂z in a hidden layer.</summary>
    public double GradientFactor => 1 / (Alpha * Alpha);

    /// <summary>A band about the mean of z² as one about the mean of (αz + β)², whose middle term <c>2αβ·mean z</c> scatters by itself.</summary>
    /// <param name="band">That of mean z².</param>
    /// <param name="deviations">The standard deviations to either end.</param>
    /// <param name="meanVariance">The variance of the mean of z over units and samples.</param>
    public Band Band(Band band, double deviations, double meanVariance)
    {
        if (Rescaling is null)
        {
            return band;
        }

        double middle = SecondMoment(band.Predicted);
        double mixed = 4 * Alpha * Alpha * Beta * Beta * deviations * deviations * meanVariance;
        double square = Alpha * Alpha;
        double Reach(double end) => Math.Sqrt(square * square * (end - band.Predicted) * (end - band.Predicted) + mixed);
        return new(middle, band.Low is { } low ? Math.Max(0, middle - Reach(low)) : null, band.High is { } high ? middle + Reach(high) : null);
    }

    /// <summary>E of the network's own activation squared.</summary>
    /// <param name="store">Theory's activation.</param>
    /// <param name="q">Its variance.</param>
    /// <param name="second">E of theory's activation squared.</param>
    public double ActivationSquare(MomentStore store, double q, double second)
    {
        if (Rescaling is not { } rescaling || !store.Moments(q).AreUsable)
        {
            return second;
        }

        NormalNodes nodes = store.Nodes(q);
        double sum = 0;
        for (int i = 0; i < nodes.Values.Length; i++)
        {
            double own = nodes.Values[i] / rescaling.Gamma - rescaling.Delta;
            sum += nodes.Weights[i] * own * own;
        }

        return sum;
    }
}
