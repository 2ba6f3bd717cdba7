using System.Runtime.Intrinsics;

namespace Evenkeel.Numerics;

/// <summary>What is kept of some rows or of some columns, an array a quantity.</summary>
internal readonly ref struct LineSums
{
    /// <summary>Sums.</summary>
    public Span<double> Sums { get; init; }

    /// <summary>Sums of squares.</summary>
    public Span<double> Squares { get; init; }

    /// <summary>For an even line the product with the next one; of columns, an odd one has that with the line before.</summary>
    public Span<double> Products { get; init; }

    /// <summary>Sums of patterns, each times the key of its place.</summary>
    public Span<uint> Checksums { get; init; }

    /// <summary>The keys of the places; of columns only.</summary>
    public ReadOnlySpan<uint> Keys { get; init; }

    /// <summary>The same from a line on.</summary>
    public LineSums From(int line) => new() { Sums = Sums[line..], Squares = Squares[line..], Products = Products[line..], Checksums = Checksums[line..], Keys = Keys.IsEmpty ? Keys : Keys[line..] };

    /// <summary>Adds the lanes of a line's sums.</summary>
    public void Add(int line, Vector256<double> sum, Vector256<double> squares, Vector256<uint> checksum)
    {
        Sums[line] += ElementScan.Join(sum);
        Squares[line] += ElementScan.Join(squares);
        Checksums[line] += Vector256.Sum(checksum);
    }
}
