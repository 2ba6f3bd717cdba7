using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using Evenkeel.Numerics;

namespace Evenkeel.Functions;

/// <summary>The rectifier.</summary>
/// <remarks>Nair and Hinton, "Rectified linear units improve restricted Boltzmann machines", 2010. The slope at the kink is 0.</remarks>
internal sealed class Relu() : ElementwiseActivation<Relu.Kernel>(new())
{
    public override string Name => "relu";

    public override string Formula => "max(z, 0)";

    public override double SteepestSlope => 1;

    public override bool Saturates => false;

    public override ImmutableArray<double> Kinks => [0];

    internal override KernelError? KernelError => Functions.KernelError.None;

    public override double Value(double z) => z <= 0 ? 0 : z;

    public override double Slope(double z) => z > 0 ? 1 : z <= 0 ? 0 : z;

    internal readonly struct Kernel : IActivationKernel
    {
        public static SlopeReads SlopeReads => SlopeReads.Activation;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public T Value<T>(T z)
            where T : struct, ILanes<T> => LaneFunctions.AtLeast(z, 0);

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public T Slope<T>(T z, T a)
            where T : struct, ILanes<T> => LaneFunctions.WhereNumber(a, T.Select(T.Less(T.Broadcast(0), a), T.Broadcast(1), T.Broadcast(0)));
    }
}
