using System.Runtime.CompilerServices;
using Evenkeel.Numerics;

namespace Evenkeel.Functions;

/// <summary>The Gaussian error linear unit, exact.</summary>
/// <remarks>Hendrycks and Gimpel, "Gaussian error linear units", 2016, https://arxiv.org/abs/1606.08415. Steepest at z = √2.</remarks>
internal sealed class Gelu() : ElementwiseActivation<Gelu.Kernel>(new())
{
    public override string Name => "gelu";

    public override string Formula => "z·Φ(z)";

    public override double SteepestSlope => 1.1289041451851548;

    public override bool Saturates => false;

    internal override KernelError? KernelError => new(4.6, double.PositiveInfinity, 1.5);

    public override double Value(double z) => Math.Max(z, -40) * Cdf(z);

    public override double Slope(double z) => Cdf(z) + Math.Clamp(z, -40, 40) * Elementary.Exp(-0.5 * z * z) * DensityAtZero;

    private const double DensityAtZero = 0.39894228040143268;

    private static double Cdf(double z) => 0.5 * Elementary.Erfc(z * -0.70710678118654752);

    internal readonly struct Kernel : IActivationKernel
    {
        public static SlopeReads SlopeReads => SlopeReads.PreActivation;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public T Value<T>(T z)
            where T : struct, ILanes<T> => LaneFunctions.TimesNormalCdf(z);

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public T Slope<T>(T z, T a)
            where T : struct, ILanes<T>
        {
            T cdf = LaneFunctions.NormalCdf(z, out T bell);
            T bounded = LaneFunctions.AtMost(LaneFunctions.AtLeast(z, -20), 20);
            return T.MultiplyAdd(bounded * T.Broadcast((float)DensityAtZero), bell, cdf);
        }
    }
}
