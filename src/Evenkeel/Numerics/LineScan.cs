using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Evenkeel.Numerics;

/// <summary>What one look at a few rows gives of each row and of each column: sum, sum of squares, product with the neighbour, checksum.</summary>
/// <remarks>
/// A row's sums run over four virtual lanes, column j in lane j mod 4; a column's take the rows in order. Four rows are read together, which
/// spares three of four trips of the columns' sums to memory: those are what limits it, at five arrays for one of elements.
/// </remarks>
internal static class LineScan
{
    /// <summary>Columns that are read together; the columns' arrays are a multiple of it.</summary>
    public const int Lanes = 8;

    /// <summary>Reads rows.</summary>
    /// <param name="values">Whole rows of <paramref name="width"/> finite elements.</param>
    /// <param name="width">Their length, ≥ 1.</param>
    /// <param name="firstKey">The first row's number in its matrix, of which its factor in the columns' checksums follows.</param>
    /// <param name="columns">What is kept of these columns; added to. Each array has <paramref name="width"/> places, rounded up to a multiple of <see cref="Lanes"/>.</param>
    /// <param name="rows">What is kept of these rows; added to.</param>
    public static void Read(ReadOnlySpan<float> values, int width, int firstKey, LineSums columns, LineSums rows)
    {
        int count = values.Length / width, row = 0;
        ref float first = ref MemoryMarshal.GetReference(values);
        for (; row <= count - 4; row += 4) Four(ref Unsafe.Add(ref first, (nint)row * width), width, firstKey + row, columns, rows.From(row));
        for (; row < count; row++) One(ref Unsafe.Add(ref first, (nint)row * width), width, firstKey + row, columns, rows.From(row));
    }

