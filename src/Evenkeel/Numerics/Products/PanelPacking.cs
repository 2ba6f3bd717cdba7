namespace Evenkeel.Numerics.Products;

/// <summary>Copies a block of B tile by tile, so that a tile's columns follow each other in memory at every inner index.</summary>
/// <remarks>
/// Works against address translation and cache conflicts: a large B walked down its columns touches a page per step.
/// The columns that the last tile lacks hold 0.
/// </remarks>
internal static unsafe class PanelPacking<TLanes>
    where TLanes : struct, ILanes<TLanes>
{
    /// <summary>Packs B as it lies.</summary>
    /// <param name="source">Its first element; element (p, j) is at <c>p·stride + j</c>.</param>
    /// <param name="stride">Floats from one inner index to the following one.</param>
    /// <param name="inner">Inner length of the block.</param>
    /// <param name="columns">Columns of the block.</param>
    /// <param name="target">Tiles of <c>inner·width</c> floats, one after the other.</param>
    public static void Copy(float* source, nint stride, int inner, int columns, float* target)
    {
        int lanes = TLanes.Count, width = 2 * lanes;
        nint tile = (nint)inner * width;
        int full = columns - columns % width, rest = columns % width;
        TLanes first = TLanes.FirstLanes(Math.Clamp(rest, 1, lanes)), second = TLanes.FirstLanes(Math.Max(rest - lanes, 1));
        for (int p = 0; p < inner; p++, source += stride, target += width)
        {
            float* from = source, to = target;
            for (int j = 0; j < full; j += width, from += width, to += tile)
            {
                TLanes.Store(TLanes.Load(ref *from), ref *to);
                TLanes.Store(TLanes.Load(ref from[lanes]), ref to[lanes]);
            }

            if (rest == 0) continue;
            TLanes.Store(TLanes.LoadPart(ref *from, first), ref *to);
            TLanes.Store(rest > lanes ? TLanes.LoadPart(ref from[lanes], second) : default, ref to[lanes]);
        }
    }

    /// <summary>Packs B from its transpose.</summary>
    /// <param name="source">Its first element; element (p, j) is at <c>j·stride + p</c>.</param>
    /// <param name="stride">Floats from one column to the following one.</param>
    /// <param name="inner">Inner length of the block.</param>
    /// <param name="columns">Columns of the block.</param>
    /// <param name="target">Tiles of <c>inner·width</c> floats, one after the other.</param>
    public static void Transpose(float* source, nint stride, int inner, int columns, float* target)
    {
        int lanes = TLanes.Count, width = 2 * lanes;
        for (int j = 0; j < columns; j += lanes)
        {
            // Two squares, one beside the other, make the columns of a tile.
            float* square = target + (nint)(j / width) * inner * width + j % width;
            for (int p = 0; p < inner; p += lanes)
            {
                TransposedSquare.Copy(lanes, source + j * stride + p, stride, Math.Min(lanes, columns - j), Math.Min(lanes, inner - p), square + (nint)p * width, width, lanes);
            }
        }
    }
}
