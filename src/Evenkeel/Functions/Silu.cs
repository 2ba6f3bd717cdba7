using System.Runtime.CompilerServices;
using Evenkeel.Numerics;

namespace Evenkeel.Functions;

/// <summary>The sigmoid linear unit, also called swish.</summary>
/// <remarks>
/// Elfwing, Uchibe and Doya, "Sigmoid-weighted linear units for neural network function approximation", 2017,
/// https://arxiv.org/abs/1702.03118.
/// </remarks>
internal sealed class Silu() : ElementwiseActivation<Silu.Kernel>(new())
{
    public override string Name => "silu";

    public override string Formula => "z / (1 + e^−z)";

    public override double SteepestSlope => 1.0998393201288669;

    public override bool Saturates => false;

    internal override KernelError? KernelError => new(3.3, double.PositiveInfinity, 1.7);

    public override double Value(double z) => Math.Max(z, -800) / (1 + Elementary.Exp(-z));

    public override double Slope(double z)
    {
        double fall = Elementary.Exp(-Math.Abs(z));
        double share = (z < 0 ? fall : 1) / (1 + fall);
        return share + Math.Clamp(z, -800, 800) * fall / ((1 + fall) * (1 + fall));
    }

    internal readonly struct Kernel : IActivationKernel
    {
        public static SlopeReads SlopeReads => SlopeReads.PreActivation;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public T Value<T>(T z)
            where T : struct, ILanes<T> => LaneFunctions.TimesSigmoid(LaneFunctions.AtLeast(z, -120), LaneFunctions.AtMost(T.Abs(z), 120), T.Broadcast(0));

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public T Slope<T>(T z, T a)
            where T : struct, ILanes<T>
        {
            T share = LaneFunctions.Sigmoid(z, out T slope);
            T bounded = LaneFunctions.AtMost(LaneFunctions.AtLeast(z, -200), 200);
            return T.MultiplyAdd(bounded, slope, share);
        }
    }
}
