using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using Evenkeel.Numerics;

namespace Evenkeel.Functions;

/// <summary>A sigmoid of rational shape, with heavy tails.</summary>
/// <remarks>Bergstra, Desjardins, Lamblin and Bengio, "Quadratic polynomials learn better image features", 2009.</remarks>
internal sealed class Softsign() : ElementwiseActivation<Softsign.Kernel>(new())
{
    public override string Name => "softsign";

    public override string Formula => "z / (1 + |z|)";

    public override double SteepestSlope => 1;

    public override bool Saturates => true;

    public override ImmutableArray<double> Kinks => [0];

    internal override KernelError? KernelError => new(1.6, 3.6, 1.9);

    public override double Value(double z)
    {
        double magnitude = Math.Min(Math.Abs(z), double.MaxValue);
        return Math.CopySign(magnitude / (1 + magnitude), z);
    }

    public override double Slope(double z)
    {
        double whole = 1 + Math.Abs(z);
        return 1 / (whole * whole);
    }

    internal readonly struct Kernel : IActivationKernel
    {
        public static SlopeReads SlopeReads => SlopeReads.PreActivation;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public T Value<T>(T z)
            where T : struct, ILanes<T>
        {
            T magnitude = LaneFunctions.AtMost(T.Abs(z), float.MaxValue);
            return T.CopySign(magnitude / (magnitude + T.Broadcast(1)), z);
        }

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public T Slope<T>(T z, T a)
            where T : struct, ILanes<T>
        {
            T inverse = T.Broadcast(1) / (T.Abs(z) + T.Broadcast(1));
            return inverse * inverse;
        }
    }
}
