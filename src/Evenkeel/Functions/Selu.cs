using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using Evenkeel.Numerics;

namespace Evenkeel.Functions;

/// <summary>The self-normalizing exponential linear unit: N(0, 1) keeps its mean and its variance.</summary>
/// <remarks>
/// Klambauer, Unterthiner, Mayr and Hochreiter, "Self-normalizing neural networks", 2017, https://arxiv.org/abs/1706.02515.
/// </remarks>
internal sealed class Selu() : ElementwiseActivation<Selu.Kernel>(new())
{
    public override string Name => "selu";

    public override string Formula => "1.0507·(z > 0 ? z : 1.6733·(e^z − 1))";

    public override double SteepestSlope => Scale * Alpha;

    public override bool Saturates => false;

    public override ImmutableArray<double> Kinks => [0];

    internal override KernelError? KernelError => new(2, double.PositiveInfinity, 1.4);

    public override double Value(double z) => z > 0 ? Scale * z : Scale * Alpha * Elementary.Expm1(z);

    public override double Slope(double z) => z > 0 ? Scale : Scale * Alpha * Elementary.Exp(z);

    public const double Alpha = 1.6732632423543772;
    public const double Scale = 1.0507009873554805;

    internal readonly struct Kernel : IActivationKernel
    {
        public static SlopeReads SlopeReads => SlopeReads.Activation;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public T Value<T>(T z)
            where T : struct, ILanes<T>
        {
            T fall = LaneFunctions.Expm1OfNegative(LaneFunctions.AtMost(z, 0)) * T.Broadcast((float)(Scale * Alpha));
            return T.Select(T.Less(T.Broadcast(0), z), z * T.Broadcast((float)Scale), fall);
        }

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public T Slope<T>(T z, T a)
            where T : struct, ILanes<T> => T.Select(T.Less(T.Broadcast(0), a), T.Broadcast((float)Scale), a + T.Broadcast((float)(Scale * Alpha)));
    }
}
