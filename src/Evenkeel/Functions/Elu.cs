using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using Evenkeel.Numerics;

namespace Evenkeel.Functions;

/// <summary>The exponential linear unit.</summary>
/// <remarks>
/// Clevert, Unterthiner and Hochreiter, "Fast and accurate deep network learning by exponential linear units", 2016,
/// https://arxiv.org/abs/1511.07289.
/// </remarks>
internal sealed class Elu(double alpha) : ElementwiseActivation<Elu.Kernel>(new((float)alpha))
{
    public override string Name => alpha == UsualAlpha ? "elu" : FormattableString.Invariant($"elu({alpha})");

    public override string Formula => FormattableString.Invariant($"z > 0 ? z : {alpha}·(e^z − 1)");

    public override double SteepestSlope => Math.Max(1, alpha);

    public override bool Saturates => false;

    public override ImmutableArray<double> Kinks => [0];

    internal override KernelError? KernelError => alpha == UsualAlpha ? new(1, double.PositiveInfinity, 0.5) : new(2, double.PositiveInfinity, 1.5);

    public override double Value(double z) => z > 0 ? z : alpha * Elementary.Expm1(z);

    public override double Slope(double z) => z > 0 ? 1 : alpha * Elementary.Exp(z);

    /// <summary>How far below 0 it goes.</summary>
    public double Alpha => alpha;

    public const double UsualAlpha = 1;

    internal readonly struct Kernel(float alpha) : IActivationKernel
    {
        public static SlopeReads SlopeReads => SlopeReads.Activation;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public T Value<T>(T z)
            where T : struct, ILanes<T>
        {
            T zero = T.Broadcast(0);
            T fall = LaneFunctions.Expm1OfNegative(LaneFunctions.AtMost(z, 0)) * T.Broadcast(alpha);
            return T.Select(T.Less(zero, z), z, fall);
        }

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public T Slope<T>(T z, T a)
            where T : struct, ILanes<T> => T.Select(T.Less(T.Broadcast(0), a), T.Broadcast(1), a + T.Broadcast(alpha));
    }
}
