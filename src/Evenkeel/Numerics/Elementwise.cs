using System.Diagnostics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Evenkeel.Numerics;

/// <summary>Runs a function over each element of its inputs, as wide as <see cref="KernelWidth"/> says.</summary>
/// <remarks>
/// The result may be the same memory as an input, but may not overlap one in part. What is left at the end is computed in a
/// register of which a mask shows a part, so each element goes through the same operations wherever it stands.
/// </remarks>
internal static unsafe class Elementwise
{
    /// <summary>Computes <c>result[i] = f(x[i])</c>.</summary>
    public static void Run<TFunction>(TFunction function, ReadOnlySpan<float> x, Span<float> result)
        where TFunction : struct, IElementwise
    {
        Debug.Assert(x.Length == result.Length, "The inputs are as long as the result.");
        // What a mask shows a part of is reached by address, so it may not move meanwhile.
        fixed (float* xPinned = x, resultPinned = result)
        {
            switch (KernelWidth.Lanes)
            {
                case 16: Run<Lanes512, TFunction>(function, x, result); break;
                case 8: Run<Lanes256, TFunction>(function, x, result); break;
                case 4: Run<Lanes128, TFunction>(function, x, result); break;
                default: Run<LanesScalar, TFunction>(function, x, result); break;
            }
        }
    }

    /// <summary>Computes <c>result[i] = f(x[i], y[i])</c>.</summary>
    public static void Run<TFunction>(TFunction function, ReadOnlySpan<float> x, ReadOnlySpan<float> y, Span<float> result)
        where TFunction : struct, IElementwise2
    {
        Debug.Assert(x.Length == result.Length && y.Length == result.Length, "The inputs are as long as the result.");
        // What a mask shows a part of is reached by address, so it may not move meanwhile.
        fixed (float* xPinned = x, yPinned = y, resultPinned = result)
        {
            switch (KernelWidth.Lanes)
            {
                case 16: Run<Lanes512, TFunction>(function, x, y, result); break;
                case 8: Run<Lanes256, TFunction>(function, x, y, result); break;
                case 4: Run<Lanes128, TFunction>(function, x, y, result); break;
                default: Run<LanesScalar, TFunction>(function, x, y, result); break;
            }
        }
    }

    /// <summary>Computes <c>result[i] = f(x[i], y[i], z[i])</c>.</summary>
    public static void Run<TFunction>(
        TFunction function, ReadOnlySpan<float> x, ReadOnlySpan<float> y, ReadOnlySpan<float> z, Span<float> result)
        where TFunction : struct, IElementwise3
    {
        Debug.Assert(x.Length == result.Length && y.Length == result.Length && z.Length == result.Length, "The inputs are as long as the result.");
        // What a mask shows a part of is reached by address, so it may not move meanwhile.
        fixed (float* xPinned = x, yPinned = y, zPinned = z, resultPinned = result)
        {
            switch (KernelWidth.Lanes)
            {
                case 16: Run<Lanes512, TFunction>(function, x, y, z, result); break;
                case 8: Run<Lanes256, TFunction>(function, x, y, z, result); break;
                case 4: Run<Lanes128, TFunction>(function, x, y, z, result); break;
                default: Run<LanesScalar, TFunction>(function, x, y, z, result); break;
            }
        }
    }

    /// <summary>Computes <c>result[row, column] = f(x[row, column], ofRow[row])</c>.</summary>
    /// <param name="function">f.</param>
    /// <param name="x">Row-major, as many rows as <paramref name="ofRow"/> has numbers.</param>
    /// <param name="ofRow">A number for each row, at least one.</param>
    /// <param name="result">Receives as many as <paramref name="x"/> holds; may be the same memory.</param>
    public static void RunRows<TFunction>(TFunction function, ReadOnlySpan<float> x, ReadOnlySpan<float> ofRow, Span<float> result)
        where TFunction : struct, IElementwise2
    {
        Debug.Assert(x.Length == result.Length && x.Length % ofRow.Length == 0, "The input is as long as the result, and holds whole rows.");
        if (x.Length == ofRow.Length)
        {
            Run(function, x, ofRow, result);
            return;
        }

        switch (KernelWidth.Lanes)
        {
            case 16: RunRows<Lanes512, TFunction>(function, x, ofRow, result); break;
            case 8: RunRows<Lanes256, TFunction>(function, x, ofRow, result); break;
            case 4: RunRows<Lanes128, TFunction>(function, x, ofRow, result); break;
            default: RunRows<LanesScalar, TFunction>(function, x, ofRow, result); break;
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

    // The end of a row is taken in ever narrower registers, not through a mask: in place, the shadow of a masked store lies over the
    // start of the following row, whose load then waits for it.
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static void RunRows<TLanes, TFunction>(TFunction function, ReadOnlySpan<float> x, ReadOnlySpan<float> ofRow, Span<float> result)
        where TLanes : struct, ILanes<TLanes>
        where TFunction : struct, IElementwise2
    {
        ref float xs = ref MemoryMarshal.GetReference(x);
        ref float results = ref MemoryMarshal.GetReference(result);
        nint columns = result.Length / ofRow.Length, i = 0;
        foreach (float y in ofRow)
        {
            nint end = i + columns;
            i = RunPart<TLanes, TFunction>(function, ref xs, y, ref results, i, end);
            if (TLanes.Count > Lanes256.Count) i = RunPart<Lanes256, TFunction>(function, ref xs, y, ref results, i, end);
            if (TLanes.Count > Lanes128.Count) i = RunPart<Lanes128, TFunction>(function, ref xs, y, ref results, i, end);
            if (TLanes.Count > LanesScalar.Count) i = RunPart<LanesScalar, TFunction>(function, ref xs, y, ref results, i, end);
        }
    }

    /// <summary>Whole registers from i on, as long as they end by the end; returns where the following would start.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static nint RunPart<TLanes, TFunction>(TFunction function, ref float xs, float y, ref float results, nint i, nint end)
        where TLanes : struct, ILanes<TLanes>
        where TFunction : struct, IElementwise2
    {
        for (; i <= end - TLanes.Count; i += TLanes.Count)
        {
            TLanes.Store(function.Invoke(TLanes.Load(ref Unsafe.Add(ref xs, i)), TLanes.Broadcast(y)), ref Unsafe.Add(ref results, i));
        }

        return i;
    }
}
