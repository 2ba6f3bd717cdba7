using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using Evenkeel.Numerics;

namespace Evenkeel.Functions;

/// <summary>The identity, cut off at −1 and 1.</summary>
internal sealed class HardTanh() : ElementwiseActivation<HardTanh.Kernel>(new())
{
    public override string Name => "hard-tanh";

    public override string Formula => "min(max(z, −1), 1)";

    public override double SteepestSlope => 1;

    public override bool Saturates => true;

    public override ImmutableArray<double> Kinks => [-1, 1];

    internal override KernelError? KernelError => Functions.KernelError.None;

    public override double Value(double z) => Math.Clamp(z, -1, 1);

    public override double Slope(double z) => double.IsNaN(z) ? z : z > -1 && z <= 1 ? 1 : 0;

    internal readonly struct Kernel : IActivationKernel
    {
        public static SlopeReads SlopeReads => SlopeReads.PreActivation;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public T Value<T>(T z)
            where T : struct, ILanes<T> => LaneFunctions.AtMost(LaneFunctions.AtLeast(z, -1), 1);

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public T Slope<T>(T z, T a)
            where T : struct, ILanes<T>
        {
            T zero = T.Broadcast(0);
            T one = T.Broadcast(1);
            T belowTop = T.Select(T.Less(one, z), zero, one);
            return LaneFunctions.WhereNumber(z, T.Select(T.Less(-one, z), belowTop, zero));
        }
    }
}
