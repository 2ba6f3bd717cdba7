using System.Diagnostics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Evenkeel.Numerics;

/// <summary>Runs a function over each element of its inputs, as wide as <see cref="KernelWidth"/> says.</summary>
/// <remarks>
/// The result may be the same memory as an input, but may not overlap one in part. What is left at the end is computed in a
/// register of which a mask shows a part, so each element goes through the same operations wherever it stands.
/// </remarks>
internal static class Elementwise
{
    /// <summary>Computes <c>result[i] = f(x[i])</c>.</summary>
    public static void Run<TFunction>(TFunction function, ReadOnlySpan<float> x, Span<float> result)
        where TFunction : struct, IElementwise
    {
        Debug.Assert(x.Length == result.Length, "The inputs are as long as the result.");
        switch (KernelWidth.Lanes)
        {
            case 16: Run<Lanes512, TFunction>(function, x, result); break;
            case 8: Run<Lanes256, TFunction>(function, x, result); break;
            case 4: Run<Lanes128, TFunction>(function, x, result); break;
            default: Run<LanesScalar, TFunction>(function, x, result); break;
        }
    }

    /// <summary>Computes <c>result[i] = f(x[i], y[i])</c>.</summary>
    public static void Run<TFunction>(TFunction function, ReadOnlySpan<float> x, ReadOnlySpan<float> y, Span<float> result)
        where TFunction : struct, IElementwise2
    {
        Debug.Assert(x.Length == result.Length && y.Length == result.Length, "The inputs are as long as the result.");
        switch (KernelWidth.Lanes)
        {
            case 16: Run<Lanes512, TFunction>(function, x, y, result); break;
            case 8: Run<Lanes256, TFunction>(function, x, y, result); break;
            case 4: Run<Lanes128, TFunction>(function, x, y, result); break;
            default: Run<LanesScalar, TFunction>(function, x, y, result); break;
        }
    }

    /// <summary>Computes <c>result[i] = f(x[i], y[i], z[i])</c>.</summary>
    public static void Run<TFunction>(
        TFunction function, ReadOnlySpan<float> x, ReadOnlySpan<float> y, ReadOnlySpan<float> z, Span<float> result)
        where TFunction : struct, IElementwise3
    {
        Debug.Assert(x.Length == result.Length && y.Length == result.Length && z.Length == result.Length, "The inputs are as long as the result.");
        switch (KernelWidth.Lanes)
        {
            case 16: Run<Lanes512, TFunction>(function, x, y, z, result); break;
            case 8: Run<Lanes256, TFunction>(function, x, y, z, result); break;
            case 4: Run<Lanes128, TFunction>(function, x, y, z, result); break;
            default: Run<LanesScalar, TFunction>(function, x, y, z, result); break;
        }
    }

    // Straight to optimized code: the unoptimized form of a generic lane loop is a hundred times slower than the loop itself. Not inlined:
    // within a caller, the compiler's budget for inlining ends before the function's last operation, and each one left is a call.
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static void Run<TLanes, TFunction>(TFunction function, ReadOnlySpan<float> x, Span<float> result)
        where TLanes : struct, ILanes<TLanes>
        where TFunction : struct, IElementwise
    {
        ref float xs = ref MemoryMarshal.GetReference(x);
        ref float results = ref MemoryMarshal.GetReference(result);
        nint lanes = TLanes.Count, length = result.Length, i = 0;
        for (; i <= length - lanes; i += lanes)
        {
            TLanes value = function.Invoke(TLanes.Load(ref Unsafe.Add(ref xs, i)));
            TLanes.Store(value, ref Unsafe.Add(ref results, i));
        }

        if (i < length)
        {
            TLanes mask = TLanes.FirstLanes((int)(length - i));
            TLanes value = function.Invoke(TLanes.LoadPart(ref Unsafe.Add(ref xs, i), mask));
            TLanes.StorePart(value, ref Unsafe.Add(ref results, i), mask);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static void Run<TLanes, TFunction>(TFunction function, ReadOnlySpan<float> x, ReadOnlySpan<float> y, Span<float> result)
        where TLanes : struct, ILanes<TLanes>
        where TFunction : struct, IElementwise2
    {
        ref float xs = ref MemoryMarshal.GetReference(x);
        ref float ys = ref MemoryMarshal.GetReference(y);
        ref float results = ref MemoryMarshal.GetReference(result);
        nint lanes = TLanes.Count, length = result.Length, i = 0;
        for (; i <= length - lanes; i += lanes)
        {
            TLanes value = function.Invoke(TLanes.Load(ref Unsafe.Add(ref xs, i)), TLanes.Load(ref Unsafe.Add(ref ys, i)));
            TLanes.Store(value, ref Unsafe.Add(ref results, i));
        }

        if (i < length)
        {
            TLanes mask = TLanes.FirstLanes((int)(length - i));
            TLanes value = function.Invoke(TLanes.LoadPart(ref Unsafe.Add(ref xs, i), mask), TLanes.LoadPart(ref Unsafe.Add(ref ys, i), mask));
            TLanes.StorePart(value, ref Unsafe.Add(ref results, i), mask);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static void Run<TLanes, TFunction>(
        TFunction function, ReadOnlySpan<float> x, ReadOnlySpan<float> y, ReadOnlySpan<float> z, Span<float> result)
        where TLanes : struct, ILanes<TLanes>
        where TFunction : struct, IElementwise3
    {
        ref float xs = ref MemoryMarshal.GetReference(x);
        ref float ys = ref MemoryMarshal.GetReference(y);
        ref float zs = ref MemoryMarshal.GetReference(z);
        ref float results = ref MemoryMarshal.GetReference(result);
        nint lanes = TLanes.Count, length = result.Length, i = 0;
        for (; i <= length - lanes; i += lanes)
        {
            TLanes value = function.Invoke(
                TLanes.Load(ref Unsafe.Add(ref xs, i)), TLanes.Load(ref Unsafe.Add(ref ys, i)), TLanes.Load(ref Unsafe.Add(ref zs, i)));
            TLanes.Store(value, ref Unsafe.Add(ref results, i));
        }

        if (i < length)
        {
            TLanes mask = TLanes.FirstLanes((int)(length - i));
            TLanes value = function.Invoke(
                TLanes.LoadPart(ref Unsafe.Add(ref xs, i), mask), TLanes.LoadPart(ref Unsafe.Add(ref ys, i), mask), TLanes.LoadPart(ref Unsafe.Add(ref zs, i), mask));
            TLanes.StorePart(value, ref Unsafe.Add(ref results, i), mask);
        }
    }
}
