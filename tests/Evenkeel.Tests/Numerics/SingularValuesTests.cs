using Evenkeel.Numerics;

namespace Evenkeel.Tests.Numerics;

public class SingularValuesTests
{
    // numpy 1.24.2, numpy.linalg.svd of the same integers over 1001; 257 lines fall into five chunks.
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Values_AreThoseOfNumpy(bool isWide)
    {
        (int rows, int columns) = (300, 257);
        double[] tall = [.. Enumerable.Range(0, rows * columns).Select(k => Element(k / columns, k % columns))];
        double[] wide = [.. Enumerable.Range(0, rows * columns).Select(k => Element(k % rows, k / rows))];

        double[] values = isWide ? SingularValues.Of(wide, columns, rows) : SingularValues.Of(tall, rows, columns);

        (int Index, double Value)[] some = [(0, 19.541140897732184), (1, 19.121306309059463), (100, 10.26593968010241), (200, 4.024731453537459), (255, 0.7742355031844088), (256, 0.6908630693062378)];
        foreach ((int index, double value) in some) values[index].ShouldBe(value, Error(rows, columns, values[0]));
        values.Sum().ShouldBe(2243.362166003861, 257 * Error(rows, columns, values[0]));
    }

    // mpmath 1.2.1 in 40 digits.
    [Fact]
    public void HilbertMatrix_HasItsKnownValues()
    {
        double[] matrix = [.. Enumerable.Range(0, 36).Select(i => 1.0 / (i / 6 + i % 6 + 1))];

        double[] values = SingularValues.Of(matrix, 6, 6);

        double[] expected = [1.6188998589243391, 0.24236087057520955, 0.016321521319875822, 0.0006157483541826577, 1.2570757122625195e-5, 1.0827994845655498e-7];
        for (int i = 0; i < 6; i++) values[i].ShouldBe(expected[i], Error(6, 6, values[0]));
    }

    [Theory]
    [InlineData(1, 1)]
    [InlineData(1, 9)]
    [InlineData(2, 2)]
    [InlineData(3, 65)]
    [InlineData(66, 66)]
    [InlineData(67, 64)]
    [InlineData(131, 140)]
    public void Values_AreThoseOfRotations(int rows, int columns)
    {
        double[] matrix = Normal(rows * columns, 8);

        double[] values = SingularValues.Of(matrix, rows, columns);

        double[] others = SingularDecomposition.ValuesOf(matrix, rows, columns);
        values.Length.ShouldBe(others.Length);
        for (int k = 0; k < values.Length; k++) values[k].ShouldBe(others[k], Error(rows, columns, others[0]));
        values.ShouldBe(values.OrderDescending());
    }

    [Fact]
    public void OrthogonalMatrix_HasOnlyOnes()
    {
        double[] matrix = Orthonormal(90, 70, 4);

        double[] values = SingularValues.Of(matrix, 70, 90);

        values.ShouldAllBe(value => Math.Abs(value - 1) < Error(90, 70, 1));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(5)]
    [InlineData(80)]
    public void DiagonalMatrix_HasItsDiagonal(int size)
    {
        double[] matrix = new double[size * size];
        for (int k = 0; k < size; k++) matrix[k * size + k] = (k % 2 == 0 ? 1 : -1) * (1 + k * 7 % size);

        double[] values = SingularValues.Of(matrix, size, size);

        for (int k = 0; k < size; k++) values[k].ShouldBe(size - k, Error(size, size, size));
    }

    /// <summary>Values over twelve decades, in an order of no help.</summary>
    [Fact]
    public void GradedMatrix_HasItsGrades()
    {
        const int Rows = 75, Columns = 70;
        double[] u = Orthonormal(Rows, Columns, 1), v = Orthonormal(Columns, Columns, 2);
        double[] grades = [.. Enumerable.Range(0, Columns).Select(k => Math.Pow(2, -(k * 11 % Columns) * 40.0 / Columns))];
        double[] matrix = new double[Rows * Columns];
        for (int k = 0; k < Columns; k++) AddOuter(matrix, grades[k], u.AsSpan(k * Rows, Rows), v.AsSpan(k * Columns, Columns));

        double[] values = SingularValues.Of(matrix, Rows, Columns);

        double[] sorted = [.. grades.OrderDescending()];
        for (int k = 0; k < Columns; k++) values[k].ShouldBe(sorted[k], Error(Rows, Columns, 1));
    }

