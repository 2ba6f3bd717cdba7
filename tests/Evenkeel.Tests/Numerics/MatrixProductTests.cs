using Evenkeel.Numerics;

namespace Evenkeel.Tests.Numerics;

[Collection("kernel width")]
public class MatrixProductTests
{
    public enum Form
    {
        NN,
        NT,
        TN,
    }

    public static TheoryData<Form, bool, int> Settings
    {
        get
        {
            TheoryData<Form, bool, int> data = [];
            foreach (Form form in Enum.GetValues<Form>())
            {
                foreach (bool accumulate in (bool[])[false, true])
                {
                    foreach (int lanes in WidthScope.All) data.Add(form, accumulate, lanes);
                }
            }

            return data;
        }
    }

    [Theory]
    [MemberData(nameof(Settings))]
    public void Multiply_GivesTheBitsOfAScalarLoopOfFusedMultiplyAdds(Form form, bool accumulate, int lanes)
    {
        (int M, int N, int K)[] shapes =
        [
            (1, 1, 1), (2, 3, 4), (1, 70, 5), (70, 1, 5), (5, 70, 1), (7, 16, 9), (12, 32, 8), (13, 33, 17), (11, 15, 31), (24, 64, 48),
            (25, 47, 63), (31, 17, 70), (64, 9, 3), (100, 6, 2), (100, 10, 300), (300, 10, 100), (100, 300, 10), (10, 100, 129), (3, 2, 1025),
        ];

        foreach ((int m, int n, int k) in shapes) ShouldMatch(form, m, n, k, accumulate, lanes, Workers.One);
    }

    [Theory]
    [MemberData(nameof(Settings))]
    public void Multiply_TakesEverySmallShape(Form form, bool accumulate, int lanes)
    {
        for (int m = 0; m <= 14; m++)
        {
            foreach (int n in (int[])[0, 1, 2, 3, 4, 5, 7, 8, 9, 15, 16, 17, 23, 31, 32, 33, 41])
            {
                foreach (int k in (int[])[0, 1, 2, 7, 16, 19]) ShouldMatch(form, m, n, k, accumulate, lanes, Workers.One);
            }
        }
    }

    [Theory]
    [MemberData(nameof(Settings))]
    public void Multiply_GivesTheSameBitsForEveryNumberOfThreads(Form form, bool accumulate, int lanes)
    {
        foreach (int threads in (int[])[2, 3, 5])
        {
            using Workers workers = new(threads);

            ShouldMatch(form, 100, 131, 73, accumulate, lanes, workers);
            ShouldMatch(form, 13, 401, 97, accumulate, lanes, workers);
            ShouldMatch(form, 1001, 3, 151, accumulate, lanes, workers);
            ShouldMatch(form, 1, 700, 701, accumulate, lanes, workers);
        }
    }

    [Theory]
    [InlineData(Form.NN, 100, 300, 784)]
    [InlineData(Form.NT, 100, 300, 300)]
    [InlineData(Form.TN, 784, 300, 100)]
    [InlineData(Form.NN, 211, 797, 419)]
    [InlineData(Form.NT, 211, 797, 419)]
    [InlineData(Form.TN, 211, 797, 419)]
    [InlineData(Form.NN, 7, 35, 2100)]
    [InlineData(Form.TN, 7, 35, 2100)]
    [InlineData(Form.NT, 7, 35, 2100)]
    public void Multiply_GivesTheSameBitsForEveryBlocking(Form form, int m, int n, int k)
    {
        using Workers workers = new(3);
        foreach (int lanes in WidthScope.All)
        {
            ShouldMatch(form, m, n, k, accumulate: false, lanes, Workers.One);
            ShouldMatch(form, m, n, k, accumulate: true, lanes, workers);
        }
    }

