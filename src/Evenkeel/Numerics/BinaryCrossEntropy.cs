using System.Runtime.CompilerServices;

namespace Evenkeel.Numerics;

/// <summary>The cross-entropy of the sigmoid of a logit with a target, one number at a time.</summary>
internal static class BinaryCrossEntropy
{
    /// <summary>The losses, <c>max(z, 0) − z·t + ln(1 + e^{−|z|})</c>, in nats, which overflow for no logit.</summary>
    /// <param name="logits">Any numbers.</param>
    /// <param name="targets">Probabilities in [0, 1], as many.</param>
    /// <param name="losses">Receives as many; may be the same memory as either.</param>
    public static void Apply(ReadOnlySpan<float> logits, ReadOnlySpan<float> targets, Span<float> losses) =>
        Elementwise.Run(default(Loss), logits, targets, losses);

    /// <summary>The gradients with respect to the logits, <c>(σ(z) − t)·scale</c>.</summary>
    /// <param name="logits">Any numbers.</param>
    /// <param name="targets">Probabilities in [0, 1], as many.</param>
    /// <param name="scale">The factor, for example 1/rows for the mean over rows.</param>
    /// <param name="gradient">Receives as many; may be the same memory as either.</param>
    public static void Gradient(ReadOnlySpan<float> logits, ReadOnlySpan<float> targets, float scale, Span<float> gradient) =>
        Elementwise.Run(new Slope(scale), logits, targets, gradient);

    private readonly struct Loss : IElementwise2
    {
        // Where z and t are on the same side, max(z, 0) − z·t is formed without cancellation as |z|·(1 − t) or |z|·t.
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public T Invoke<T>(T x, T y)
            where T : struct, ILanes<T>
        {
            T magnitude = T.Abs(x);
            T distance = T.Select(T.Less(x, T.Broadcast(0)), y, T.Broadcast(1) - y);
            return T.MultiplyAdd(magnitude, distance, LaneFunctions.Log1pOfUnit(LaneFunctions.ExpBelowOverflow(-magnitude)));
        }
    }

    private readonly struct Slope(float scale) : IElementwise2
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public T Invoke<T>(T x, T y)
            where T : struct, ILanes<T> => (LaneFunctions.Sigmoid(x) - y) * T.Broadcast(scale);
    }
}
