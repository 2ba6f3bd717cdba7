using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Evenkeel.Numerics;

namespace Evenkeel.Training;

/// <summary>Runs an update rule over all weights of a parameter.</summary>
internal static class UpdateLoop
{
    /// <summary>Applies a rule; <paramref name="first"/> and <paramref name="second"/> may be empty where the rule remembers nothing there.</summary>
    public static void Run<TRule>(in TRule rule, Span<float> weights, ReadOnlySpan<float> gradients, Span<float> first, Span<float> second)
        where TRule : struct, IUpdateRule
    {
        int done = KernelWidth.Lanes switch
        {
            16 => Sweep<TRule, Lanes512>(rule, weights, gradients, first, second, 0),
            8 => Sweep<TRule, Lanes256>(rule, weights, gradients, first, second, 0),
            4 => Sweep<TRule, Lanes128>(rule, weights, gradients, first, second, 0),
            _ => 0,
        };
        Sweep<TRule, LanesScalar>(rule, weights, gradients, first, second, done);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static int Sweep<TRule, T>(TRule rule, Span<float> weights, ReadOnlySpan<float> gradients, Span<float> first, Span<float> second, int start)
        where TRule : struct, IUpdateRule
        where T : struct, ILanes<T>
    {
        ref float w = ref MemoryMarshal.GetReference(weights);
        ref float g = ref MemoryMarshal.GetReference(gradients);
        ref float m = ref MemoryMarshal.GetReference(first);
        ref float v = ref MemoryMarshal.GetReference(second);
        bool hasFirst = !first.IsEmpty;
        bool hasSecond = !second.IsEmpty;
        int i = start;
        for (; i + T.Count <= weights.Length; i += T.Count)
        {
            T weight = T.Load(ref Unsafe.Add(ref w, i));
            T one = hasFirst ? T.Load(ref Unsafe.Add(ref m, i)) : default;
            T two = hasSecond ? T.Load(ref Unsafe.Add(ref v, i)) : default;
            rule.Apply(ref weight, T.Load(ref Unsafe.Add(ref g, i)), ref one, ref two);
            T.Store(weight, ref Unsafe.Add(ref w, i));
            if (hasFirst)
            {
                T.Store(one, ref Unsafe.Add(ref m, i));
            }

            if (hasSecond)
            {
                T.Store(two, ref Unsafe.Add(ref v, i));
            }
        }

        return i;
    }
}
