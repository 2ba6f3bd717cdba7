using System.Runtime.CompilerServices;
using Evenkeel.Numerics;

namespace Evenkeel.Functions;

/// <summary>The sine of a multiple.</summary>
/// <remarks>
/// Sitzmann et al., "Implicit neural representations with periodic activation functions", 2020, https://arxiv.org/abs/2006.09661.
/// Angles beyond <see cref="KernelError.Reach"/> lose digits, and from 4·10⁶ on, where neighbouring floats are half a radian and more
/// apart, the results stay in [−1, 1] but have lost the angle.
/// </remarks>
internal sealed class Sin(double frequency) : ElementwiseActivation<Sin.Kernel>(new((float)frequency, (float)(frequency - (float)frequency)))
{
    public override string Name => frequency == UsualFrequency ? "sin" : FormattableString.Invariant($"sin({frequency})");

    public override string Formula => frequency == 1 ? "sin z" : FormattableString.Invariant($"sin({frequency}·z)");

    public override double SteepestSlope => Math.Abs(frequency);

    public override bool Saturates => false;

    internal override KernelError? KernelError => frequency == UsualFrequency ? new(1.6, 1.6, 0.7) { Reach = 1e5 } : new(2.1, 3.4, 2.1) { Reach = 1e3 / frequency };

    public override double Value(double z) => Elementary.Sin(frequency * z);

    public override double Slope(double z) => frequency * Elementary.Cos(frequency * z);

    /// <summary>The factor before the sine.</summary>
    public double Frequency => frequency;

    public const double UsualFrequency = 1;

    internal readonly struct Kernel(float frequency, float frequencyLow) : IActivationKernel
    {
        public static SlopeReads SlopeReads => SlopeReads.PreActivation;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public T Value<T>(T z)
            where T : struct, ILanes<T>
        {
            T angle = Angle(z, out T low);
            LaneFunctions.SinCos(angle, out T sin, out T cos);

            // A sum of zeros would lose the sign of −0.
            return T.Select(T.Same(z, T.Broadcast(0)), z, T.MultiplyAdd(cos, low, sin));
        }

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public T Slope<T>(T z, T a)
            where T : struct, ILanes<T>
        {
            T angle = Angle(z, out T low);
            LaneFunctions.SinCos(angle, out T sin, out T cos);
            return T.MultiplyAdd(-sin, low, cos) * T.Broadcast(frequency);
        }

        /// <summary>frequency·z, and what rounding took from it: at 30·z that would be an error of many units in the last place.</summary>
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        private T Angle<T>(T z, out T low)
            where T : struct, ILanes<T>
        {
            T angle = z * T.Broadcast(frequency);
            low = T.MultiplyAdd(z, T.Broadcast(frequencyLow), T.MultiplyAdd(z, T.Broadcast(frequency), -angle));
            return angle;
        }
    }
}
