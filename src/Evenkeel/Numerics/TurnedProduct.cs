namespace Evenkeel.Numerics;

/// <summary>Products with few rows and a transposed B, as the gradient of a small batch is.</summary>
/// <remarks>A tile reads 16 columns of B, so the first-level cache must hold a line of each while four inner indices of it are used at a time.</remarks>
internal static class TurnedProduct<TLanes>
    where TLanes : struct, ILanes<TLanes>
{
    /// <summary>Whether the product is one for <see cref="Sum"/>.</summary>
    /// <param name="operands">Its matrices.</param>
    public static bool Takes(in ProductOperands operands) =>
        Quads<TLanes>.IsHardware && operands.BTransposed && operands.M <= ProductPanel<TLanes>.MostRows
        && operands.K % TurnedTile<TLanes, Rows1>.Step == 0 && !CacheSizes.Collide(operands.BStride, every: 2);

    /// <summary>Computes whole registers of columns.</summary>
    /// <param name="operands">The product's matrices.</param>
    /// <param name="fromColumn">First column.</param>
    /// <param name="toColumn">End of the columns.</param>
    /// <returns>The first column that is left.</returns>
    public static int Sum(in ProductOperands operands, int fromColumn, int toColumn)
    {
        int end = toColumn - (toColumn - fromColumn) % TLanes.Count;
        switch (operands.M)
        {
            case 1: TurnedTile<TLanes, Rows1>.Sum(in operands, fromColumn, end); break;
            case 2: TurnedTile<TLanes, Rows2>.Sum(in operands, fromColumn, end); break;
            case 3: TurnedTile<TLanes, Rows3>.Sum(in operands, fromColumn, end); break;
            case 4: TurnedTile<TLanes, Rows4>.Sum(in operands, fromColumn, end); break;
            case 5: TurnedTile<TLanes, Rows5>.Sum(in operands, fromColumn, end); break;
            case 6: TurnedTile<TLanes, Rows6>.Sum(in operands, fromColumn, end); break;
            case 7: TurnedTile<TLanes, Rows7>.Sum(in operands, fromColumn, end); break;
            case 8: TurnedTile<TLanes, Rows8>.Sum(in operands, fromColumn, end); break;
            case 9: TurnedTile<TLanes, Rows9>.Sum(in operands, fromColumn, end); break;
            case 10: TurnedTile<TLanes, Rows10>.Sum(in operands, fromColumn, end); break;
            case 11: TurnedTile<TLanes, Rows11>.Sum(in operands, fromColumn, end); break;
            case 12: TurnedTile<TLanes, Rows12>.Sum(in operands, fromColumn, end); break;
        }

        return end;
    }
}