    [Theory]
    [MemberData(nameof(Settings))]
    public void Multiply_LetsNotANumberAndInfinityThrough(Form form, bool accumulate, int lanes)
    {
        float[] a = Values(20 * 40, 1), b = Values(40 * 35, 2), start = Values(20 * 35, 3);
        (a[17], b[23], start[6]) = (float.NaN, float.PositiveInfinity, float.NegativeInfinity);

        ShouldMatch(form, 20, 35, 40, accumulate, lanes, Workers.One, a, b, start);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(4)]
    [InlineData(8)]
    [InlineData(16)]
    public void Multiply_RoundsOnceWhereAProductAndASumWouldRoundTwice(int lanes)
    {
        // (1 + 2⁻¹²)² − (1 + 2⁻¹¹) = 2⁻²⁴, which a product rounded on its own loses.
        float[] a = [1 + 1 / 4096f], b = [.. Enumerable.Repeat(1 + 1 / 4096f, 37)], c = [.. Enumerable.Repeat(-(1 + 1 / 2048f), 37)];

        using (new WidthScope(lanes)) MatrixProduct.Multiply(a, b, c, 1, 37, 1, true, Workers.One);

        c.ShouldAllBe(value => value == 1 / 16777216f);
    }

    [Theory]
    [InlineData(false, 0f)]
    [InlineData(true, 3f)]
    public void Multiply_OverNoInnerIndexIsZeroOrWhatWasThere(bool accumulate, float expected)
    {
        float[] c = [3, 3, 3, 3, 3];

        MatrixProduct.Multiply([], [], c, 2, 2, 0, accumulate, Workers.One);

        c.ShouldBe([expected, expected, expected, expected, 3]);
    }

    [Fact]
    public void Multiply_AllocatesNothingOnceWarm()
    {
        float[] a = Values(300 * 300, 1), b = Values(300 * 300, 2), c = new float[300 * 300];
        using Workers workers = new(2);
        Multiply();

        long before = GC.GetAllocatedBytesForCurrentThread();
        Multiply();
        long after = GC.GetAllocatedBytesForCurrentThread();

        (after - before).ShouldBe(0);

        void Multiply()
        {
            for (int i = 0; i < 3; i++)
            {
                MatrixProduct.Multiply(a, b, c, 300, 300, 300, false, workers);
                MatrixProduct.MultiplyTransposedRight(a, b, c, 300, 300, 300, false, workers);
                MatrixProduct.MultiplyTransposedLeft(a, b, c, 300, 300, 300, true, Workers.One);
            }
        }
    }

    [Fact]
    public void Multiply_SaysWhichMatrixIsTooShort()
    {
        ArgumentException thrown = Should.Throw<ArgumentException>(() => MatrixProduct.Multiply(new float[6], new float[11], new float[8], 2, 4, 3, false, Workers.One));

        thrown.Message.ShouldBe("Matrix b holds 11 values, but 3×4 needs 12. (Parameter 'b')");
    }

    [Fact]
    public void MultiplyTransposedRight_StatesTheShapesAsTheyLieInMemory()
    {
        ArgumentException thrown = Should.Throw<ArgumentException>(() => MatrixProduct.MultiplyTransposedRight(new float[6], new float[11], new float[8], 2, 4, 3, false, Workers.One));

        thrown.Message.ShouldBe("Matrix b holds 11 values, but 4×3 needs 12. (Parameter 'b')");
    }

    [Fact]
    public void MultiplyTransposedLeft_StatesTheShapesAsTheyLieInMemory()
    {
        ArgumentException thrown = Should.Throw<ArgumentException>(() => MatrixProduct.MultiplyTransposedLeft(new float[5], new float[12], new float[8], 2, 4, 3, false, Workers.One));

        thrown.Message.ShouldBe("Matrix a holds 5 values, but 3×2 needs 6. (Parameter 'a')");
    }

