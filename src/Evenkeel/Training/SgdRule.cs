using System.Runtime.CompilerServices;
using Evenkeel.Numerics;

namespace Evenkeel.Training;

/// <summary><c>w ← w − η·(g + λw)</c>.</summary>
/// <remarks>The new weight errs by at most 2 ulp of the larger of weight and change, with decay by 4: see <see cref="UpdateError"/>.</remarks>
internal readonly struct SgdRule(double rate, double decay) : IUpdateRule
{
    private readonly float minusRate = (float)-rate;
    private readonly float decay = (float)decay;

    public static int Memories => 0;

    // One unit for the rate, one for the sum; with decay, one each for λ and g + λw.
    public UpdateError Error => new(decay == 0 ? 2 : 4);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Apply<T>(ref T weight, T gradient, ref T first, ref T second)
        where T : struct, ILanes<T>
    {
        T g = T.MultiplyAdd(T.Broadcast(decay), weight, gradient);
        weight = T.MultiplyAdd(T.Broadcast(minusRate), g, weight);
    }
}