    /// <summary>A factor that places get in checksums: odd, and unlike that of any other place.</summary>
    /// <remarks>The finalizer of MurmurHash3 (Appleby 2011, public domain).</remarks>
    public static uint Key(int place)
    {
        uint key = (uint)place + 0x9E3779B9;
        key = (key ^ (key >> 16)) * 0x85EBCA6B;
        key = (key ^ (key >> 13)) * 0xC2B2AE35;
        return (key ^ (key >> 16)) | 1;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Four(ref float first, int width, int place, LineSums columns, LineSums rows)
    {
        Vector256<double> s0 = default, s1 = default, s2 = default, s3 = default, q0 = default, q1 = default, q2 = default, q3 = default, p01 = default, p23 = default;
        Vector256<uint> h0 = default, h1 = default, h2 = default, h3 = default;
        Vector256<uint> k0 = Vector256.Create(Key(place)), k1 = Vector256.Create(Key(place + 1)), k2 = Vector256.Create(Key(place + 2)), k3 = Vector256.Create(Key(place + 3));
        Vector256<long> swap = Vector256.Create(1L, 0, 3, 2);
        ref double sums = ref MemoryMarshal.GetReference(columns.Sums), squares = ref MemoryMarshal.GetReference(columns.Squares), products = ref MemoryMarshal.GetReference(columns.Products);
        ref uint checks = ref MemoryMarshal.GetReference(columns.Checksums), keys = ref MemoryMarshal.GetReference(columns.Keys);
        Lanes256 part = Lanes256.FirstLanes(width % Lanes == 0 ? Lanes : width % Lanes);
        for (nint j = 0; j < width; j += Lanes)
        {
            bool whole = j <= width - Lanes;
            ref float at = ref Unsafe.Add(ref first, j);
            Vector256<float> x0 = Load(ref at, whole, part), x1 = Load(ref Unsafe.Add(ref at, width), whole, part), x2 = Load(ref Unsafe.Add(ref at, 2 * (nint)width), whole, part), x3 = Load(ref Unsafe.Add(ref at, 3 * (nint)width), whole, part);
            Vector256<uint> key = Vector256.LoadUnsafe(ref keys, (nuint)j), check = Vector256.LoadUnsafe(ref checks, (nuint)j);
            Vector256<uint> m0 = Mixed(x0), m1 = Mixed(x1), m2 = Mixed(x2), m3 = Mixed(x3);
            h0 += m0 * key;
            h1 += m1 * key;
            h2 += m2 * key;
            h3 += m3 * key;
            (check + m0 * k0 + m1 * k1 + m2 * k2 + m3 * k3).StoreUnsafe(ref checks, (nuint)j);
            for (int half = 0; half < 2; half++)
            {
                nuint to = (nuint)j + 4 * (nuint)half;
                Vector256<double> a = half == 0 ? Vector256.WidenLower(x0) : Vector256.WidenUpper(x0), b = half == 0 ? Vector256.WidenLower(x1) : Vector256.WidenUpper(x1);
                Vector256<double> c = half == 0 ? Vector256.WidenLower(x2) : Vector256.WidenUpper(x2), d = half == 0 ? Vector256.WidenLower(x3) : Vector256.WidenUpper(x3);
                s0 += a;
                s1 += b;
                s2 += c;
                s3 += d;
                q0 = Vector256.FusedMultiplyAdd(a, a, q0);
                q1 = Vector256.FusedMultiplyAdd(b, b, q1);
                q2 = Vector256.FusedMultiplyAdd(c, c, q2);
                q3 = Vector256.FusedMultiplyAdd(d, d, q3);
                p01 = Vector256.FusedMultiplyAdd(a, b, p01);
                p23 = Vector256.FusedMultiplyAdd(c, d, p23);
                (Vector256.LoadUnsafe(ref sums, to) + a + b + c + d).StoreUnsafe(ref sums, to);
                Vector256<double> square = Vector256.FusedMultiplyAdd(b, b, Vector256.FusedMultiplyAdd(a, a, Vector256.LoadUnsafe(ref squares, to)));
                Vector256.FusedMultiplyAdd(d, d, Vector256.FusedMultiplyAdd(c, c, square)).StoreUnsafe(ref squares, to);
                Vector256<double> product = Vector256.FusedMultiplyAdd(b, Vector256.Shuffle(b, swap), Vector256.FusedMultiplyAdd(a, Vector256.Shuffle(a, swap), Vector256.LoadUnsafe(ref products, to)));
                Vector256.FusedMultiplyAdd(d, Vector256.Shuffle(d, swap), Vector256.FusedMultiplyAdd(c, Vector256.Shuffle(c, swap), product)).StoreUnsafe(ref products, to);
            }
        }

        rows.Add(0, s0, q0, h0);
        rows.Add(1, s1, q1, h1);
        rows.Add(2, s2, q2, h2);
        rows.Add(3, s3, q3, h3);
        rows.Products[0] += ElementScan.Join(p01);
        rows.Products[2] += ElementScan.Join(p23);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void One(ref float first, int width, int place, LineSums columns, LineSums rows)
    {
        Vector256<double> s = default, q = default;
        Vector256<uint> h = default, k = Vector256.Create(Key(place));
        Vector256<long> swap = Vector256.Create(1L, 0, 3, 2);
        ref double sums = ref MemoryMarshal.GetReference(columns.Sums), squares = ref MemoryMarshal.GetReference(columns.Squares), products = ref MemoryMarshal.GetReference(columns.Products);
        ref uint checks = ref MemoryMarshal.GetReference(columns.Checksums), keys = ref MemoryMarshal.GetReference(columns.Keys);
        Lanes256 part = Lanes256.FirstLanes(width % Lanes == 0 ? Lanes : width % Lanes);
        for (nint j = 0; j < width; j += Lanes)
        {
            Vector256<float> x = Load(ref Unsafe.Add(ref first, j), j <= width - Lanes, part);
            Vector256<uint> m = Mixed(x);
            h += m * Vector256.LoadUnsafe(ref keys, (nuint)j);
            (Vector256.LoadUnsafe(ref checks, (nuint)j) + m * k).StoreUnsafe(ref checks, (nuint)j);
            for (int half = 0; half < 2; half++)
            {
                nuint to = (nuint)j + 4 * (nuint)half;
                Vector256<double> a = half == 0 ? Vector256.WidenLower(x) : Vector256.WidenUpper(x);
                s += a;
                q = Vector256.FusedMultiplyAdd(a, a, q);
                (Vector256.LoadUnsafe(ref sums, to) + a).StoreUnsafe(ref sums, to);
                Vector256.FusedMultiplyAdd(a, a, Vector256.LoadUnsafe(ref squares, to)).StoreUnsafe(ref squares, to);
                Vector256.FusedMultiplyAdd(a, Vector256.Shuffle(a, swap), Vector256.LoadUnsafe(ref products, to)).StoreUnsafe(ref products, to);
            }
        }

        rows.Add(0, s, q, h);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<float> Load(ref float source, bool whole, Lanes256 part) => whole ? Vector256.LoadUnsafe(ref source) : Lanes256.LoadPart(ref source, part).Value;

    /// <summary>A pattern whose lower bits depend on its upper ones, as a product's upper bits do on its factors' lower ones.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<uint> Mixed(Vector256<float> x) => x.AsUInt32() ^ (x.AsUInt32() >> 16);
}
