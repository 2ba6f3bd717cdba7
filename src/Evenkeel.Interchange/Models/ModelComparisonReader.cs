using System.Runtime.InteropServices;
using Evenkeel.Formats;

namespace Evenkeel.Interchange.Models;

/// <summary>Reads one tensor from two files at once and sets their elements beside each other.</summary>
internal static class ModelComparisonReader
{
    /// <summary>Whole numbers and float64 of up to so many bytes are compared as they are stored, since float32 does not tell all of them apart.</summary>
    private const long WholeLimit = 1 << 26;

    public static ModelComparisonTensor Compare(TensorFile one, TensorInfo first, TensorFile other, TensorInfo second, CancellationToken stop)
    {
        ModelComparisonTensor pair = new() { First = first, Second = second, Kind = ModelComparisonKind.Reshaped };
        bool alike = first.Shape.AsSpan().SequenceEqual(second.Shape.AsSpan());
        if (first.Count != second.Count)
        {
            return pair;
        }

        Sums sums = Read(one, first, other, second, stop);
        pair = pair with
        {
            Distance = sums.FirstSquares > 0 ? Math.Sqrt(sums.Differences / sums.FirstSquares) : sums.Differences > 0 ? double.PositiveInfinity : 0,
            Correlation = Correlation(sums),
            Largest = sums.Largest,
            Equal = sums.Count == 0 ? 1 : (double)sums.Equal / sums.Count,
            NotFinite = sums.NotFinite,
        };
        if (!alike)
        {
            return pair;
        }

        bool isSame = sums.Equal == sums.Count && (first.Type != second.Type || (first.Type.IsFloat() && first.Type != TensorType.Float64) || SameBytes(one, first, other, second));
        return pair with
        {
            Kind = isSame ? ModelComparisonKind.Same : first.Type != second.Type && sums.Coarse == 0 ? ModelComparisonKind.Rounded : ModelComparisonKind.Moved,
        };
    }

    private static bool SameBytes(TensorFile one, TensorInfo first, TensorFile other, TensorInfo second) =>
        first.ByteLength > WholeLimit || one.Read(first).Bytes.Span.SequenceEqual(other.Read(second).Bytes.Span);

    private static double Correlation(Sums sums)
    {
        double n = sums.Count - sums.NotFinite;
        double first = sums.FirstSquares - sums.First * sums.First / n;
        double second = sums.SecondSquares - sums.Second * sums.Second / n;

        // What is left of alike numbers is rounding.
        bool varies = first > 1e-12 * sums.FirstSquares && second > 1e-12 * sums.SecondSquares;
        return varies ? Math.Clamp((sums.Products - sums.First * sums.Second / n) / Math.Sqrt(first * second), -1, 1) : double.NaN;
    }

    private static Sums Read(TensorFile one, TensorInfo first, TensorFile other, TensorInfo second, CancellationToken stop)
    {
        using ElementReader left = one.OpenElements(first);
        using ElementReader right = other.OpenElements(second);
        float[] a = new float[(int)Math.Min(ModelInspectionOptions.PartLength, Math.Max(1, first.Count))];
        float[] b = new float[a.Length];
        int bits = Math.Min(ModelInspection.FractionBits(first.Type), ModelInspection.FractionBits(second.Type));
        double rounding = Math.ScaleB(1, -bits - 1);
        double least = Math.Max(HalfStep(first.Type), HalfStep(second.Type));
        Sums sums = default;
        for (long done = 0; done < first.Count;)
        {
            stop.ThrowIfCancellationRequested();
            int length = (int)Math.Min(a.Length, first.Count - done);
            ReadWhole(left, a.AsSpan(0, length), one, first);
            ReadWhole(right, b.AsSpan(0, length), other, second);
            Add(ref sums, a.AsSpan(0, length), b.AsSpan(0, length), rounding, least);
            done += length;
        }

        return sums;
    }

    private static void ReadWhole(ElementReader reader, Span<float> part, TensorFile file, TensorInfo tensor)
    {
        while (part.Length > 0)
        {
            int read = reader.Read(part);
            part = read > 0 ? part[read..] : throw new TensorFileException($"{file.FileName}: tensor '{tensor.Name}' ends before its {tensor.Count} elements.");
        }
    }

    /// <param name="sums">Receives them.</param>
    /// <param name="first">Elements of the first file.</param>
    /// <param name="second">As many of the second.</param>
    /// <param name="rounding">The largest relative difference that rounding makes.</param>
    /// <param name="least">The largest difference that rounding makes of a number near zero: half the step of a type's subnormal numbers.</param>
    private static void Add(ref Sums sums, ReadOnlySpan<float> first, ReadOnlySpan<float> second, double rounding, double least)
    {
        sums.Count += first.Length;

        bool areSame = MemoryMarshal.AsBytes(first).SequenceEqual(MemoryMarshal.AsBytes(second));
        for (int i = 0; i < first.Length; i++)
        {
            double a = first[i];
            double b = second[i];
            if (!double.IsFinite(a) || !double.IsFinite(b))
            {
                sums.NotFinite++;
                sums.Equal += BitConverter.SingleToUInt32Bits(first[i]) == BitConverter.SingleToUInt32Bits(second[i]) ? 1 : 0;
                continue;
            }

            sums.First += a;
            sums.Second += b;
            sums.FirstSquares += a * a;
            sums.SecondSquares += b * b;
            sums.Products += a * b;
            if (areSame)
            {
                sums.Equal++;
                continue;
            }

            double difference = Math.Abs(b - a);
            sums.Differences += difference * difference;
            sums.Largest = Math.Max(sums.Largest, difference);
            sums.Equal += BitConverter.SingleToUInt32Bits(first[i]) == BitConverter.SingleToUInt32Bits(second[i]) ? 1 : 0;
            sums.Coarse += difference > Math.Max(least, rounding * Math.Max(Math.Abs(a), Math.Abs(b))) ? 1 : 0;
        }
    }

    /// <summary>Half the step of a type's subnormal numbers; 0 where weights are never so small.</summary>
    private static double HalfStep(TensorType type) => type switch
    {
        TensorType.Float16 => Math.ScaleB(1, -25),
        TensorType.Float8E4M3 => Math.ScaleB(1, -10),
        TensorType.Float8E5M2 => Math.ScaleB(1, -17),
        _ => 0,
    };

    /// <summary>What one pass over both keeps; elements that are not finite in both are left out of all sums.</summary>
    private struct Sums
    {
        public long Count;
        public long Equal;
        public long NotFinite;

        /// <summary>Elements whose difference is more than the coarser type's rounding.</summary>
        public long Coarse;

        public double First;
        public double Second;
        public double FirstSquares;
        public double SecondSquares;
        public double Products;
        public double Differences;
        public double Largest;
    }
}
