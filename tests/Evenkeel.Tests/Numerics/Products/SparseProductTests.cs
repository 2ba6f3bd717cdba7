using Evenkeel.Numerics;
using Evenkeel.Numerics.Products;

namespace Evenkeel.Tests.Numerics.Products;

/// <summary>A left matrix of mostly zeros takes another way to the same bits.</summary>
[Collection("kernel width")]
public sealed class SparseProductTests
{
    public static TheoryData<int, int, int> Shapes => new() { { 100, 300, 784 }, { 784, 300, 100 }, { 37, 131, 401 }, { 1, 4097, 1000 }, { 333, 33, 97 } };

    [Theory]
    [MemberData(nameof(Shapes))]
    public void Multiply_GivesTheBitsOfTheWholeSumWhereMostOfAIsZero(int m, int n, int k)
    {
        float[] a = Sparse(m * k, 0.2);
        float[] b = Numbers(k * n, 2);
        float[] start = Numbers(m * n, 3);
        float[] expected = Reference(a, b, start, m, n, k, (i, p) => i * k + p);

        foreach (float[] c in Results(start, (c, workers) => MatrixProduct.Multiply(a, b, c, m, n, k, accumulate: true, workers)))
        {
            c.ShouldBe(expected);
        }
    }

    [Theory]
    [MemberData(nameof(Shapes))]
    public void MultiplyTransposedLeft_GivesTheBitsOfTheWholeSumWhereMostOfAIsZero(int m, int n, int k)
    {
        float[] a = Sparse(m * k, 0.2);
        float[] b = Numbers(k * n, 2);
        float[] start = new float[m * n];
        float[] expected = Reference(a, b, start, m, n, k, (i, p) => p * m + i);

        foreach (float[] c in Results(Numbers(m * n, 5), (c, workers) => MatrixProduct.MultiplyTransposedLeft(a, b, c, m, n, k, accumulate: false, workers)))
        {
            c.ShouldBe(expected);
        }
    }

    [Fact]
    public void MultiplyTransposedRight_OfZerosGivesZeros()
    {
        float[] b = Numbers(300 * 300, 2);

        foreach (float[] c in Results(Numbers(100 * 300, 5), (c, workers) => MatrixProduct.MultiplyTransposedRight(new float[100 * 300], b, c, 100, 300, 300, accumulate: false, workers)))
        {
            c.ShouldAllBe(value => value == 0);
        }
    }

    [Fact]
    public void Multiply_KeepsANaNOfASparseMatrix()
    {
        float[] a = new float[100 * 100];
        a[57] = float.NaN;
        float[] c = new float[100 * 200];

        MatrixProduct.Multiply(a, Numbers(100 * 200, 1), c, 100, 200, 100, accumulate: false, Workers.One);

        c.AsSpan(0, 200).ToArray().ShouldAllBe(value => float.IsNaN(value));
        c.AsSpan(200).ToArray().ShouldAllBe(value => value == 0);
    }

    private static IEnumerable<float[]> Results(float[] start, Action<float[], Workers> multiply)
    {
        foreach (int lanes in new[] { 1, 4, 8, 16 })
        {
            using WidthScope width = new(lanes);
            foreach (int threads in new[] { 1, 3 })
            {
                using Workers workers = new(threads);
                float[] c = [.. start];
                multiply(c, workers);
                yield return c;
            }
        }
    }

    private static float[] Reference(float[] a, float[] b, float[] start, int m, int n, int k, Func<int, int, int> place)
    {
        float[] c = [.. start];
        for (int i = 0; i < m; i++)
        {
            for (int p = 0; p < k; p++)
            {
                for (int j = 0; j < n; j++)
                {
                    c[i * n + j] = MathF.FusedMultiplyAdd(a[place(i, p)], b[p * n + j], c[i * n + j]);
                }
            }
        }

        return c;
    }

    private static float[] Sparse(int count, double share)
    {
        RandomSequence random = new Seed(1).Sequence();
        float[] values = new float[count];
        for (int i = 0; i < count; i++)
        {
            values[i] = random.NextDouble() < share ? (float)random.NextNormal() : 0;
        }

        return values;
    }

    private static float[] Numbers(int count, long seed)
    {
        float[] values = new float[count];
        Draw.Uniform(values, seed, -1, 1);
        return values;
    }
}
