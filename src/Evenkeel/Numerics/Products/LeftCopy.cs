namespace Evenkeel.Numerics.Products;

/// <summary>A panel's rows of A, copied to where they lie side by side in the first-level cache.</summary>
/// <remarks>
/// Works against the ways of that cache: rows a multiple of 4 KB apart, as every power-of-two width from 1024 gives, all fall into the
/// same set. It has 8 or 12 ways, so twelve rows push each other out at every inner index.
/// </remarks>
internal static unsafe class LeftCopy<TLanes>
    where TLanes : struct, ILanes<TLanes>
{
    private const int FewestWays = 8;

    /// <summary>Fewer tiles do not repay the copy.</summary>
    private const int FewestTiles = 3;

    private const int Line = 16;

    /// <summary>How much memory a copy needs; 0 if the rows are better read as they lie.</summary>
    /// <param name="panel">The operands of any panel.</param>
    /// <param name="columns">How many columns it has.</param>
    public static int Floats(in PanelOperands panel, int columns)
    {
        if (ProductPanel<TLanes>.MostRows <= FewestWays || panel.AInner != 1 || columns < FewestTiles * ProductPanel<TLanes>.TileColumns) return 0;

        return CacheSizes.Collide(panel.ARow, every: 1) ? ProductPanel<TLanes>.MostRows * (int)RowOf(panel.Inner) : 0;
    }

    /// <summary>The same panel, with its rows of A copied.</summary>
    /// <param name="panel">Its operands.</param>
    /// <param name="rows">Its height.</param>
    /// <param name="target">As many floats as <see cref="Floats"/> says.</param>
    public static PanelOperands Copied(in PanelOperands panel, int rows, float* target)
    {
        nint row = RowOf(panel.Inner);
        for (int r = 0; r < rows; r++) new ReadOnlySpan<float>(panel.A + r * panel.ARow, (int)panel.Inner).CopyTo(new Span<float>(target + r * row, (int)panel.Inner));
        return panel with { A = target, ARow = row, FetchesFollower = false };
    }

    /// <summary>Whole lines and one more, so that copies of rows fall into different sets.</summary>
    private static nint RowOf(nint inner) => (inner + Line - 1) / Line * Line + Line;
}
