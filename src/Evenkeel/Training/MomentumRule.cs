using System.Runtime.CompilerServices;
using Evenkeel.Numerics;

namespace Evenkeel.Training;

/// <summary><c>v ← μv + g; w ← w − η·v</c>, or with Nesterov's look ahead <c>w ← w − η·(g + μv)</c>.</summary>
/// <remarks>
/// In the form of Sutskever et al. 2013, https://proceedings.mlr.press/v28/sutskever13.html, with the rate outside of v, as PyTorch has it.
/// The new weight errs by at most 3.5 ulp of the larger of weight and change, and by 4.9 when it looks ahead, with decay by 5 and 6.5; v by 1 and 2.5 ulp of
/// its terms: see <see cref="UpdateError"/>.
/// </remarks>
internal readonly struct MomentumRule(double rate, double decay, double momentum, bool nesterov) : IUpdateRule
{
    private readonly float minusRate = (float)-rate;
    private readonly float decay = (float)decay;
    private readonly float momentum = (float)momentum;

    public static int Memories => 1;

    // For v half a unit and 0.44 for 0.9 in float32; for the weight twice that, one unit for the rate and one for the sum, and with the look ahead as
    // much again as v has; with decay, one each for λ and g + λw, where 0.9 plays no part unless it looks ahead.
    public UpdateError Error => (nesterov, decay == 0) switch
    {
        (false, true) => new(3.5, 1),
        (false, false) => new(5, 2.5),
        (true, true) => new(4.9, 1),
        (true, false) => new(6.5, 2.5),
    };

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
