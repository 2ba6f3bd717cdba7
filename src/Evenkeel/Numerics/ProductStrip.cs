namespace Evenkeel.Numerics;

/// <summary>A rectangle of a product whose sums are complete.</summary>
internal unsafe readonly struct ProductStrip
{
    /// <summary>The first sum; sum (r, j) of the strip is at <c>r·SumsRow + j</c>.</summary>
    public required float* Sums { get; init; }

    public required nint SumsRow { get; init; }

    /// <summary>The row of the product that the strip starts with.</summary>
    public required int Row { get; init; }

    /// <summary>The column of the product that the strip starts with.</summary>
    public required int Column { get; init; }

    public required int Rows { get; init; }

    public required int Columns { get; init; }

    /// <summary>The sums of all rows, if they follow each other; else empty.</summary>
    public ReadOnlySpan<float> All => SumsRow == Columns ? new(Sums, Rows * Columns) : default;

    /// <summary>The sums of one row.</summary>
    public ReadOnlySpan<float> SumsOf(int row) => new(Sums + row * SumsRow, Columns);
}
