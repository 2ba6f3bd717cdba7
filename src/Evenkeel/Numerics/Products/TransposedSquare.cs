using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.Arm;
using System.Runtime.Intrinsics.X86;

namespace Evenkeel.Numerics.Products;

/// <summary>Copies a square of a matrix, as wide as a register, to its transpose.</summary>
/// <remarks>
/// Works against the store unit: a float at a time is a store per float, and a register at a time a store per row.
/// Lanes are moved between registers only, so every width and every machine gives the same copy.
/// </remarks>
internal static unsafe class TransposedSquare
{
    /// <summary>Copies element (i, p) of the source to (p, i) of the target.</summary>
    /// <param name="lanes">The side of the square: 16, 8, 4 or 1.</param>
    /// <param name="source">Its first element; rows are <paramref name="stride"/> floats apart.</param>
    /// <param name="stride">Floats from a row of the source to the following one.</param>
    /// <param name="rows">How many rows the source has, 1…lanes; the others count as 0.</param>
    /// <param name="columns">How many columns the source has, 1…lanes; the others are not written.</param>
    /// <param name="target">Where its first row goes.</param>
    /// <param name="width">Floats from a row of the target to the following one.</param>
    /// <param name="written">How many floats of a row of the target are written, <paramref name="rows"/>…<paramref name="lanes"/>.</param>
    public static void Copy(int lanes, float* source, nint stride, int rows, int columns, float* target, nint width, int written)
    {
        if (lanes == 16 && Avx512F.IsSupported) Copy512(source, stride, rows, columns, target, width, written);
        else if (lanes == 8 && Avx.IsSupported && written == lanes) Copy256(source, stride, rows, columns, target, width);
        else if (lanes == 4 && written == lanes && (Sse2.IsSupported || AdvSimd.Arm64.IsSupported)) Copy128(source, stride, rows, columns, target, width);
        else CopyEach(source, stride, rows, columns, target, width, written);
    }

