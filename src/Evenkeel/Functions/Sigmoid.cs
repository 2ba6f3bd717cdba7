using System.Runtime.CompilerServices;
using Evenkeel.Numerics;

namespace Evenkeel.Functions;

/// <summary>The logistic function.</summary>
internal sealed class Sigmoid() : ElementwiseActivation<Sigmoid.Kernel>(new())
{
    public override string Name => "sigmoid";

    public override string Formula => "1 / (1 + e^−z)";

    public override double SteepestSlope => 0.25;

    public override bool Saturates => true;

    internal override KernelError? KernelError => new(2.5, double.PositiveInfinity, 3.1);

    public override double Value(double z)
    {
        double fall = Elementary.Exp(-Math.Abs(z));
        return (z < 0 ? fall : 1) / (1 + fall);
    }

    public override double Slope(double z)
    {
        double fall = Elementary.Exp(-Math.Abs(z));
        return fall / ((1 + fall) * (1 + fall));
    }

    internal readonly struct Kernel : IActivationKernel
    {
        public static SlopeReads SlopeReads => SlopeReads.Activation;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public T Value<T>(T z)
            where T : struct, ILanes<T> => LaneFunctions.Sigmoid(z);

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public T Slope<T>(T z, T a)
            where T : struct, ILanes<T> => T.MultiplyAdd(-a, a, a);
    }
}
