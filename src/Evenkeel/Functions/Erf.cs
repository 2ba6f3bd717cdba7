using System.Runtime.CompilerServices;
using Evenkeel.Numerics;

namespace Evenkeel.Functions;

/// <summary>The error function.</summary>
internal sealed class Erf() : ElementwiseActivation<Erf.Kernel>(new())
{
    public override string Name => "erf";

    public override string Formula => "erf z";

    public override double SteepestSlope => 1.1283791670955126;

    public override bool Saturates => true;

    internal override KernelError? KernelError => new(1, 2.5, 1.4);

    public override double Value(double z) => Elementary.Erf(z);

    public override double Slope(double z) => SlopeAtZero * Elementary.Exp(-z * z);

    private const double SlopeAtZero = 1.1283791670955126;

    internal readonly struct Kernel : IActivationKernel
    {
        public static SlopeReads SlopeReads => SlopeReads.PreActivation;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public T Value<T>(T z)
            where T : struct, ILanes<T> => LaneFunctions.Erf(z);

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public T Slope<T>(T z, T a)
            where T : struct, ILanes<T> => LaneFunctions.Bell(z) * T.Broadcast((float)SlopeAtZero);
    }
}
