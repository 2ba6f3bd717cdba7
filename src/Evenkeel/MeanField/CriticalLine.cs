using System.Collections.Immutable;
using Evenkeel.Functions;
using Evenkeel.MeanField.Integrals;
using Evenkeel.Numerics;

namespace Evenkeel.MeanField;

/// <summary>The edge of chaos of an activation, as a curve in (σw², σb²) with the second moment q for its parameter.</summary>
/// <remarks>
/// <c>σw² = 1/E φ′²</c>, <c>σb² = q − σw²·E φ²</c>, means over N(0, q): Poole and others 2016, https://arxiv.org/abs/1606.05340. The points are
/// searched for in 0 ≤ q ≤ 10⁶.
/// </remarks>
public sealed class CriticalLine
{
    private readonly ActivationPanels panels;
    private readonly Lazy<ImmutableArray<Sample>> samples;

    /// <summary>Makes the line of an activation.</summary>
    /// <param name="activation">φ.</param>
    public CriticalLine(Activation activation)
        : this(new ActivationPanels(activation))
    {
    }

    internal CriticalLine(ActivationPanels panels)
    {
        this.panels = panels;
        samples = new(Scan);
    }

    /// <summary>φ.</summary>
    public Activation Activation => panels.Activation;

    /// <summary>The critical point that keeps a second moment.</summary>
    /// <param name="q">The second moment; ≥ 0 and finite.</param>
    /// <returns>The point; null where φ is flat, so that gradients vanish at every σw². At 0, the limit.</returns>
    /// <exception cref="ArgumentOutOfRangeException">q is negative or not finite.</exception>
    /// <exception cref="QuadratureException">A mean is infinite, or φ is not finite where it counts.</exception>
    public CriticalPoint? At(double q)
    {
        if (!(q >= 0 && double.IsFinite(q)))
        {
            throw new ArgumentOutOfRangeException(nameof(q), FormattableString.Invariant($"Second moment q is {q}; it must be finite and at least 0."));
        }

        LineMoments moments = q == 0 ? LineMoments.AtZero(panels) : LineMoments.Of(panels, q);
        if (!(moments.SlopePower > 0))
        {
            return null;
        }

        double bias = Bias(q, moments);
        return new()
        {
            Q = q,
            SigmaW2 = 1 / moments.SlopePower,
            SigmaB2 = bias < 0 ? null : bias,
            ChiQ = moments.PowerSlope / moments.SlopePower,
            IsAtEveryQ = IsAtEveryQ,
            IsLeft = q == 0 && LineMoments.Of(panels, BesideZero).PowerSlope / moments.SlopePower > 1 + SlopeNoise,
        };
    }

    /// <summary>The critical points with a given variance of biases.</summary>
    /// <param name="sigmaB2">σb²; ≥ 0 and finite.</param>
    /// <returns>The points in ascending q, none or several; one that stands for all where every q is critical.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The variance is negative or not finite.</exception>
    /// <exception cref="QuadratureException">The moments cannot be computed even for small q.</exception>
    public ImmutableArray<CriticalPoint> ForBias(double sigmaB2)
    {
        if (!(sigmaB2 >= 0 && double.IsFinite(sigmaB2)))
        {
            throw new ArgumentOutOfRangeException(nameof(sigmaB2), FormattableString.Invariant($"Bias variance σb² is {sigmaB2}; it must be finite and at least 0."));
        }

        if (IsAtEveryQ)
        {
            return sigmaB2 == 0 ? [At(1)!] : [];
        }

        ImmutableArray<CriticalPoint>.Builder found = ImmutableArray.CreateBuilder<CriticalPoint>();
        if (sigmaB2 == 0 && panels.Activation.Value(0) == 0 && At(0) is { } atZero)
        {
            found.Add(atZero);
        }

        foreach (double q in Crossings(sample => sample.Bias - sigmaB2, sample => Noise * Math.Min(1, sample.Q)))
        {
            found.Add(At(q)! with { SigmaB2 = sigmaB2 });
        }

        return found.ToImmutable();
    }

    /// <summary>The critical points at which the variance map touches the diagonal: χ_q = χ₁ = 1.</summary>
    /// <returns>The points in ascending q; none for most activations, one each for gelu, silu and mish, where they are the best start there is.</returns>
    /// <exception cref="QuadratureException">The moments cannot be computed even for small q.</exception>
    /// <remarks>Roberts, Yaida and Hanin, "The principles of deep learning theory", 2022, https://arxiv.org/abs/2106.10165, chapter 5.</remarks>
    public ImmutableArray<CriticalPoint> HalfStable() => IsAtEveryQ
        ? []
        : [.. Crossings(sample => sample.ChiQ - 1, _ => SlopeNoise).Select(q => At(q)!).Where(point => point.SigmaB2 is not null)];

    internal bool IsAtEveryQ => samples.Value.All(sample => Math.Abs(sample.Bias) <= Noise * sample.Q);

    private IEnumerable<double> Crossings(Func<Sample, double> quantity, Func<Sample, double> noise)
    {
        double Value(double q) => quantity(Of(q, LineMoments.Of(panels, q)));
        Sample? before = null;
        foreach (Sample sample in samples.Value)
        {
            double value = quantity(sample);
            if (Math.Abs(value) <= noise(sample) || !double.IsFinite(value))
            {
                continue;
            }

            if (before is { } low && Math.Sign(quantity(low)) != Math.Sign(value))
            {
                yield return RootSearch.Between(Value, low.Q, quantity(low), sample.Q, value);
            }

            before = sample;
        }
    }

    private ImmutableArray<Sample> Scan()
    {
        ImmutableArray<Sample>.Builder scanned = ImmutableArray.CreateBuilder<Sample>();
        double ratio = Elementary.Exp(Elementary.Log(10) / PerPowerOfTen);
        for (double q = Lowest; q < Highest; q *= ratio)
        {
            try
            {
                scanned.Add(Of(q, LineMoments.Of(panels, q)));
            }
            catch (QuadratureException) when (scanned.Count > 0)
            {
                break;
            }
        }

        return scanned.ToImmutable();
    }

    private static Sample Of(double q, LineMoments moments) => new(q, Bias(q, moments), moments.PowerSlope / moments.SlopePower);

    private static double Bias(double q, LineMoments moments)
    {
        double bias = q - moments.Power / moments.SlopePower;
        return Math.Abs(bias) <= Noise * q ? 0 : bias;
    }

    /// <summary>Where χ_q of small signals has left the limit at 0 enough to say on which side it lies.</summary>
    private const double BesideZero = 1e-4;

    private const double Lowest = 1e-10;
    private const double Highest = 1.1e6;
    private const int PerPowerOfTen = 12;
    private const double Noise = 1e-13;

    /// <summary>χ_q is 1 in the limit of q = 0 for many activations, which is no touching.</summary>
    private const double SlopeNoise = 1e-8;

    private readonly record struct Sample(double Q, double Bias, double ChiQ);
}