    [Fact]
    public void Multiply_CountsBeyondTheRangeOfAnInteger()
    {
        ArgumentException thrown = Should.Throw<ArgumentException>(() => MatrixProduct.Multiply(new float[1], new float[1], new float[1], 100_000, 1, 100_000, false, Workers.One));

        thrown.Message.ShouldBe("Matrix a holds 1 values, but 100000×100000 needs 10000000000. (Parameter 'a')");
    }

    [Fact]
    public void Multiply_RejectsANegativeDimension()
    {
        ArgumentOutOfRangeException thrown = Should.Throw<ArgumentOutOfRangeException>(() => MatrixProduct.Multiply([], [], [], 0, -1, 0, false, Workers.One));

        thrown.Message.ShouldBe("Dimension n is -1, but a matrix needs at least 0. (Parameter 'n')");
    }

    [Fact]
    public void Multiply_RejectsAResultThatSharesMemory()
    {
        float[] matrix = new float[12];

        ArgumentException thrown = Should.Throw<ArgumentException>(() => MatrixProduct.Multiply(matrix.AsSpan(0, 4), new float[4], matrix.AsSpan(3, 4), 2, 2, 2, false, Workers.One));

        thrown.Message.ShouldBe("C shares memory with A, but a product needs memory of its own. (Parameter 'c')");
    }

    private static void ShouldMatch(Form form, int m, int n, int k, bool accumulate, int lanes, Workers workers) =>
        ShouldMatch(form, m, n, k, accumulate, lanes, workers, Values(m * k, 1), Values(k * n, 2), Values(m * n, 3));

    private static void ShouldMatch(Form form, int m, int n, int k, bool accumulate, int lanes, Workers workers, float[] a, float[] b, float[] start)
    {
        const float Guard = 12345;
        float[] expected = ScalarLoop(form, m, n, k, accumulate, a, b, start);
        float[] actual = [.. start, .. Enumerable.Repeat(Guard, 40)];

        using (new WidthScope(lanes))
        {
            switch (form)
            {
                case Form.NN: MatrixProduct.Multiply(a, b, actual, m, n, k, accumulate, workers); break;
                case Form.NT: MatrixProduct.MultiplyTransposedRight(a, b, actual, m, n, k, accumulate, workers); break;
                default: MatrixProduct.MultiplyTransposedLeft(a, b, actual, m, n, k, accumulate, workers); break;
            }
        }

        for (int i = 0; i < actual.Length; i++)
        {
            float wanted = i < expected.Length ? expected[i] : Guard;
            bool same = BitConverter.SingleToInt32Bits(actual[i]) == BitConverter.SingleToInt32Bits(wanted) || (float.IsNaN(actual[i]) && float.IsNaN(wanted));
            same.ShouldBeTrue($"{form} {m}×{n}×{k}, accumulate {accumulate}, {lanes} lanes, {workers.Count} threads: element {i} is {actual[i]:R}, not {wanted:R}.");
        }
    }

    private static float[] ScalarLoop(Form form, int m, int n, int k, bool accumulate, float[] a, float[] b, float[] start)
    {
        float[] c = new float[m * n];
        for (int i = 0; i < m; i++)
        {
            for (int j = 0; j < n; j++)
            {
                float sum = accumulate ? start[i * n + j] : 0;
                for (int p = 0; p < k; p++)
                {
                    float x = form == Form.TN ? a[p * m + i] : a[i * k + p];
                    float y = form == Form.NT ? b[j * k + p] : b[p * n + j];
                    sum = MathF.FusedMultiplyAdd(x, y, sum);
                }

                c[i * n + j] = sum;
            }
        }

        return c;
    }

    /// <summary>Values of many magnitudes, so that each rounding shows.</summary>
    private static float[] Values(int count, uint seed)
    {
        float[] values = new float[count];
        uint state = seed * 2654435761u;
        for (int i = 0; i < count; i++)
        {
            state = state * 1664525u + 1013904223u;
            values[i] = ((int)(state >> 8) - (1 << 23)) / (float)(1 << 23) * (1 << (int)(state >> 29));
        }

        return values;
    }
}
