using System.Diagnostics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Evenkeel.Numerics;

namespace Evenkeel.Training;

/// <summary>Runs an update rule over weights, each with its gradient and what is remembered of it.</summary>
/// <remarks>
/// A loop for each rule and width, in which the number of memories is a constant: it loads and stores what the rule has and tests for nothing. What is
/// left at the end is updated in a register of which a mask shows a part, so each weight goes through the same operations wherever it stands.
/// </remarks>
internal static unsafe class UpdateLoop
{
    /// <summary>Applies a rule.</summary>
    /// <param name="rule">What is done to each weight.</param>
    /// <param name="weights">Changed.</param>
    /// <param name="gradients">As many.</param>
    /// <param name="first">As many, changed; not looked at where the rule remembers nothing.</param>
    /// <param name="second">As many, changed; not looked at where the rule remembers one number or none.</param>
    public static void Run<TRule>(in TRule rule, Span<float> weights, ReadOnlySpan<float> gradients, Span<float> first, Span<float> second)
        where TRule : struct, IUpdateRule
    {
        Debug.Assert(gradients.Length == weights.Length, "Each weight has a gradient.");
        Debug.Assert(TRule.Memories < 1 || first.Length == weights.Length, "The rule remembers a number of each weight.");
        Debug.Assert(TRule.Memories < 2 || second.Length == weights.Length, "The rule remembers two numbers of each weight.");
        // What a mask shows a part of is reached by address, so it may not move meanwhile.
        fixed (float* weightsPinned = weights, gradientsPinned = gradients, firstPinned = first, secondPinned = second)
        {
            switch (KernelWidth.Lanes)
            {
                case 16: Sweep<TRule, Lanes512>(rule, weights, gradients, first, second); break;
                case 8: Sweep<TRule, Lanes256>(rule, weights, gradients, first, second); break;
                case 4: Sweep<TRule, Lanes128>(rule, weights, gradients, first, second); break;
                default: Sweep<TRule, LanesScalar>(rule, weights, gradients, first, second); break;
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static void Sweep<TRule, T>(TRule rule, Span<float> weights, ReadOnlySpan<float> gradients, Span<float> first, Span<float> second)
        where TRule : struct, IUpdateRule
        where T : struct, ILanes<T>
    {
        ref float w = ref MemoryMarshal.GetReference(weights);
        ref float g = ref MemoryMarshal.GetReference(gradients);
        ref float m = ref MemoryMarshal.GetReference(first);
        ref float v = ref MemoryMarshal.GetReference(second);
        nint lanes = T.Count, length = weights.Length, i = 0;

        // A rule with one memory or none is a few operations on a register: the loop's own weigh as much, unless a turn takes several. Two memories
        // mean a division and a square root, which hide the loop.
        if (TRule.Memories < 2)
        {
            for (; i <= length - 4 * lanes; i += 4 * lanes)
            {
                Whole<TRule, T>(rule, ref w, ref g, ref m, ref v, i);
                Whole<TRule, T>(rule, ref w, ref g, ref m, ref v, i + lanes);
                Whole<TRule, T>(rule, ref w, ref g, ref m, ref v, i + 2 * lanes);
                Whole<TRule, T>(rule, ref w, ref g, ref m, ref v, i + 3 * lanes);
            }
        }

        for (; i <= length - lanes; i += lanes) Whole<TRule, T>(rule, ref w, ref g, ref m, ref v, i);
        if (i < length) Part(rule, ref w, ref g, ref m, ref v, i, T.FirstLanes((int)(length - i)));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Whole<TRule, T>(TRule rule, ref float w, ref float g, ref float m, ref float v, nint at)
        where TRule : struct, IUpdateRule
        where T : struct, ILanes<T>
    {
        T weight = T.Load(ref Unsafe.Add(ref w, at));
        T one = TRule.Memories > 0 ? T.Load(ref Unsafe.Add(ref m, at)) : default;
        T two = TRule.Memories > 1 ? T.Load(ref Unsafe.Add(ref v, at)) : default;
        rule.Apply(ref weight, T.Load(ref Unsafe.Add(ref g, at)), ref one, ref two);
        T.Store(weight, ref Unsafe.Add(ref w, at));
        if (TRule.Memories > 0) T.Store(one, ref Unsafe.Add(ref m, at));
        if (TRule.Memories > 1) T.Store(two, ref Unsafe.Add(ref v, at));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Part<TRule, T>(TRule rule, ref float w, ref float g, ref float m, ref float v, nint at, T mask)
        where TRule : struct, IUpdateRule
        where T : struct, ILanes<T>
    {
        T weight = T.LoadPart(ref Unsafe.Add(ref w, at), mask);
        T one = TRule.Memories > 0 ? T.LoadPart(ref Unsafe.Add(ref m, at), mask) : default;
        T two = TRule.Memories > 1 ? T.LoadPart(ref Unsafe.Add(ref v, at), mask) : default;
        rule.Apply(ref weight, T.LoadPart(ref Unsafe.Add(ref g, at), mask), ref one, ref two);
        T.StorePart(weight, ref Unsafe.Add(ref w, at), mask);
        if (TRule.Memories > 0) T.StorePart(one, ref Unsafe.Add(ref m, at), mask);
        if (TRule.Memories > 1) T.StorePart(two, ref Unsafe.Add(ref v, at), mask);
    }
}
