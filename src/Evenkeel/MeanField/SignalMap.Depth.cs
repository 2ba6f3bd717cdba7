using System.Collections.Immutable;
using Evenkeel.Functions;
using Evenkeel.MeanField.Integrals;
using Evenkeel.Numerics;

namespace Evenkeel.MeanField;

public sealed partial class SignalMap
{
    /// <summary>Follows a second moment through depth.</summary>
    /// <param name="q">q¹, that of the first hidden layer's pre-activations; ≥ 0 and finite. <c>σw²·E x² + σb²</c> for an input x.</param>
    /// <param name="depth">How many layers; ≥ 1.</param>
    /// <returns>The layers 1…<paramref name="depth"/>; from where q overflows or the map cannot be computed, q is infinite and χ₁ NaN.</returns>
    /// <exception cref="ArgumentOutOfRangeException">q is negative or not finite, or the depth is below 1.</exception>
    /// <exception cref="QuadratureException">The map cannot be computed at q¹.</exception>
    public ImmutableArray<SignalStep> Follow(double q, int depth)
    {
        RequireDepth(depth);
        ImmutableArray<SignalStep>.Builder steps = ImmutableArray.CreateBuilder<SignalStep>(depth);
        double first = q;
        double backward = 1;
        double? settled = null;
        for (int layer = 1; layer <= depth; layer++)
        {
            (double next, double chi1) = (double.PositiveInfinity, double.NaN);
            try
            {
                (next, chi1) = settled is { } stays ? (q, stays) : double.IsFinite(q) || layer == 1 ? Layer(q) : (next, chi1);
                settled = IsSettled(q, next) ? chi1 : null;
            }
            catch (QuadratureException) when (layer > 1)
            {
                q = double.PositiveInfinity;
            }

            steps.Add(new() { Layer = layer, Q = q, Chi1 = chi1, ForwardGrowth = q / first, BackwardGrowth = backward });
            backward *= chi1;
            q = next;
        }

        return steps.MoveToImmutable();
    }

    /// <summary>Follows two inputs through depth.</summary>
    /// <param name="varianceA">q¹ for the first input; ≥ 0 and finite.</param>
    /// <param name="varianceB">q¹ for the second input; ≥ 0 and finite.</param>
    /// <param name="correlation">Their correlation in the first layer, −1…1.</param>
    /// <param name="depth">How many layers; ≥ 1.</param>
    /// <returns>The layers 1…<paramref name="depth"/>.</returns>
    /// <exception cref="ArgumentOutOfRangeException">A variance is negative or not finite, the correlation is beyond −1…1, or the depth is below 1.</exception>
    /// <exception cref="QuadratureException">The map cannot be computed at a second moment that is met.</exception>
    public ImmutableArray<PairStep> FollowPair(double varianceA, double varianceB, double correlation, int depth)
    {
        RequireDepth(depth);
        if (correlation is not (>= -1 and <= 1))
        {
            throw new ArgumentOutOfRangeException(nameof(correlation), FormattableString.Invariant($"Correlation is {correlation}; it must lie in −1…1."));
        }

        ImmutableArray<PairStep>.Builder steps = ImmutableArray.CreateBuilder<PairStep>(depth);
        (double qa, double qb, double c) = (varianceA, varianceB, correlation);
        steps.Add(new(1, qa, qb, c));
        bool hasSettled = false;
        for (int layer = 2; layer <= depth; layer++)
        {
            if (hasSettled)
            {
                steps.Add(new(layer, qa, qb, c));
                continue;
            }

            (double nextA, double nextB) = (Next(qa), qa == qb ? 0 : Next(qb));
            nextB = qa == qb ? nextA : nextB;
            double scale = Math.Sqrt(nextA) * Math.Sqrt(nextB);
            double before = c;
            c = scale == 0 || double.IsNaN(c) ? double.NaN
                : c == 1 && qa == qb ? 1
                : Math.Clamp(NextCovariance(qa, qb, c * Math.Sqrt(qa) * Math.Sqrt(qb)) / scale, -1, 1);
            hasSettled = IsSettled(qa, nextA) && IsSettled(qb, nextB) && (double.IsNaN(c) || IsSettled(before, c));
            (qa, qb) = (nextA, nextB);
            steps.Add(new(layer, qa, qb, c));
        }

        return steps.MoveToImmutable();
    }