    private static void CopyEach(float* source, nint stride, int rows, int columns, float* target, nint width, int written)
    {
        for (int p = 0; p < columns; p++)
        {
            for (int i = 0; i < written; i++) target[p * width + i] = i < rows ? source[i * stride + p] : 0;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Copy512(float* source, nint stride, int rows, int columns, float* target, nint width, int written)
    {
        Lanes512 mask = Lanes512.FirstLanes(columns), part = Lanes512.FirstLanes(written);
        Vector512<float> r0 = Row(source, stride, 0, rows, mask);
        Vector512<float> r1 = Row(source, stride, 1, rows, mask);
        Vector512<float> r2 = Row(source, stride, 2, rows, mask);
        Vector512<float> r3 = Row(source, stride, 3, rows, mask);
        Vector512<float> r4 = Row(source, stride, 4, rows, mask);
        Vector512<float> r5 = Row(source, stride, 5, rows, mask);
        Vector512<float> r6 = Row(source, stride, 6, rows, mask);
        Vector512<float> r7 = Row(source, stride, 7, rows, mask);
        Vector512<float> r8 = Row(source, stride, 8, rows, mask);
        Vector512<float> r9 = Row(source, stride, 9, rows, mask);
        Vector512<float> r10 = Row(source, stride, 10, rows, mask);
        Vector512<float> r11 = Row(source, stride, 11, rows, mask);
        Vector512<float> r12 = Row(source, stride, 12, rows, mask);
        Vector512<float> r13 = Row(source, stride, 13, rows, mask);
        Vector512<float> r14 = Row(source, stride, 14, rows, mask);
        Vector512<float> r15 = Row(source, stride, 15, rows, mask);

        // Four rows at a time: register c then holds, in its 128-bit quarter q, column 4q + c of the four.
        Mix(ref r0, ref r1, ref r2, ref r3);
        Mix(ref r4, ref r5, ref r6, ref r7);
        Mix(ref r8, ref r9, ref r10, ref r11);
        Mix(ref r12, ref r13, ref r14, ref r15);

        StoreColumns(r0, r4, r8, r12, 0, columns, target, width, part);
        StoreColumns(r1, r5, r9, r13, 1, columns, target, width, part);
        StoreColumns(r2, r6, r10, r14, 2, columns, target, width, part);
        StoreColumns(r3, r7, r11, r15, 3, columns, target, width, part);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<float> Row(float* source, nint stride, int row, int rows, Lanes512 mask) =>
        row < rows ? Lanes512.LoadPart(ref source[row * stride], mask).Value : Vector512<float>.Zero;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Mix(ref Vector512<float> r0, ref Vector512<float> r1, ref Vector512<float> r2, ref Vector512<float> r3)
    {
        Vector512<double> low01 = Avx512F.UnpackLow(r0, r1).AsDouble(), high01 = Avx512F.UnpackHigh(r0, r1).AsDouble();
        Vector512<double> low23 = Avx512F.UnpackLow(r2, r3).AsDouble(), high23 = Avx512F.UnpackHigh(r2, r3).AsDouble();
        (r0, r1) = (Avx512F.UnpackLow(low01, low23).AsSingle(), Avx512F.UnpackHigh(low01, low23).AsSingle());
        (r2, r3) = (Avx512F.UnpackLow(high01, high23).AsSingle(), Avx512F.UnpackHigh(high01, high23).AsSingle());
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void StoreColumns(Vector512<float> r0, Vector512<float> r1, Vector512<float> r2, Vector512<float> r3, int column, int columns, float* target, nint width, Lanes512 part)
    {
        const byte EvenQuarters = 0x88, OddQuarters = 0xDD;
        Vector512<float> even01 = Avx512F.Shuffle4x128(r0, r1, EvenQuarters), even23 = Avx512F.Shuffle4x128(r2, r3, EvenQuarters);
        Vector512<float> odd01 = Avx512F.Shuffle4x128(r0, r1, OddQuarters), odd23 = Avx512F.Shuffle4x128(r2, r3, OddQuarters);
        target += column * width;
        if (column < columns) Lanes512.StorePart(new(Avx512F.Shuffle4x128(even01, even23, EvenQuarters)), ref *(target), part);
        if (column + 4 < columns) Lanes512.StorePart(new(Avx512F.Shuffle4x128(odd01, odd23, EvenQuarters)), ref *(target + 4 * width), part);
        if (column + 8 < columns) Lanes512.StorePart(new(Avx512F.Shuffle4x128(even01, even23, OddQuarters)), ref *(target + 8 * width), part);
        if (column + 12 < columns) Lanes512.StorePart(new(Avx512F.Shuffle4x128(odd01, odd23, OddQuarters)), ref *(target + 12 * width), part);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Copy256(float* source, nint stride, int rows, int columns, float* target, nint width)
    {
        Lanes256 mask = Lanes256.FirstLanes(columns);
        Vector256<float> r0 = Row(source, stride, 0, rows, mask);
        Vector256<float> r1 = Row(source, stride, 1, rows, mask);
        Vector256<float> r2 = Row(source, stride, 2, rows, mask);
        Vector256<float> r3 = Row(source, stride, 3, rows, mask);
        Vector256<float> r4 = Row(source, stride, 4, rows, mask);
        Vector256<float> r5 = Row(source, stride, 5, rows, mask);
        Vector256<float> r6 = Row(source, stride, 6, rows, mask);
        Vector256<float> r7 = Row(source, stride, 7, rows, mask);

        Mix(ref r0, ref r1, ref r2, ref r3);
        Mix(ref r4, ref r5, ref r6, ref r7);

        StoreColumns(r0, r4, 0, columns, target, width);
        StoreColumns(r1, r5, 1, columns, target, width);
        StoreColumns(r2, r6, 2, columns, target, width);
        StoreColumns(r3, r7, 3, columns, target, width);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<float> Row(float* source, nint stride, int row, int rows, Lanes256 mask) =>
        row < rows ? Lanes256.LoadPart(ref source[row * stride], mask).Value : Vector256<float>.Zero;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Mix(ref Vector256<float> r0, ref Vector256<float> r1, ref Vector256<float> r2, ref Vector256<float> r3)
    {
        Vector256<double> low01 = Avx.UnpackLow(r0, r1).AsDouble(), high01 = Avx.UnpackHigh(r0, r1).AsDouble();
        Vector256<double> low23 = Avx.UnpackLow(r2, r3).AsDouble(), high23 = Avx.UnpackHigh(r2, r3).AsDouble();
        (r0, r1) = (Avx.UnpackLow(low01, low23).AsSingle(), Avx.UnpackHigh(low01, low23).AsSingle());
        (r2, r3) = (Avx.UnpackLow(high01, high23).AsSingle(), Avx.UnpackHigh(high01, high23).AsSingle());
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void StoreColumns(Vector256<float> r0, Vector256<float> r1, int column, int columns, float* target, nint width)
    {
        if (column < columns) Avx.Permute2x128(r0, r1, 0x20).Store(target + column * width);
        if (column + 4 < columns) Avx.Permute2x128(r0, r1, 0x31).Store(target + (column + 4) * width);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Copy128(float* source, nint stride, int rows, int columns, float* target, nint width)
    {
        if (rows < 4 || columns < 4)
        {
            CopyEach(source, stride, rows, columns, target, width, 4);
            return;
        }

        Vector128<float> r0 = Vector128.Load(source), r1 = Vector128.Load(source + stride);
        Vector128<float> r2 = Vector128.Load(source + 2 * stride), r3 = Vector128.Load(source + 3 * stride);

        Vector128<double> low01 = Low(r0, r1).AsDouble(), high01 = High(r0, r1).AsDouble();
        Vector128<double> low23 = Low(r2, r3).AsDouble(), high23 = High(r2, r3).AsDouble();

        Low(low01, low23).AsSingle().Store(target);
        High(low01, low23).AsSingle().Store(target + width);
        Low(high01, high23).AsSingle().Store(target + 2 * width);
        High(high01, high23).AsSingle().Store(target + 3 * width);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<float> Low(Vector128<float> left, Vector128<float> right) =>
        Sse.IsSupported ? Sse.UnpackLow(left, right) : AdvSimd.Arm64.ZipLow(left, right);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<float> High(Vector128<float> left, Vector128<float> right) =>
        Sse.IsSupported ? Sse.UnpackHigh(left, right) : AdvSimd.Arm64.ZipHigh(left, right);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<double> Low(Vector128<double> left, Vector128<double> right) =>
        Sse2.IsSupported ? Sse2.UnpackLow(left, right) : AdvSimd.Arm64.ZipLow(left, right);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<double> High(Vector128<double> left, Vector128<double> right) =>
        Sse2.IsSupported ? Sse2.UnpackHigh(left, right) : AdvSimd.Arm64.ZipHigh(left, right);
}
