using System.Runtime.CompilerServices;
using Evenkeel.Numerics;

namespace Evenkeel.Training;

/// <summary><c>s ← αs + (1 − α)g²; w ← w − η·g / (√s + ε)</c> with α = 0.99, ε = 1e−8.</summary>
/// <remarks>Tieleman and Hinton 2012, lecture 6.5, with PyTorch's constants.</remarks>
internal readonly struct RmsPropRule(double rate, double decay) : IUpdateRule
{
    private readonly float minusRate = (float)-rate;
    private readonly float decay = (float)decay;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Apply<T>(ref T weight, T gradient, ref T first, ref T second)
        where T : struct, ILanes<T>
    {
        T g = T.MultiplyAdd(T.Broadcast(decay), weight, gradient);
        first = T.MultiplyAdd(T.Broadcast(0.99f), first, T.Broadcast(0.01f) * g * g);
        weight = T.MultiplyAdd(T.Broadcast(minusRate), g / (T.Sqrt(first) + T.Broadcast(1e-8f)), weight);
    }
}
