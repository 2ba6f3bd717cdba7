using Evenkeel.Functions;

namespace Evenkeel.MeanField.Widths;

/// <summary>The means of layers one after another, computed once where depth has come to a fixed point.</summary>
/// <param name="activation">φ.</param>
internal sealed class SettledMoments(Activation activation)
{
    /// <summary>A difference, as a share, that rounding alone may make.</summary>
    private const double Settled = 1e-14;

    private WidthMoments moments;
    private double computed = double.NaN;

    /// <summary>φ.</summary>
    public Activation Activation => activation;

    /// <summary>The means at a second moment.</summary>
    /// <param name="q">The second moment; positive and finite.</param>
    /// <returns>Those of the layer before where q differs by no more than 10⁻¹⁴ of itself from where they were computed.</returns>
    public WidthMoments At(double q)
    {
        if (!(Math.Abs(q - computed) <= Settled * q))
        {
            (moments, computed) = (WidthMoments.Of(activation, q), q);
        }

        return moments;
    }
}
