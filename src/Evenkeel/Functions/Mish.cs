using System.Runtime.CompilerServices;
using Evenkeel.Numerics;

namespace Evenkeel.Functions;

/// <summary>A smooth rectifier that dips below 0.</summary>
/// <remarks>
/// Misra, "Mish: a self regularized non-monotonic activation function", 2019, https://arxiv.org/abs/1908.08681; with <c>e = e^z</c>,
/// <c>tanh(ln(1 + e)) = e(e + 2) / (e(e + 2) + 2)</c>.
/// </remarks>
internal sealed class Mish() : ElementwiseActivation<Mish.Kernel>(new())
{
    public override string Name => "mish";

    public override string Formula => "z·tanh(ln(1 + e^z))";

    public override double SteepestSlope => 1.0884981612518617;

    public override bool Saturates => false;

    internal override KernelError? KernelError => new(4.3, double.PositiveInfinity, 1.8);

    public override double Value(double z)
    {
        double e = Elementary.Exp(Math.Min(z, 40));
        return Math.Max(z, -800) * (e * (e + 2) / (e * (e + 2) + 2));
    }

    public override double Slope(double z)
    {
        double e = Elementary.Exp(Math.Min(z, 40));
        double n = e * (e + 2);
        return n / (n + 2) + Math.Clamp(z, -800, 40) * 4 * e * (1 + e) / (n + 2) / (n + 2);
    }

    internal readonly struct Kernel : IActivationKernel
    {
        public static SlopeReads SlopeReads => SlopeReads.PreActivation;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public T Value<T>(T z)
            where T : struct, ILanes<T>
        {
            // On the left e^z stays in two parts to the end, so that what z multiplies has not lost digits as a denormal.
            T bounded = LaneFunctions.AtLeast(z, -120);
            T mantissa = LaneFunctions.ExpInParts(LaneFunctions.AtMost(bounded, 20), T.Broadcast(0), out T power);
            T e = LaneFunctions.Scale(mantissa, power);
            T two = T.Broadcast(2);
            T isLeft = T.Less(z, T.Broadcast(0));
            T share = T.Select(isLeft, mantissa, e) * (e + two) / (e * (e + two) + two);
            T value = bounded * share;
            return T.Select(isLeft, LaneFunctions.Scale(value, power), value);
        }

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public T Slope<T>(T z, T a)
            where T : struct, ILanes<T>
        {
            T e = LaneFunctions.ExpBelowOverflow(LaneFunctions.AtMost(z, 20));
            T n = e * (e + T.Broadcast(2));
            T inverse = T.Broadcast(1) / (n + T.Broadcast(2));
            T bounded = LaneFunctions.AtMost(LaneFunctions.AtLeast(z, -200), 20);
            T bend = T.Broadcast(4) * e * (e + T.Broadcast(1)) * inverse * inverse;
            return T.MultiplyAdd(bounded, bend, n * inverse);
        }
    }
}
