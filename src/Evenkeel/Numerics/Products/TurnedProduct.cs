namespace Evenkeel.Numerics.Products;

/// <summary>Products with few rows and a transposed B, as the gradient of a small batch is.</summary>
/// <remarks>A tile reads 16 columns of B, so the first-level cache must hold a line of each while four inner indices of it are used at a time.</remarks>
internal static unsafe class TurnedProduct<TLanes>
    where TLanes : struct, ILanes<TLanes>
{
    /// <summary>Whether the product is one for <see cref="Sum"/>.</summary>
    /// <param name="operands">Its matrices.</param>
    public static bool Takes(in ProductOperands operands) =>
        Quads<TLanes>.IsHardware && operands.BTransposed && operands.M <= ProductPanel<TLanes>.MostRows
        && operands.K % TurnedTile<TLanes, Rows1>.Step == 0 && !CacheSizes.Collide(operands.BStride, every: 2);

    /// <summary>Computes as many columns as whole registers reach.</summary>
    /// <param name="operands">The product's matrices.</param>
    /// <param name="fromColumn">First column.</param>
    /// <param name="toColumn">End of the columns.</param>
    /// <returns>The first column that is left.</returns>
    public static int Sum(in ProductOperands operands, int fromColumn, int toColumn)
    {
        int lanes = TLanes.Count, rest = (toColumn - fromColumn) % lanes;
        Tiles(in operands, fromColumn, toColumn - rest);
        if (rest == 0 || toColumn - fromColumn < lanes || operands.Start == operands.C) return toColumn - rest;

        // The last register computes some columns again, which starts that are still there allow.
        Tiles(in operands, toColumn - lanes, toColumn);
        return toColumn;
    }

    private static void Tiles(in ProductOperands operands, int fromColumn, int toColumn)
    {
        switch (operands.M)
        {
            case 1: TurnedTile<TLanes, Rows1>.Sum(in operands, fromColumn, toColumn); break;
            case 2: TurnedTile<TLanes, Rows2>.Sum(in operands, fromColumn, toColumn); break;
            case 3: TurnedTile<TLanes, Rows3>.Sum(in operands, fromColumn, toColumn); break;
            case 4: TurnedTile<TLanes, Rows4>.Sum(in operands, fromColumn, toColumn); break;
            case 5: TurnedTile<TLanes, Rows5>.Sum(in operands, fromColumn, toColumn); break;
            case 6: TurnedTile<TLanes, Rows6>.Sum(in operands, fromColumn, toColumn); break;
            case 7: TurnedTile<TLanes, Rows7>.Sum(in operands, fromColumn, toColumn); break;
            case 8: TurnedTile<TLanes, Rows8>.Sum(in operands, fromColumn, toColumn); break;
            case 9: TurnedTile<TLanes, Rows9>.Sum(in operands, fromColumn, toColumn); break;
            case 10: TurnedTile<TLanes, Rows10>.Sum(in operands, fromColumn, toColumn); break;
            case 11: TurnedTile<TLanes, Rows11>.Sum(in operands, fromColumn, toColumn); break;
            case 12: TurnedTile<TLanes, Rows12>.Sum(in operands, fromColumn, toColumn); break;
        }
    }
}
