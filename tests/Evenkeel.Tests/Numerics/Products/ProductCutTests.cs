using Evenkeel.Numerics;
using Evenkeel.Numerics.Products;

namespace Evenkeel.Tests.Numerics.Products;

/// <summary>How threads cut a product: evenly, along whole tiles, and not where it would cost more than it saves.</summary>
public class ProductCutTests
{
    private const int PanelRows = 12;
    private const int TileColumns = 32;

    public static TheoryData<int, int, int, int> Products
    {
        get
        {
            TheoryData<int, int, int, int> products = [];
            foreach (int threads in (int[])[2, 3, 5, 16, 200])
            foreach ((int m, int n, int k) in ((int, int, int)[])[(1, 1, 1), (1, 5000, 300), (5000, 1, 300), (100, 300, 784), (784, 300, 100), (13, 33, 1000), (1536, 1536, 1536), (100_000, 100_000, 1000)])
            {
                products.Add(threads, m, n, k);
            }

            return products;
        }
    }

    [Theory]
    [MemberData(nameof(Products))]
    public void Cut_LeavesNoPartWithoutRowsOrTiles(int threads, int m, int n, int k)
    {
        foreach (ProductOperands o in Forms(m, n, k))
        {
            (int rows, int columns) = ProductCut.Choose(in o, threads, PanelRows, TileColumns);

            rows.ShouldBeInRange(1, m);
            columns.ShouldBeInRange(1, (n + TileColumns - 1) / TileColumns);
            (rows * columns).ShouldBeLessThanOrEqualTo(Math.Max(64, 2 * threads));
        }
    }

    [Theory]
    [InlineData(100, 300, 784)]
    [InlineData(100, 300, 300)]
    [InlineData(784, 300, 100)]
    [InlineData(64, 256, 256)]
    [InlineData(10, 1000, 1000)]
    [InlineData(256, 1024, 1024)]
    public void Cut_GivesTwoThreadsAsMuchToDo(int m, int n, int k)
    {
        foreach (ProductOperands o in Forms(m, n, k))
        {
            (int rows, int columns) = ProductCut.Choose(in o, 2, PanelRows, TileColumns);

            // Half of all parts, even if they are the largest, hold hardly more than half of the elements.
            long largest = (long)Over(m, rows) * Math.Min(n, Over(Over(n, TileColumns), columns) * TileColumns);
            (rows * columns % 2).ShouldBe(0);
            ((double)largest * rows * columns / 2 / ((double)m * n / 2)).ShouldBeLessThan(1.08);
        }
    }

    [Fact]
    public void Cut_LeavesWeightsThatAreFarToPanelsThatShareThem()
    {
        // One panel alone walks B in memory's order, once; several would each fetch 4 MB.
        ProductOperands o = Forms(256, 1024, 1024).First();

        (int rows, _) = ProductCut.Choose(in o, 2, PanelRows, TileColumns);

        Over(256, rows).ShouldBeGreaterThan(PanelRows);
    }

    private static IEnumerable<ProductOperands> Forms(int m, int n, int k) =>
    [
        new() { M = m, N = n, K = k, ARow = k, AInner = 1, BStride = n },
        new() { M = m, N = n, K = k, ARow = k, AInner = 1, BStride = k, BTransposed = true },
        new() { M = m, N = n, K = k, ARow = 1, AInner = m, BStride = n },
    ];

    private static int Over(int length, int part) => (length + part - 1) / part;
}