    [Theory]
    [InlineData(70, 70, 3)]
    [InlineData(90, 20, 1)]
    [InlineData(5, 5, 0)]
    public void MissingRank_IsRounding(int rows, int columns, int rank)
    {
        double[] matrix = new double[rows * columns];
        for (int k = 0; k < rank; k++) AddOuter(matrix, 1, Normal(rows, 20 + k), Normal(columns, 40 + k));

        double[] values = SingularValues.Of(matrix, rows, columns);

        SingularDecomposition.RankOf(values, rows, columns).ShouldBe(rank);
        for (int k = rank; k < values.Length; k++) values[k].ShouldBeInRange(0, Error(rows, columns, values[0]));
    }

    [Fact]
    public void EqualElements_LeaveOneDirection()
    {
        double[] matrix = new double[40 * 50];
        Array.Fill(matrix, -0.5);

        double[] values = SingularValues.Of(matrix, 40, 50);

        double expected = 0.5 * Math.Sqrt(40 * 50);
        values[0].ShouldBe(expected, Error(40, 50, expected));
        values[1].ShouldBeInRange(0, Error(40, 50, expected));
    }

    [Fact]
    public void Floats_AreTakenAsTheyAre()
    {
        float[] floats = new float[30 * 20];
        Draw.Normal(floats, 5, 0, 1);
        double[] matrix = [.. floats.Select(x => (double)x)];

        SingularValues.Of(floats, 30, 20).ShouldBe(SingularValues.Of(matrix, 30, 20));
        SingularValues.Of(floats, 20, 30).ShouldBe(SingularValues.Of(matrix, 20, 30));
    }

    [Theory]
    [InlineData(2)]
    [InlineData(5)]
    public void Threads_ChangeNoBit(int threads)
    {
        double[] matrix = Normal(210 * 190, 6);
        using Workers workers = new(threads);

        SingularValues.Of(matrix, 210, 190, workers).ShouldBe(SingularValues.Of(matrix, 210, 190));
    }

    [Theory]
    [InlineData(1e-200)]
    [InlineData(1e-308)]
    [InlineData(1e200)]
    public void Scale_NeitherOverflowsNorUnderflows(double scale)
    {
        double[] matrix = [3 * scale, 0, 4 * scale, 5 * scale];

        double[] values = SingularValues.Of(matrix, 2, 2);

        // √45 and √5: the squares of the values are 25 ± 20. At 1e-308 the elements have lost a digit of their own.
        double error = Error(2, 2, 7 * scale) + 4 * double.Epsilon;
        values[0].ShouldBe(Math.Sqrt(45) * scale, error);
        values[1].ShouldBe(Math.Sqrt(5) * scale, error);
    }

    [Fact]
    public void BadMatrices_AreRejected()
    {
        Should.Throw<ArgumentException>(() => SingularValues.Of(new double[5], 2, 3)).Message.ShouldStartWith("The matrix holds 5 values, but 2×3 needs 6.");
        Should.Throw<ArgumentException>(() => SingularValues.Of([1.0, double.NaN], 1, 2)).Message.ShouldStartWith("The matrix holds a value that is not finite");
        Should.Throw<ArgumentException>(() => SingularValues.Of([float.NegativeInfinity, 1f], 2, 1)).Message.ShouldStartWith("The matrix holds a value that is not finite");
        Should.Throw<ArgumentOutOfRangeException>(() => SingularValues.Of(new double[1], 0, 3));
    }

    /// <summary>What the remarks promise; the other side of each comparison has its own rounding of the same order, hence twice.</summary>
    private static double Error(int rows, int columns, double largest) => 2 * Math.Sqrt((double)rows * columns) * 1.1102230246251565e-16 * Math.Max(largest, double.Epsilon);

    private static double Element(int i, int j) => ((i * 7919 + j * 104729 + i * i * 31 * (j + 1)) % 2003 - 1001) / 1001.0;

    private static double[] Normal(int count, int seed)
    {
        float[] values = new float[count];
        Draw.Normal(values, seed, 0, 1);
        return [.. values.Select(x => (double)x)];
    }

    private static double[] Orthonormal(int length, int count, int seed)
    {
        double[] matrix = Normal(length * count, seed);
        OrthogonalFactor.Replace(matrix, length, count);
        return matrix;
    }

    private static void AddOuter(double[] matrix, double scale, ReadOnlySpan<double> u, ReadOnlySpan<double> v)
    {
        for (int i = 0; i < u.Length; i++)
        {
            for (int j = 0; j < v.Length; j++) matrix[i * v.Length + j] += scale * u[i] * v[j];
        }
    }
}
