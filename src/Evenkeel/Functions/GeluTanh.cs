using System.Runtime.CompilerServices;
using Evenkeel.Numerics;

namespace Evenkeel.Functions;

/// <summary>The Gaussian error linear unit, by the approximation through tanh.</summary>
/// <remarks>
/// Hendrycks and Gimpel 2016, https://arxiv.org/abs/1606.08415; computed as <c>z·σ(2√(2/π)·(z + 0.044715·z³))</c>, which is the same.
/// </remarks>
internal sealed class GeluTanh() : ElementwiseActivation<GeluTanh.Kernel>(new())
{
    public override string Name => "gelu-tanh";

    public override string Formula => "z/2·(1 + tanh(√(2/π)·(z + 0.044715·z³)))";

    public override double SteepestSlope => 1.1289930686587718;

    public override bool Saturates => false;

    public override double Value(double z)
    {
        double bounded = Math.Clamp(z, -50, 50);
        return Math.Max(z, -50) * Share(Rate * bounded * (1 + Cubic * bounded * bounded));
    }

    public override double Slope(double z)
    {
        double bounded = Math.Clamp(z, -50, 50);
        double argument = Rate * bounded * (1 + Cubic * bounded * bounded);
        double steepness = Rate * (1 + 3 * Cubic * bounded * bounded);
        return Share(argument) + bounded * Share(argument) * Share(-argument) * steepness;
    }

    private const double Rate = 1.5957691216057308;
    private const double Cubic = 0.044715;

    private static double Share(double x) => 1 / (1 + Elementary.Exp(-x));

    internal readonly struct Kernel : IActivationKernel
    {
        public static SlopeReads SlopeReads => SlopeReads.PreActivation;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public T Value<T>(T z)
            where T : struct, ILanes<T>
        {
            T bounded = LaneFunctions.AtMost(LaneFunctions.AtLeast(z, -50), 50);
            T curve = T.MultiplyAdd(bounded * bounded, T.Broadcast((float)(Rate * Cubic)), T.Broadcast((float)Rate));
            return LaneFunctions.AtLeast(z, -50) * LaneFunctions.Sigmoid(bounded * curve);
        }

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public T Slope<T>(T z, T a)
            where T : struct, ILanes<T>
        {
            T bounded = LaneFunctions.AtMost(LaneFunctions.AtLeast(z, -50), 50);
            T square = bounded * bounded;
            T curve = T.MultiplyAdd(square, T.Broadcast((float)(Rate * Cubic)), T.Broadcast((float)Rate));
            T steepness = T.MultiplyAdd(square, T.Broadcast((float)(3 * Rate * Cubic)), T.Broadcast((float)Rate));
            T share = LaneFunctions.Sigmoid(bounded * curve, out T slope);
            return T.MultiplyAdd(bounded * steepness, slope, share);
        }
    }
}
