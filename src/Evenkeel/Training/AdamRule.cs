using System.Runtime.CompilerServices;
using Evenkeel.Numerics;

namespace Evenkeel.Training;

/// <summary><c>m ← β₁m + (1 − β₁)g; v ← β₂v + (1 − β₂)g²; w ← w − η·m̂ / (√v̂ + ε)</c> with β₁ = 0.9, β₂ = 0.999, ε = 1e−8.</summary>
/// <remarks>
/// Kingma and Ba 2015, https://arxiv.org/abs/1412.6980; decoupled, the decay <c>w ← w − ηλw</c> comes first and leaves the gradient alone:
/// Loshchilov and Hutter 2019, https://arxiv.org/abs/1711.05101. The new weight errs by at most 10.2 ulp of the larger of weight and change, with decay by
/// 12.4, decoupled by 11.7; m by 1.8 ulp of its terms and v by 3.3, with decay in the gradient by 3.8 and 9.3: see <see cref="UpdateError"/>.
/// </remarks>
internal readonly struct AdamRule : IUpdateRule
{
    private const double Beta1 = 0.9;
    private const double Beta2 = 0.999;

    private readonly float decay;
    private readonly float keep;
    private readonly float minusRate;
    private readonly float secondCorrection;

    public AdamRule(int step, double rate, double decay, bool decoupled)
    {
        this.decay = decoupled ? 0 : (float)decay;
        keep = decoupled ? (float)(1 - rate * decay) : 1;
        minusRate = (float)(-rate / (1 - Elementary.Power(Beta1, step)));
        secondCorrection = (float)(1 / Math.Sqrt(1 - Elementary.Power(Beta2, step)));
    }

    public static int Memories => 2;

    // For m 1.25 units for 0.1·g and half a one for the sum; for v 2.8 and a half. For the weight both, of v the half, and one unit each for the root, its
    // correction, ε, the quotient, the rate and the sum. Decoupled decay rounds twice more. Within the gradient, g + λw ≥ λw/2 is off by up to three
    // units, and its square by six.
    public UpdateError Error => keep != 1 ? new(11.7, 1.8, 3.3) : decay == 0 ? new(10.2, 1.8, 3.3) : new(12.4, 3.8, 9.3);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Apply<T>(ref T weight, T gradient, ref T first, ref T second)
        where T : struct, ILanes<T>
    {
        T g = T.MultiplyAdd(T.Broadcast(decay), weight, gradient);
        first = T.MultiplyAdd(T.Broadcast((float)Beta1), first, T.Broadcast((float)(1 - Beta1)) * g);
        second = T.MultiplyAdd(T.Broadcast((float)Beta2), second, T.Broadcast((float)(1 - Beta2)) * g * g);
        T size = T.MultiplyAdd(T.Sqrt(second), T.Broadcast(secondCorrection), T.Broadcast(1e-8f));
        weight = T.MultiplyAdd(T.Broadcast(minusRate), first / size, T.Broadcast(keep) * weight);
    }
}
