using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using Evenkeel.Numerics;

namespace Evenkeel.Functions;

/// <summary>The rectifier with a small slope below 0.</summary>
/// <remarks>Maas, Hannun and Ng, "Rectifier nonlinearities improve neural network acoustic models", 2013.</remarks>
internal sealed class LeakyRelu(double slope) : ElementwiseActivation<LeakyRelu.Kernel>(new((float)slope))
{
    public override string Name => slope == UsualSlope ? "leaky-relu" : FormattableString.Invariant($"leaky-relu({slope})");

    public override string Formula => FormattableString.Invariant($"z > 0 ? z : {slope}·z");

    public override double SteepestSlope => 1;

    public override bool Saturates => false;

    public override ImmutableArray<double> Kinks => [0];

    internal override KernelError? KernelError => new(1.5, 0.5, 0.5);

    public override double Value(double z) => z > 0 ? z : slope * z;

    public override double Slope(double z) => z > 0 ? 1 : z <= 0 ? slope : z;

    /// <summary>The slope below 0.</summary>
    public double SlopeBelow => slope;

    public const double UsualSlope = 0.01;

    internal readonly struct Kernel(float slope) : IActivationKernel
    {
        public static SlopeReads SlopeReads => SlopeReads.Activation;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public T Value<T>(T z)
            where T : struct, ILanes<T> => T.Select(T.Less(T.Broadcast(0), z), z, z * T.Broadcast(slope));

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public T Slope<T>(T z, T a)
            where T : struct, ILanes<T> => LaneFunctions.WhereNumber(a, T.Select(T.Less(T.Broadcast(0), a), T.Broadcast(1), T.Broadcast(slope)));
    }
}
