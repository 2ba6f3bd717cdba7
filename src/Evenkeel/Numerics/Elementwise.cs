using System.Diagnostics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Evenkeel.Numerics;

/// <summary>Runs a function over each element of its inputs, as wide as <see cref="KernelWidth"/> says.</summary>
/// <remarks>
/// The result may be the same memory as an input, but may not overlap one in part. What is left at the end is computed in a
/// padded register, so each element goes through the same operations wherever it stands.
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

    /// <summary>Computes <c>result[i] = f(x[i], y[i], z[i], result[i])</c>.</summary>
    public static void Update<TFunction>(
        TFunction function, ReadOnlySpan<float> x, ReadOnlySpan<float> y, ReadOnlySpan<float> z, Span<float> result)
        where TFunction : struct, IElementwise4
    {
        Debug.Assert(x.Length == result.Length && y.Length == result.Length && z.Length == result.Length, "The inputs are as long as the result.");
        switch (KernelWidth.Lanes)
        {
            case 16: Update<Lanes512, TFunction>(function, x, y, z, result); break;
            case 8: Update<Lanes256, TFunction>(function, x, y, z, result); break;
            case 4: Update<Lanes128, TFunction>(function, x, y, z, result); break;
            default: Update<LanesScalar, TFunction>(function, x, y, z, result); break;
        }
    }

    // Straight to optimized code: the unoptimized form of a generic lane loop is a hundred times slower than the loop itself.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Run<TLanes, TFunction>(TFunction function, ReadOnlySpan<float> x, Span<float> result)
        where TLanes : struct, ILanes<TLanes>
        where TFunction : struct, IElementwise
    {
        ref float xs = ref MemoryMarshal.GetReference(x);
        ref float results = ref MemoryMarshal.GetReference(result);
        int i = 0;
        for (; i <= result.Length - TLanes.Count; i += TLanes.Count)
        {
            TLanes.Store(function.Invoke(TLanes.Load(ref Unsafe.Add(ref xs, i))), ref Unsafe.Add(ref results, i));
        }

        if (i < result.Length)
        {
            Span<float> padded = stackalloc float[MostLanes];
            padded.Clear();
            x[i..].CopyTo(padded);
            Run<TLanes, TFunction>(function, padded[..TLanes.Count], padded[..TLanes.Count]);
            padded[..(result.Length - i)].CopyTo(result[i..]);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Run<TLanes, TFunction>(TFunction function, ReadOnlySpan<float> x, ReadOnlySpan<float> y, Span<float> result)
        where TLanes : struct, ILanes<TLanes>
        where TFunction : struct, IElementwise2
    {
        ref float xs = ref MemoryMarshal.GetReference(x);
        ref float ys = ref MemoryMarshal.GetReference(y);
        ref float results = ref MemoryMarshal.GetReference(result);
        int i = 0;
        for (; i <= result.Length - TLanes.Count; i += TLanes.Count)
        {
            TLanes value = function.Invoke(TLanes.Load(ref Unsafe.Add(ref xs, i)), TLanes.Load(ref Unsafe.Add(ref ys, i)));
            TLanes.Store(value, ref Unsafe.Add(ref results, i));
        }

        if (i < result.Length)
        {
            Span<float> padded = stackalloc float[2 * MostLanes];
            padded.Clear();
            x[i..].CopyTo(padded);
            y[i..].CopyTo(padded[MostLanes..]);
            Run<TLanes, TFunction>(
                function, padded[..TLanes.Count], padded.Slice(MostLanes, TLanes.Count), padded[..TLanes.Count]);
            padded[..(result.Length - i)].CopyTo(result[i..]);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Run<TLanes, TFunction>(
        TFunction function, ReadOnlySpan<float> x, ReadOnlySpan<float> y, ReadOnlySpan<float> z, Span<float> result)
        where TLanes : struct, ILanes<TLanes>
        where TFunction : struct, IElementwise3
    {
        ref float xs = ref MemoryMarshal.GetReference(x);
        ref float ys = ref MemoryMarshal.GetReference(y);
        ref float zs = ref MemoryMarshal.GetReference(z);
        ref float results = ref MemoryMarshal.GetReference(result);
        int i = 0;
        for (; i <= result.Length - TLanes.Count; i += TLanes.Count)
        {
            TLanes value = function.Invoke(
                TLanes.Load(ref Unsafe.Add(ref xs, i)), TLanes.Load(ref Unsafe.Add(ref ys, i)), TLanes.Load(ref Unsafe.Add(ref zs, i)));
            TLanes.Store(value, ref Unsafe.Add(ref results, i));
        }

        if (i < result.Length)
        {
            Span<float> padded = stackalloc float[3 * MostLanes];
            padded.Clear();
            x[i..].CopyTo(padded);
            y[i..].CopyTo(padded[MostLanes..]);
            z[i..].CopyTo(padded[(2 * MostLanes)..]);
            Run<TLanes, TFunction>(
                function, padded[..TLanes.Count], padded.Slice(MostLanes, TLanes.Count), padded.Slice(2 * MostLanes, TLanes.Count),
                padded[..TLanes.Count]);
            padded[..(result.Length - i)].CopyTo(result[i..]);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Update<TLanes, TFunction>(
        TFunction function, ReadOnlySpan<float> x, ReadOnlySpan<float> y, ReadOnlySpan<float> z, Span<float> result)
        where TLanes : struct, ILanes<TLanes>
        where TFunction : struct, IElementwise4
    {
        ref float xs = ref MemoryMarshal.GetReference(x);
        ref float ys = ref MemoryMarshal.GetReference(y);
        ref float zs = ref MemoryMarshal.GetReference(z);
        ref float results = ref MemoryMarshal.GetReference(result);
        int i = 0;
        for (; i <= result.Length - TLanes.Count; i += TLanes.Count)
        {
            TLanes value = function.Invoke(
                TLanes.Load(ref Unsafe.Add(ref xs, i)), TLanes.Load(ref Unsafe.Add(ref ys, i)), TLanes.Load(ref Unsafe.Add(ref zs, i)),
                TLanes.Load(ref Unsafe.Add(ref results, i)));
            TLanes.Store(value, ref Unsafe.Add(ref results, i));
        }

        if (i < result.Length)
        {
            Span<float> padded = stackalloc float[4 * MostLanes];
            padded.Clear();
            x[i..].CopyTo(padded);
            y[i..].CopyTo(padded[MostLanes..]);
            z[i..].CopyTo(padded[(2 * MostLanes)..]);
            result[i..].CopyTo(padded[(3 * MostLanes)..]);
            Update<TLanes, TFunction>(
                function, padded[..TLanes.Count], padded.Slice(MostLanes, TLanes.Count), padded.Slice(2 * MostLanes, TLanes.Count),
                padded.Slice(3 * MostLanes, TLanes.Count));
            padded.Slice(3 * MostLanes, result.Length - i).CopyTo(result[i..]);
        }
    }

    private const int MostLanes = 16;
}
