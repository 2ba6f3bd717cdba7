using System.Runtime.CompilerServices;
using Evenkeel.Numerics;

namespace Evenkeel.Functions;

/// <summary>The identity.</summary>
internal sealed class Linear() : ElementwiseActivation<Linear.Kernel>(new())
{
    public override string Name => "linear";

    public override string Formula => "z";

    public override double SteepestSlope => 1;

    public override bool Saturates => false;

    internal override KernelError? KernelError => Functions.KernelError.None;

    public override double Value(double z) => z;

    public override double Slope(double z) => double.IsNaN(z) ? z : 1;

    internal readonly struct Kernel : IActivationKernel
    {
        public static SlopeReads SlopeReads => SlopeReads.Activation;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public T Value<T>(T z)
            where T : struct, ILanes<T> => z;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public T Slope<T>(T z, T a)
            where T : struct, ILanes<T> => LaneFunctions.WhereNumber(a, T.Broadcast(1));
    }
}
