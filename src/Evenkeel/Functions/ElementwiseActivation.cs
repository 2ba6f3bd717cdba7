using System.Runtime.CompilerServices;
using Evenkeel.Numerics;

namespace Evenkeel.Functions;

/// <summary>An activation whose speed comes from a kernel in lanes.</summary>
/// <remarks>
/// A gradient is the plain product <c>da · φ′(z)</c>: where the slope is 0, a finite gradient gives 0, and an infinite or NaN gradient
/// gives NaN, so that a broken gradient is seen and not swallowed.
/// </remarks>
internal abstract class ElementwiseActivation<TKernel>(TKernel kernel) : Activation
    where TKernel : struct, IActivationKernel
{
    internal sealed override SlopeReads SlopeReads => TKernel.SlopeReads;

    public sealed override void Apply(ReadOnlySpan<float> z, Span<float> a)
    {
        ElementwiseLengths.Require(a.Length, z.Length);
        Elementwise.Run(new ValueOf(kernel), z, a);
    }

    public sealed override void Backpropagate(ReadOnlySpan<float> z, ReadOnlySpan<float> a, ReadOnlySpan<float> da, Span<float> dz, bool accumulate)
    {
        ElementwiseLengths.Require(a.Length, z.Length);
        ElementwiseLengths.Require(da.Length, z.Length);
        ElementwiseLengths.Require(dz.Length, z.Length);
        if (accumulate)
        {
            Elementwise.Update(new GradientAdded(kernel), z, a, da, dz);
        }
        else
        {
            Elementwise.Run(new Gradient(kernel), z, a, da, dz);
        }
    }

    private readonly struct ValueOf(TKernel kernel) : IElementwise
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public T Invoke<T>(T x)
            where T : struct, ILanes<T> => kernel.Value(x);
    }

    private readonly struct Gradient(TKernel kernel) : IElementwise3
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public T Invoke<T>(T x, T y, T z)
            where T : struct, ILanes<T> => z * kernel.Slope(x, y);
    }

    private readonly struct GradientAdded(TKernel kernel) : IElementwise4
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public T Invoke<T>(T x, T y, T z, T w)
            where T : struct, ILanes<T> => w + z * kernel.Slope(x, y);
    }
}
