using Evenkeel.Functions;
using Evenkeel.Numerics;

namespace Evenkeel.MeanField.Integrals;

/// <summary>The pair moments that have a closed form.</summary>
internal static class ClosedPairs
{
    /// <summary>The moments of a pair of variances qa and qb and correlation c, or null where quadrature has to give them.</summary>
    public static PairMoments? Of(Activation activation, double qa, double qb, double c) => activation switch
    {
        Linear => new(c * Math.Sqrt(qa * qb), 1),
        Relu => Leaky(qa, qb, c, 0),
        LeakyRelu leaky => Leaky(qa, qb, c, leaky.SlopeBelow),
        Erf => ErrorFunction(qa, qb, c),
        Sin sin => Sine(qa, qb, c, sin.Frequency),
        Gelu => NormalGate(qa, qb, c),
        _ => null,
    };

    private static PairMoments Leaky(double qa, double qb, double c, double slope)
    {
        double scale = Math.Sqrt(qa) * Math.Sqrt(qb);
        double sine = Math.Sqrt((1 - c) * (1 + c));
        double obtuse = Elementary.Atan2(sine, -c);
        double bend = (1 - slope) * (1 - slope);
        return new(
            scale * (bend * (sine + obtuse * c) / (2 * Math.PI) + slope * c),
            bend * obtuse / (2 * Math.PI) + slope);
    }

    private static PairMoments ErrorFunction(double qa, double qb, double c)
    {
        double twice = 2 * c * Math.Sqrt(qa) * Math.Sqrt(qb);

        // (1 + 2qa)(1 + 2qb) − 4k², without the difference of squares.
        double rest = 1 + 2 * (qa + qb) + 4 * qa * qb * (1 - c) * (1 + c);
        return new(2 / Math.PI * Elementary.Atan2(twice, Math.Sqrt(rest)), 4 / Math.PI / Math.Sqrt(rest));
    }

    /// <summary>With <c>e^{−b²(qa+qb)/2}·e^{±b²k}</c> as one power each, which stays in range.</summary>
    private static PairMoments Sine(double qa, double qb, double c, double frequency)
    {
        double square = frequency * frequency;
        double k = c * Math.Sqrt(qa) * Math.Sqrt(qb);
        double half = 0.5 * (qa + qb);
        double near = square * (half - Math.Abs(k));
        double far = 2 * square * Math.Abs(k);
        double decay = Elementary.Exp(-near);
        return new(Math.CopySign(-0.5 * decay * Elementary.Expm1(-far), k), 0.5 * square * decay * (1 + Elementary.Exp(-far)));
    }

    private static PairMoments NormalGate(double qa, double qb, double c)
    {
        double k = c * Math.Sqrt(qa) * Math.Sqrt(qb);
        double product = (1 + qa) * (1 + qb);
        double square = 1 + qa + qb + qa * qb * (1 - c) * (1 + c);
        double root = Math.Sqrt(square);
        double angle = Elementary.Atan2(k, root);
        return new(
            0.25 * k + ((k * k + qa * qb * square) / (product * root) + k * angle) / (2 * Math.PI),
            0.25 + angle / (2 * Math.PI) + k / (2 * Math.PI * root) * (1 / square + (1 - qa * qb) / product + 1));
    }
}
