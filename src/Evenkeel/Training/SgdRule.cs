using System.Runtime.CompilerServices;
using Evenkeel.Numerics;

namespace Evenkeel.Training;

/// <summary><c>w ← w − η·(g + λw)</c>.</summary>
internal readonly struct SgdRule(double rate, double decay) : IUpdateRule
{
    private readonly float minusRate = (float)-rate;
    private readonly float decay = (float)decay;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Apply<T>(ref T weight, T gradient, ref T first, ref T second)
        where T : struct, ILanes<T>
    {
        T g = T.MultiplyAdd(T.Broadcast(decay), weight, gradient);
        weight = T.MultiplyAdd(T.Broadcast(minusRate), g, weight);
    }
}