    /// <summary>How correlations come to 1 where χ₁ is 1.</summary>
    /// <param name="q">A fixed point at which χ₁ is 1; positive.</param>
    /// <returns>The law of the approach; null where χ₁ differs from 1 by more than 10⁻³, or φ jumps.</returns>
    /// <exception cref="ArgumentOutOfRangeException">q is not positive and finite.</exception>
    /// <exception cref="QuadratureException">A mean is infinite, or φ″ is not finite where it counts.</exception>
    public CriticalApproach? Approach(double q)
    {
        if (!(q > 0 && double.IsFinite(q)))
        {
            throw new ArgumentOutOfRangeException(nameof(q), FormattableString.Invariant($"Second moment q is {q}; it must be finite and above 0."));
        }

        if (panels.IsRough || !(Math.Abs(Chi(q) - 1) <= 1e-3))
        {
            return null;
        }

        double bend = 0;
        foreach (double kink in Activation.Kinks)
        {
            double step = 1e-9 * Math.Max(1, Math.Abs(kink));
            double jump = Activation.Slope(kink + step) - Activation.Slope(kink - step);
            bend += Math.Abs(jump) <= 1e-6 ? 0 : jump * jump * StandardNormal.Density(kink / Math.Sqrt(q)) / Math.Sqrt(q);
        }

        if (bend > 0)
        {
            bend *= 2.0 / 3 * SigmaW2 * Math.Sqrt(q / Math.PI);
            return new(4 / (bend * bend), 2);
        }

        return new(2 / (SigmaW2 * q * CurvaturePower(q)), 1);
    }

    /// <summary>The curvature of a curve of inputs one layer on.</summary>
    /// <param name="curvature">κ, its squared curvature in this layer: 1/q for a great circle; ≥ 0.</param>
    /// <param name="q">The second moment, at its fixed point; positive and finite.</param>
    /// <returns><c>3χ₂/χ₁² + κ/χ₁</c> with <c>χ₂ = σw²·E φ″²</c>; infinite where φ′ jumps.</returns>
    /// <exception cref="ArgumentOutOfRangeException">q is not positive and finite.</exception>
    /// <exception cref="QuadratureException">A mean is infinite, or φ″ is not finite where it counts.</exception>
    /// <remarks>Poole and others 2016, https://arxiv.org/abs/1606.05340.</remarks>
    public double NextCurvature(double curvature, double q)
    {
        if (!(q > 0 && double.IsFinite(q)))
        {
            throw new ArgumentOutOfRangeException(nameof(q), FormattableString.Invariant($"Second moment q is {q}; it must be finite and above 0."));
        }

        double chi = Chi(q);
        bool bends = Activation.Kinks.Any(kink => Math.Abs(Activation.Slope(kink + 1e-9) - Activation.Slope(kink - 1e-9)) > 1e-6);
        return bends ? double.PositiveInfinity : 3 * SigmaW2 * CurvaturePower(q) / (chi * chi) + curvature / chi;
    }

    /// <summary>E φ″(z)².</summary>
    private double CurvaturePower(double q)
    {
        CurvatureSum sum = new(Activation);
        panels.AddUp(0, Math.Sqrt(q), ref sum);
        return sum.Magnitude;
    }

    /// <summary>A change over a layer, as a share, that rounding alone may make: from there on depth changes nothing.</summary>
    private const double Settled = 1e-14;

    private (double Next, double Chi1) Layer(double q)
    {
        (double next, _, double chi1) = At(q);
        return (next, chi1);
    }

    private static bool IsSettled(double value, double next) => Math.Abs(next - value) <= Settled * Math.Abs(value);

    private static void RequireDepth(int depth)
    {
        if (depth < 1)
        {
            throw new ArgumentOutOfRangeException(nameof(depth), $"Depth is {depth}; it must be at least 1.");
        }
    }

    private struct CurvatureSum(Activation activation) : INodeSums
    {
        private readonly ImmutableArray<double> kinks = activation.Kinks;

        public double Magnitude { get; private set; }

        public void Add(double x, double z, double weight)
        {
            double curvature = NumericSlope.Of(activation.Slope, x, kinks.AsSpan());
            Magnitude += weight * curvature * curvature;
        }
    }
}
