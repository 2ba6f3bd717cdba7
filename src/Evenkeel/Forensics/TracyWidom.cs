using Evenkeel.Numerics;

namespace Evenkeel.Forensics;

/// <summary>The law of the largest eigenvalue of a large random symmetric real matrix, about its edge: Tracy and Widom's for β = 1.</summary>
/// <remarks>
/// Tracy and Widom, "On orthogonal and symplectic matrix ensembles", 1996, https://doi.org/10.1007/BF02099545. The table of ln(1 − F₁) is
/// computed from a Fredholm determinant by <c>tests/oracle/tracy-widom</c> and interpolated by cubics.
/// </remarks>
public static class TracyWidom
{
    /// <summary>The mean of the law.</summary>
    public const double Mean = -1.2065335745820;

    /// <summary>The variance of the law.</summary>
    public const double Variance = 1.6077810345810;

    private const double First = -6;
    private const double Step = 0.5;

    /// <summary>ln(1 − F₁(s)) at s = −6, −5.5, …, 12.</summary>
    private static ReadOnlySpan<double> LogUpper =>
    [
        -2.7073229930723122e-06, -3.287562874204676e-05, -0.0002779563812177356, -0.001687574188793657, -0.007596458769816613, -0.026235302592768916,
        -0.07214080553711773, -0.16414110236567017, -0.3206464053979214, -0.5555193432245382, -0.8765650873733664, -1.286235660854008,
        -1.7832442242694362, -2.36415398521535, -3.024568817065116, -3.7598878675842395, -4.5657159505673865, -5.438044531567048,
        -6.373299274817463, -7.368320742683101, -8.420318384311656, -9.526818879909797, -10.68561817503054, -11.894740280489204,
        -13.152403047831637, -14.456990071059192, -15.807027635375167, -17.201165721187415, -18.638162244985516, -20.116869889296755,
        -21.636225015870647, -23.195238267391353, -24.792986548243363, -26.42860613996, -28.10128675690277, -29.810266386252007,
        -31.554826786360813,
    ];

    /// <summary>The share of the law above a point.</summary>
    /// <param name="s">Any number.</param>
    /// <returns>1 − F₁(s), with a relative error below 0.001 up to 12 and below 0.03 beyond, where <c>e^(−⅔s^(3/2))/(4√π·s^(3/4))</c> continues it; 1 below −6.</returns>
    public static double Upper(double s)
    {
        if (double.IsNaN(s)) return double.NaN;
        if (s < First) return 1;
        double last = First + Step * (LogUpper.Length - 1);
        if (s >= last)
        {
            double tail = Asymptote(s) - Asymptote(last) + LogUpper[^1];
            return Elementary.Exp(tail);
        }

        double place = (s - First) / Step;
        int at = Math.Clamp((int)place - 1, 0, LogUpper.Length - 4);
        double t = place - at;
        ReadOnlySpan<double> four = LogUpper.Slice(at, 4);
        double value = four[0] * (t - 1) * (t - 2) * (3 - t) / 6 + four[1] * t * (t - 2) * (t - 3) / 2
            + four[2] * t * (t - 1) * (3 - t) / 2 + four[3] * t * (t - 1) * (t - 2) / 6;
        return Elementary.Exp(Math.Min(0, value));
    }

    /// <summary>The share of the law at most at a point.</summary>
    /// <param name="s">Any number.</param>
    /// <returns>F₁(s), with an absolute error below 0.001.</returns>
    public static double Cdf(double s) => 1 - Upper(s);

    private static double Asymptote(double s) => -2.0 / 3 * s * Math.Sqrt(s) - 0.75 * Elementary.Log(s);
}
