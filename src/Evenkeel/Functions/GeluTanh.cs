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

    internal override KernelError? KernelError => new(3.5, double.PositiveInfinity, 2);

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
    private const float Start = (float)Rate;
    private const float StartLow = (float)(Rate - Start);
    private const float Bend = (float)(Rate * Cubic);
    private const float BendLow = (float)(Rate * Cubic - Bend);

    private static double Share(double x) => 1 / (1 + Elementary.Exp(-x));

    internal readonly struct Kernel : IActivationKernel
    {
        public static SlopeReads SlopeReads => SlopeReads.PreActivation;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public T Value<T>(T z)
            where T : struct, ILanes<T>
        {
            // The exponential of an argument near −90 would blow its rounding up ninetyfold, so the argument has a low part, to first order.
            T magnitude = LaneFunctions.AtMost(T.Abs(z), 12);
            T square = magnitude * magnitude;
            T growth = square * T.Broadcast(Bend);
            T curve = growth + T.Broadcast(Start);
            T argument = magnitude * curve;

            T squareLow = T.MultiplyAdd(magnitude, magnitude, -square);
            T growthLow = T.MultiplyAdd(square, T.Broadcast(Bend), -growth);
            T grown = curve - T.Broadcast(Start);
            T sumLow = (growth - grown) + (T.Broadcast(Start) - (curve - grown));
            T curveLow = T.MultiplyAdd(square, T.Broadcast(BendLow), T.MultiplyAdd(squareLow, T.Broadcast(Bend), growthLow + sumLow + T.Broadcast(StartLow)));
            T low = T.MultiplyAdd(magnitude, curveLow, T.MultiplyAdd(magnitude, curve, -argument));
            return LaneFunctions.TimesSigmoid(LaneFunctions.AtLeast(z, -12), argument, low);
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
