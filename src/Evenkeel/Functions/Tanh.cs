using System.Runtime.CompilerServices;
using Evenkeel.Numerics;

namespace Evenkeel.Functions;

/// <summary>The hyperbolic tangent.</summary>
internal sealed class Tanh() : ElementwiseActivation<Tanh.Kernel>(new())
{
    public override string Name => "tanh";

    public override string Formula => "tanh z";

    public override double SteepestSlope => 1;

    public override bool Saturates => true;

    internal override KernelError? KernelError => new(2.6, double.PositiveInfinity, 2.6);

    public override double Value(double z) => Elementary.Tanh(z);

    public override double Slope(double z)
    {
        double fall = Elementary.Exp(-2 * Math.Abs(z));
        return 4 * fall / ((1 + fall) * (1 + fall));
    }

    internal readonly struct Kernel : IActivationKernel
    {
        public static SlopeReads SlopeReads => SlopeReads.Activation;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public T Value<T>(T z)
            where T : struct, ILanes<T> => LaneFunctions.Tanh(z);

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public T Slope<T>(T z, T a)
            where T : struct, ILanes<T> => T.MultiplyAdd(-a, a, T.Broadcast(1));
    }
}
