using System.Runtime.CompilerServices;
using Evenkeel.Numerics;

namespace Evenkeel.Functions;

/// <summary>The smooth rectifier.</summary>
internal sealed class Softplus() : ElementwiseActivation<Softplus.Kernel>(new())
{
    public override string Name => "softplus";

    public override string Formula => "ln(1 + e^z)";

    public override double SteepestSlope => 1;

    public override bool Saturates => false;

    internal override KernelError? KernelError => new(1.9, 2.7, 0.7);

    public override double Value(double z) => (z > 0 ? z : double.IsNaN(z) ? z : 0) + Elementary.Log1p(Elementary.Exp(-Math.Abs(z)));

    public override double Slope(double z)
    {
        double fall = Elementary.Exp(-Math.Abs(z));
        return (z < 0 ? fall : 1) / (1 + fall);
    }

    internal readonly struct Kernel : IActivationKernel
    {
        public static SlopeReads SlopeReads => SlopeReads.Activation;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public T Value<T>(T z)
            where T : struct, ILanes<T> => LaneFunctions.Softplus(z);

        // σ(z) = 1 − e^{−a}: the exponential of what is known spares a division.
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public T Slope<T>(T z, T a)
            where T : struct, ILanes<T> => -LaneFunctions.Expm1OfNegative(-a);
    }
}
