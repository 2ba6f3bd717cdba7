using Evenkeel.Functions;
using Evenkeel.Numerics;

namespace Evenkeel.MeanField.Integrals;

/// <summary>What the variance map needs of an activation at one variance.</summary>
/// <param name="Mean">E φ(z).</param>
/// <param name="Power">E φ(z)².</param>
/// <param name="PowerSlope">dE φ²/dq.</param>
/// <param name="SlopePower">E φ′(z)².</param>
internal readonly record struct LineMoments(double Mean, double Power, double PowerSlope, double SlopePower)
{
    /// <summary>The moments for z ~ N(0, q), q &gt; 0.</summary>
    /// <remarks>
    /// <c>dE φ²/dq = E[(φ² − φ(0)²)(z²/q − 1)]/(2q)</c>, by parts twice: it needs no slope and counts jumps; the constant under it, which
    /// changes nothing, keeps digits where q is small.
    /// </remarks>
    public static LineMoments Of(ActivationPanels panels, double q)
    {
        Activation activation = panels.Activation;
        switch (activation)
        {
            case Linear:
                return new(0, q, 1, 1);
            case Relu or LeakyRelu:
                ActivationMoments leaky = ClosedMoments.Of(activation, q)!.Value;
                return new(leaky.Mean, leaky.SecondMoment, leaky.SlopeSecondMoment, leaky.SlopeSecondMoment);
            case Sin sin:
                ActivationMoments sine = ClosedMoments.Of(activation, q)!.Value;
                double square = sin.Frequency * sin.Frequency;
                return new(sine.Mean, sine.SecondMoment, square * Elementary.Exp(-2 * square * q), sine.SlopeSecondMoment);
            case Erf:
                ActivationMoments error = ClosedMoments.Of(activation, q)!.Value;
                return new(error.Mean, error.SecondMoment, error.SlopeSecondMoment / (1 + 2 * q), error.SlopeSecondMoment);
        }

        double atZero = activation.Value(0);
        Sums sums = new(activation, double.IsFinite(atZero) ? atZero : 0);
        try
        {
            panels.AddUp(0, Math.Sqrt(q), ref sums);
        }
        catch (QuadratureException problem)
        {
            throw new QuadratureException($"The variance map of '{activation.Name}' cannot be computed. {problem.Message}");
        }

        double slopePower = panels.IsSteep ? double.PositiveInfinity : sums.SlopePower;
        return ClosedMoments.Of(activation, q) is { } closed
            ? new(closed.Mean, closed.SecondMoment, sums.Bend / (2 * q), closed.SlopeSecondMoment)
            : new(sums.Mean, sums.Power, sums.Bend / (2 * q), slopePower);
    }

    /// <summary>The moments in the limit of q = 0.</summary>
    public static LineMoments AtZero(ActivationPanels panels)
    {
        double value = panels.Activation.Value(0);
        double left = panels.Activation.Slope(0);
        double right = panels.Kinks.Contains(0) ? panels.Activation.Slope(Beside) : left;
        bool bends = Math.Abs(right - left) > 1e-9;
        right = bends ? right : left;
        double slopePower = 0.5 * (left * left + right * right);
        (double below, double above) = panels.Jumps ? (panels.Activation.Value(-Beside), panels.Activation.Value(Beside)) : (value, value);

        // E φ² = ½(φ(0−)² + φ(0+)²) + √(2q/π)·(φ′(0+)φ(0+) − φ′(0−)φ(0−)) + …: a jump between values of one square leaves no trace.
        bool isInfinite = Math.Abs(0.5 * (below * below + above * above) - value * value) > 1e-6 || Math.Abs(right * above - left * below) > 1e-9;
        double slope = isInfinite ? double.PositiveInfinity : value == 0 ? slopePower : Of(panels, Beside).PowerSlope;
        return double.IsFinite(value) && double.IsFinite(slopePower)
            ? new(value, value * value, slope, slopePower)
            : throw new QuadratureException($"The variance map of '{panels.Activation.Name}' cannot be computed: the function or its slope is not finite at 0.");
    }

    /// <summary>A step off a kink at 0, over which a slope changes by no more than 10⁻¹¹.</summary>
    private const double Beside = 1e-12;

    private struct Sums(Activation activation, double atZero) : INodeSums
    {
        public double Mean;
        public double Power;
        public double Bend;
        public double SlopePower;

        public readonly double Magnitude => Power + SlopePower;

        public void Add(double x, double z, double weight)
        {
            double value = activation.Value(x);
            double slope = activation.Slope(x);
            Mean += weight * value;
            Power += weight * value * value;
            Bend += weight * (value - atZero) * (value + atZero) * (z - 1) * (z + 1);
            SlopePower += weight * slope * slope;
        }
    }
}
