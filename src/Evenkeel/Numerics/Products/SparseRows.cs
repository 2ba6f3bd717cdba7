using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Evenkeel.Numerics.Products;

/// <summary>The elements of a matrix that are not zero, row by row, each row in ascending inner index.</summary>
/// <remarks>Works against mispredicted branches: whether a pixel is ink cannot be guessed, so elements are pressed together without asking.</remarks>
internal readonly unsafe struct SparseRows
{
    /// <summary>Lanes that a store may write beyond what it keeps.</summary>
    private const int Slack = 16;

    /// <summary>Where each row's elements start; one more entry says where the last row's end.</summary>
    public int* Starts { get; private init; }

    /// <summary>The elements.</summary>
    public float* Values { get; private init; }

    /// <summary>Their inner indices.</summary>
    public int* Places { get; private init; }

    /// <summary>Lists the elements of A in this thread's scratch memory.</summary>
    /// <param name="o">Says where A lies.</param>
    /// <param name="most">As many of its elements as may be other than zero: room is made for all of them, so that no step needs more than another.</param>
    public static SparseRows List(in ProductOperands o, int most)
    {
        bool transposed = o.AInner != 1;
        int room = most + Slack;
        float* memory = Scratch.Lend(checked((transposed ? 4 : 2) * room + o.M + 1 + o.K + 1));
        SparseRows rows = new() { Values = memory, Places = (int*)(memory + room), Starts = (int*)(memory + 2 * room) };
        if (!transposed)
        {
            Press(o.A, o.M, o.K, o.ARow, rows);
            return rows;
        }

        // A lies as [inner, rows]: pressed as it lies, then dealt out to its rows in the order of the inner index.
        float* more = memory + 2 * room + o.M + 1;
        SparseRows columns = new() { Values = more, Places = (int*)(more + room), Starts = (int*)(more + 2 * room) };
        Press(o.A, o.K, o.M, o.AInner, columns);
        Deal(columns, o.K, rows, o.M);
        return rows;
    }

    /// <summary>Counts elements that are not zero, NaN included, and stops once there are too many.</summary>
    public static long CountNonZero(float* a, long elements, long most)
    {
        const int stretch = 4096;
        long found = 0;
        for (long start = 0; start < elements && found <= most; start += stretch)
        {
            long end = Math.Min(start + stretch, elements);
            long i = start;
            for (; i <= end - 16; i += 16)
            {
                // The zeros, sixteen elements at once.
                uint first = Vector256.Equals(Vector256.Load(a + i), Vector256<float>.Zero).ExtractMostSignificantBits();
                uint second = Vector256.Equals(Vector256.Load(a + i + 8), Vector256<float>.Zero).ExtractMostSignificantBits();
                found += 16 - BitOperations.PopCount(first | (second << 8));
            }

            for (; i < end; i += 8)
            {
                found += BitOperations.PopCount(NonZero(a + i, (int)Math.Min(8, end - i)));
            }
        }

        return found;
    }

    private static void Press(float* a, int rows, int inner, nint stride, SparseRows into)
    {
        int count = 0;
        for (int row = 0; row < rows; row++, a += stride)
        {
            into.Starts[row] = count;
            int p = 0;
            for (; Avx512F.IsSupported && p + 16 <= inner; p += 16)
            {
                count += Compress(a + p, p, into.Values + count, into.Places + count);
            }

            for (; p < inner; p += 8)
            {
                for (uint bits = NonZero(a + p, inner - p); bits != 0; bits &= bits - 1, count++)
                {
                    int place = p + BitOperations.TrailingZeroCount(bits);
                    into.Values[count] = a[place];
                    into.Places[count] = place;
                }
            }
        }

        into.Starts[rows] = count;
    }

    /// <summary>Sixteen elements at once: those that are not zero are pressed together.</summary>
    /// <returns>How many there are.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static int Compress(float* elements, int first, float* values, int* places)
    {
        Vector512<float> some = Vector512.Load(elements);
        Vector512<float> kept = ~Vector512.Equals(some, Vector512<float>.Zero);
        Avx512F.Compress(some, kept, some).Store(values);
        Avx512F.Compress(Vector512<int>.Zero, kept.AsInt32(), Vector512<int>.Indices + Vector512.Create(first)).Store(places);
        return BitOperations.PopCount(kept.ExtractMostSignificantBits());
    }

    /// <summary>Turns lists by column into lists by row.</summary>
    private static void Deal(SparseRows columns, int columnCount, SparseRows rows, int rowCount)
    {
        int total = columns.Starts[columnCount];
        new Span<int>(rows.Starts, rowCount + 1).Clear();
        for (int i = 0; i < total; i++)
        {
            rows.Starts[columns.Places[i]]++;
        }

        // Each start is first the end of its row, and moves down as the row is filled from its last element.
        for (int row = 1; row <= rowCount; row++)
        {
            rows.Starts[row] += rows.Starts[row - 1];
        }

        for (int column = columnCount - 1; column >= 0; column--)
        {
            for (int i = columns.Starts[column + 1] - 1; i >= columns.Starts[column]; i--)
            {
                int place = --rows.Starts[columns.Places[i]];
                rows.Values[place] = columns.Values[i];
                rows.Places[place] = column;
            }
        }
    }

    /// <summary>A bit for each of eight elements, or of as many as there are, set where it is not zero.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static uint NonZero(float* elements, int count)
    {
        if (count >= 8)
        {
            return ~Vector256.Equals(Vector256.Load(elements), Vector256<float>.Zero).ExtractMostSignificantBits() & 0xFF;
        }

        uint bits = 0;
        for (int i = 0; i < count; i++)
        {
            bits |= elements[i] != 0 ? 1u << i : 0;
        }

        return bits;
    }
}
