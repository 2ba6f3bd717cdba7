namespace Evenkeel.Numerics;

public static partial class Elementary
{
    /// <summary>The error function.</summary>
    /// <param name="x">Any number.</param>
    /// <returns>erf x = 2/√π·∫₀ˣ e^{−t²} dt, within ERFULP ulp; ±1 at ±∞.</returns>
    /// <remarks>Below 0.85 <c>x + x·P(x²)</c>, a minimax fit of this project; above, <c>1 − erfc x</c>.</remarks>
    public static double Erf(double x)
    {
        double magnitude = Math.Abs(x);
        double erf = magnitude < 0.85
            ? Math.FusedMultiplyAdd(magnitude, Polynomial(x * x, ErfSeries), magnitude)
            : 1 - ErfcOfLarge(magnitude);
        return Math.CopySign(erf, x);
    }

    /// <summary>The complement of the error function, without loss where it is small.</summary>
    /// <param name="x">Any number.</param>
    /// <returns>erfc x = 1 − erf x, within ERFCULP ulp; 0 at ∞ and 2 at −∞.</returns>
    /// <remarks>Above 0.85 <c>e^{−x²}·P((x − 4)/(x + 4)) / (1 + 2x)</c>, a minimax fit of this project.</remarks>
    public static double Erfc(double x) => x < 0.85 ? 1 - Erf(x) : ErfcOfLarge(x);

    private static double ErfcOfLarge(double x)
    {
        if (x > 28)
        {
            return 0;
        }

        (double square, double rest) = ExactProduct(x, x);
        double bell = Exp(-square);
        double scaled = Polynomial((x - 4) / (x + 4), ErfcxSeries) / Math.FusedMultiplyAdd(2, x, 1);
        return Math.FusedMultiplyAdd(-rest, scaled, scaled) * bell;
    }

    private static ReadOnlySpan<double> ErfSeries =>
    [
        0.1283791670955126, -0.37612638903183726, 0.11283791670953704, -0.026866170644806613, 0.005223977621603033,
        -0.0008548326754910536, 0.00012055321041924503, -1.4925299734412775e-05, 1.6455213870913478e-06, -1.6275475662722265e-07,
        1.4046045430273348e-08, -8.481846667191277e-10,
    ];

    private static ReadOnlySpan<double> ErfcxSeries =>
    [
        1.2329951186255526, -0.13962111684056247, 0.015379652102621516, 0.06809705425468426, -0.10103906603643636,
        0.09373283499874946, -0.06633036580840673, 0.03716751552859769, -0.01619773411360884, 0.0050319700885875975,
        -0.000757772820069888, -0.00019925753654486135, 0.00015061929230318895, -2.4395133576210835e-05, -1.1214597570893528e-05,
        5.697052684856254e-06, 2.8010837124039224e-07, -8.008651586199407e-07, 8.776501136257508e-08, 8.272691673938371e-08,
        -2.1657742403379504e-08,
    ];
}
