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
        ReadOnlySpan<float> read = TKernel.SlopeReads == SlopeReads.Activation ? a : z;
        if (accumulate)
        {
            Elementwise.Run(new GradientAdded(kernel), read, da, dz, dz);
        }
        else
        {
            Elementwise.Run(new Gradient(kernel), read, da, dz);
        }
    }

    private readonly struct ValueOf(TKernel kernel) : IElementwise
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public T Invoke<T>(T x)
            where T : struct, ILanes<T> => kernel.Value(x);
    }

    // No slope reads both z and a, so what is read stands for either: a third stream through the cache would cost more than the arithmetic.
    private readonly struct Gradient(TKernel kernel) : IElementwise2
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public T Invoke<T>(T x, T y)
            where T : struct, ILanes<T> => y * kernel.Slope(x, x);
    }

    private readonly struct GradientAdded(TKernel kernel) : IElementwise3
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public T Invoke<T>(T x, T y, T z)
            where T : struct, ILanes<T> => z + y * kernel.Slope(x, x);
    }
}
