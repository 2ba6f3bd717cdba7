using System.Runtime.CompilerServices;
using Evenkeel.Numerics;

namespace Evenkeel.Training;

/// <summary><c>v ← μv + g; w ← w − η·v</c>, or with Nesterov's look ahead <c>w ← w − η·(g + μv)</c>.</summary>
/// <remarks>In the form of Sutskever et al. 2013, https://proceedings.mlr.press/v28/sutskever13.html, with the rate outside of v, as PyTorch has it.</remarks>
internal readonly struct MomentumRule(double rate, double decay, double momentum, bool nesterov) : IUpdateRule
{
    private readonly float minusRate = (float)-rate;
    private readonly float decay = (float)decay;
    private readonly float momentum = (float)momentum;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Apply<T>(ref T weight, T gradient, ref T first, ref T second)
        where T : struct, ILanes<T>
    {
        T g = T.MultiplyAdd(T.Broadcast(decay), weight, gradient);
        first = T.MultiplyAdd(T.Broadcast(momentum), first, g);
        T direction = nesterov ? T.MultiplyAdd(T.Broadcast(momentum), first, g) : first;
        weight = T.MultiplyAdd(T.Broadcast(minusRate), direction, weight);
    }
}
