using System.Runtime.CompilerServices;
using Evenkeel.Numerics;

namespace Evenkeel.Functions;

/// <summary>The sine of a multiple.</summary>
/// <remarks>
/// Sitzmann et al., "Implicit neural representations with periodic activation functions", 2020, https://arxiv.org/abs/2006.09661.
/// </remarks>
internal sealed class Sin(double frequency) : ElementwiseActivation<Sin.Kernel>(new((float)frequency))
{
    public override string Name => frequency == UsualFrequency ? "sin" : FormattableString.Invariant($"sin({frequency})");

    public override string Formula => frequency == 1 ? "sin z" : FormattableString.Invariant($"sin({frequency}·z)");

    public override double SteepestSlope => Math.Abs(frequency);

    public override bool Saturates => false;

    public override double Value(double z) => Elementary.Sin(frequency * z);

    public override double Slope(double z) => frequency * Elementary.Cos(frequency * z);

    /// <summary>The factor before the sine.</summary>
    public double Frequency => frequency;

    public const double UsualFrequency = 1;

    internal readonly struct Kernel(float frequency) : IActivationKernel
    {
        public static SlopeReads SlopeReads => SlopeReads.PreActivation;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public T Value<T>(T z)
            where T : struct, ILanes<T>
        {
            LaneFunctions.SinCos(z * T.Broadcast(frequency), out T sin, out _);
            return sin;
        }

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public T Slope<T>(T z, T a)
            where T : struct, ILanes<T>
        {
            LaneFunctions.SinCos(z * T.Broadcast(frequency), out _, out T cos);
            return cos * T.Broadcast(frequency);
        }
    }
}
