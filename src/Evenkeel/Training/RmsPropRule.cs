using System.Runtime.CompilerServices;
using Evenkeel.Numerics;

namespace Evenkeel.Training;

/// <summary><c>s ← αs + (1 − α)g²; w ← w − η·g / (√s + ε)</c> with α = 0.99, ε = 1e−8.</summary>
/// <remarks>
/// Tieleman and Hinton 2012, lecture 6.5, with PyTorch's constants. The new weight errs by at most 6.7 ulp of the larger of weight and change, with decay by 8.7;
/// s by 2.9 and 8.9 ulp: see <see cref="UpdateError"/>.
/// </remarks>
internal readonly struct RmsPropRule(double rate, double decay) : IUpdateRule
{
    private readonly float minusRate = (float)-rate;
    private readonly float decay = (float)decay;

    public static int Memories => 1;

    // For s 2.4 units for 0.01·g·g and half a one for the sum. For the weight half of what s has lost, and one unit each for the root, ε, the quotient, the
    // rate and the sum. With decay, g + λw ≥ λw/2 is off by up to three units, and its square by six; what that does to the weight, the root makes less.
    public UpdateError Error => decay == 0 ? new(6.7, null, 2.9) : new(8.7, null, 8.9);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Apply<T>(ref T weight, T gradient, ref T first, ref T second)
        where T : struct, ILanes<T>
    {
        T g = T.MultiplyAdd(T.Broadcast(decay), weight, gradient);
        first = T.MultiplyAdd(T.Broadcast(0.99f), first, T.Broadcast(0.01f) * g * g);
        weight = T.MultiplyAdd(T.Broadcast(minusRate), g / (T.Sqrt(first) + T.Broadcast(1e-8f)), weight);
    }
}
