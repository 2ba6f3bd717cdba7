using System.Buffers;
using System.Collections.Immutable;
using System.Runtime.InteropServices;
using Evenkeel.Numerics;

namespace Evenkeel.Forensics;

public sealed partial class StatisticsPass
{
    /// <summary>The sums of a segment's columns.</summary>
    private sealed class ColumnSums(int width)
    {
        /// <summary>Sums, squares and products, one after the other.</summary>
        public readonly double[] Sums = Cleared<double>(3 * width);

        public readonly uint[] Checksums = Cleared<uint>(width);

        public LineSums Lines(ReadOnlySpan<uint> keys) => new() { Sums = Sums.AsSpan(0, width), Squares = Sums.AsSpan(width, width), Products = Sums.AsSpan(2 * width, width), Checksums = Checksums.AsSpan(0, width), Keys = keys };

        public void Return()
        {
            ArrayPool<double>.Shared.Return(Sums);
            ArrayPool<uint>.Shared.Return(Checksums);
        }

        private static T[] Cleared<T>(int length)
        {
            T[] array = ArrayPool<T>.Shared.Rent(length);
            array.AsSpan(0, length).Clear();
            return array;
        }
    }

    /// <summary>The sums of all rows and columns; segments' columns are joined in the segments' order, whenever they come.</summary>
    private sealed class MatrixLines
    {
        private readonly Dictionary<int, ColumnSums> waiting = [];
        private readonly Lock turn = new();
        private readonly int rows;
        private readonly int columns;
        private readonly int width;
        private readonly uint[] keys;
        private readonly ColumnSums all;
        private readonly double[] rowSums;
        private readonly double[] rowSquares;
        private readonly double[] rowProducts;
        private readonly uint[] rowChecksums;
        private int next;

        public MatrixLines(int rows, int columns)
        {
            (this.rows, this.columns, width) = (rows, columns, (columns + LineScan.Lanes - 1) / LineScan.Lanes * LineScan.Lanes);
            keys = new uint[width];
            for (int i = 0; i < width; i++) keys[i] = LineScan.Key(i);
            all = new(width);
            (rowSums, rowSquares, rowProducts, rowChecksums) = (new double[rows], new double[rows], new double[rows], new uint[rows]);
        }

        public ColumnSums Begin() => new(width);

        public void Read(ReadOnlySpan<float> values, int firstRow, ColumnSums sums)
        {
            int count = values.Length / columns;
            LineSums read = new() { Sums = rowSums.AsSpan(firstRow, count), Squares = rowSquares.AsSpan(firstRow, count), Products = rowProducts.AsSpan(firstRow, count), Checksums = rowChecksums.AsSpan(firstRow, count) };
            LineScan.Read(values, columns, firstRow, sums.Lines(keys), read);
        }

        public void End(int segment, ColumnSums sums)
        {
            lock (turn)
            {
                waiting.Add(segment, sums);
                while (waiting.Remove(next, out ColumnSums? first))
                {
                    for (int i = 0; i < 3 * width; i++) all.Sums[i] += first.Sums[i];
                    for (int i = 0; i < width; i++) all.Checksums[i] += first.Checksums[i];
                    first.Return();
                    next++;
                }
            }
        }

        public MatrixStatistics Finish()
        {
            double[] productsOfRows = new double[rows / 4 * 2], productsOfColumns = new double[columns / 2];
            for (int i = 0; i < productsOfRows.Length; i++) productsOfRows[i] = rowProducts[2 * i];
            for (int i = 0; i < productsOfColumns.Length; i++) productsOfColumns[i] = all.Sums[2 * width + 2 * i];
            double[] columnSums = all.Sums.AsSpan(0, columns).ToArray(), columnSquares = all.Sums.AsSpan(width, columns).ToArray();
            return new()
            {
                Rows = rows, Columns = columns, RowSums = Immutable(rowSums), RowSquares = Immutable(rowSquares), ColumnSums = Immutable(columnSums), ColumnSquares = Immutable(columnSquares),
                RowProducts = Immutable(productsOfRows), ColumnProducts = Immutable(productsOfColumns),
                RepeatedRows = Repeated(rowSums, rowSquares, rowChecksums), RepeatedColumns = Repeated(columnSums, columnSquares, all.Checksums.AsSpan(0, columns)),
            };
        }

        private static ImmutableArray<double> Immutable(double[] array) => ImmutableCollectionsMarshal.AsImmutableArray(array);

        /// <summary>How many lines are like an earlier one: each is put into a table by a hash of what is known of it, in which nothing else is kept.</summary>
        private static int Repeated(ReadOnlySpan<double> sums, ReadOnlySpan<double> squares, ReadOnlySpan<uint> checksums)
        {
            int mask = (int)System.Numerics.BitOperations.RoundUpToPowerOf2(2 * (uint)sums.Length) - 1, repeated = 0;
            ulong[] table = new ulong[mask + 1];
            for (int i = 0; i < sums.Length; i++)
            {
                // One bit stands for a place that is taken.
                ulong key = Fingerprints.Mix(Fingerprints.Mix(BitConverter.DoubleToUInt64Bits(sums[i]) + checksums[i]) ^ BitConverter.DoubleToUInt64Bits(squares[i])) | 1;
                int at = (int)(key >> 32) & mask;
                while (table[at] != 0 && table[at] != key) at = (at + 1) & mask;
                repeated += table[at] == key ? 1 : 0;
                table[at] = key;
            }

            return repeated;
        }
    }
}
