using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Evenkeel.Numerics;

/// <summary>Counts values into the bins of an axis.</summary>
/// <remarks>
/// On a logarithmic axis, a value's bin never falls as its size grows. So bins begin at certain sizes, which are found once by bisection, and
/// the upper bits of a size tell its bin but for a step or so: the same bins as by a logarithm for each value, without one.
/// </remarks>
internal sealed class BinTally(HistogramAxis axis)
{
    /// <summary>Values for which the table of sizes costs more than it saves.</summary>
    private const int Few = 2048;

    private const uint Infinite = 0x7F80_0000;
    private const int CellShift = 16;

    /// <summary>1 / ln 10.</summary>
    private const double PerDecade = 0.43429448190325182765;

    /// <summary>Found once for each axis, and gone with it.</summary>
    private static readonly ConditionalWeakTable<HistogramAxis, SizeTable> Sizes = [];

    private readonly double perUnit = axis.Bins / (axis.High - axis.Low);

    /// <summary>Values in each bin.</summary>
    public int[] Counts { get; } = new int[axis.Bins];

    /// <summary>Values below the lower end, zeros on a logarithmic axis apart.</summary>
    public int Below { get; private set; }

    /// <summary>Values above the upper end.</summary>
    public int Above { get; private set; }

    /// <summary>Values that are exactly zero.</summary>
    public int Zeros { get; private set; }

    /// <summary>Values that are not numbers.</summary>
    public int NotNumbers { get; private set; }

    /// <summary>Counts values.</summary>
    public void Add(ReadOnlySpan<float> values)
    {
        int[] tallies = new int[axis.Bins + 2];
        if (axis.Scale != HistogramScale.Log10) AddByPlace(values, tallies);
        else if (values.Length > Few) AddBySize(values, tallies);
        else AddByLogarithm(values, tallies);
        Below += tallies[0];
        Above += tallies[^1];
        for (int bin = 0; bin < Counts.Length; bin++) Counts[bin] += tallies[bin + 1];
    }

    /// <summary>Counts by place on the axis.</summary>
    /// <remarks>
    /// Works against the arithmetic of a place, which is done for eight values at a time where all of them lie on the axis and none is zero, and against counts
    /// that wait for one another: neighbours go to different tallies.
    /// </remarks>
    private void AddByPlace(ReadOnlySpan<float> values, int[] tallies)
    {
        int done = 0;
        if (Vector512.IsHardwareAccelerated && values.Length >= Few)
        {
            int[] others = new int[tallies.Length];
            Vector512<double> low = Vector512.Create(axis.Low), high = Vector512.Create(axis.High), scale = Vector512.Create(perUnit), last = Vector512.Create((double)(axis.Bins - 1));
            for (; done <= values.Length - Vector512<double>.Count; done += Vector512<double>.Count)
            {
                Vector256<float> narrow = Vector256.Create(values[done..]);
                Vector512<double> places = Vector512.Create(Vector256.WidenLower(narrow), Vector256.WidenUpper(narrow));
                Vector512<double> within = Vector512.GreaterThanOrEqual(places, low) & Vector512.LessThanOrEqual(places, high) & ~Vector512.Equals(places, Vector512<double>.Zero);
                if (within.ExtractMostSignificantBits() != 0xFF)
                {
                    AddOneByOne(values.Slice(done, Vector512<double>.Count), tallies);
                    continue;
                }

                Vector512<long> bins = Vector512.ConvertToInt64Native(Vector512.MinNative((places - low) * scale, last));
                for (int i = 0; i < Vector512<double>.Count; i += 2)
                {
                    tallies[bins[i] + 1]++;
                    others[bins[i + 1] + 1]++;
                }
            }

            for (int bin = 0; bin < tallies.Length; bin++) tallies[bin] += others[bin];
        }

        AddOneByOne(values[done..], tallies);
    }

    private void AddOneByOne(ReadOnlySpan<float> values, int[] tallies)
    {
        (int zeros, int notNumbers) = (0, 0);
        foreach (float value in values)
        {
            zeros += value == 0 ? 1 : 0;
            if (float.IsNaN(value)) notNumbers++;
            else tallies[Bin(value) + 1]++;
        }

        Zeros += zeros;
        NotNumbers += notNumbers;
    }

    private void AddByLogarithm(ReadOnlySpan<float> values, int[] tallies)
    {
        foreach (float value in values)
        {
            if (float.IsNaN(value)) NotNumbers++;
            else if (value == 0) Zeros++;
            else tallies[Bin(Logarithm(value)) + 1]++;
        }
    }

    private void AddBySize(ReadOnlySpan<float> values, int[] tallies)
    {
        (uint[] starts, int[] cells) = Sizes.GetValue(axis, _ => NewSizes());
        foreach (float value in values)
        {
            uint size = BitConverter.SingleToUInt32Bits(value) & 0x7FFF_FFFF;
            if (size == 0)
            {
                Zeros++;
            }
            else if (size > Infinite)
            {
                NotNumbers++;
            }
            else
            {
                int bin = cells[size >> CellShift];
                while (bin < axis.Bins && starts[bin + 1] <= size) bin++;
                tallies[bin + 1]++;
            }
        }
    }

    /// <summary>Where bins begin, and by the upper bits of a size the bin of the smallest size with these.</summary>
    private SizeTable NewSizes()
    {
        uint[] starts = Starts();
        int[] cells = new int[(int)(Infinite >> CellShift) + 1];
        for (int cell = 0, bin = -1; cell < cells.Length; cell++)
        {
            while (bin < axis.Bins && starts[bin + 1] <= (uint)cell << CellShift) bin++;
            cells[cell] = bin;
        }

        return new(starts, cells);
    }

    /// <summary>The bits of the smallest size of each bin, and of the smallest above all bins; past those of infinity where there is none.</summary>
    private uint[] Starts()
    {
        uint[] starts = new uint[axis.Bins + 1];
        for (int bin = 0; bin < starts.Length; bin++)
        {
            (uint low, uint high) = (1, Infinite + 1);
            while (low < high)
            {
                uint middle = (low + high) / 2;
                if (Bin(Logarithm(BitConverter.UInt32BitsToSingle(middle))) >= bin) high = middle;
                else low = middle + 1;
            }

            starts[bin] = low;
        }

        return starts;
    }

    private static double Logarithm(float value) => Elementary.Log(Math.Abs((double)value)) * PerDecade;

    /// <summary>The bin of a place on the axis: −1 below all, their number above all.</summary>
    private int Bin(double place) =>
        place < axis.Low ? -1 : place > axis.High ? axis.Bins : Math.Min(axis.Bins - 1, (int)((place - axis.Low) * perUnit));

    private sealed record SizeTable(uint[] Starts, int[] Cells);
}
