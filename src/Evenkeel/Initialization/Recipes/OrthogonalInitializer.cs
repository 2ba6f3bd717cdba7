using System.Buffers;
using Evenkeel.Initialization.Laws;
using Evenkeel.Numerics;
using Evenkeel.Randomness;
using Evenkeel.Shapes;

namespace Evenkeel.Initialization.Recipes;

/// <summary>A matrix with orthonormal rows or columns, whichever are fewer, drawn uniformly (Haar), times a factor that may depend on its sides.</summary>
/// <param name="name">The canonical name.</param>
/// <param name="formula">The rule in TeX.</param>
/// <param name="factor">The factor, of the weight and of the rows and columns of its matrix.</param>
internal sealed class OrthogonalInitializer(string name, string formula, Func<WeightShape, long, long, double> factor) : Initializer(name, formula)
{
    /// <summary>Whether rows are units, and each matrix of a stack is orthogonal by itself; otherwise the matrix is [first axis, everything else] as it is stored, as frameworks take it.</summary>
    public bool ByUnits { get; init; }

    /// <summary>Whether the factor belongs to units, so that weights which have none in rows are refused.</summary>
    public bool NeedsUnits { get; init; }

    /// <summary>The law of the biases; zero where it is null.</summary>
    public Func<WeightShape, Law>? Bias { get; init; }

    public override string? Refusal(WeightShape shape) => NeedsUnits || shape.Axes.Rank < 2 ? UnitRows.Refusal(Name, shape) : null;

    /// <summary>Each of the longer side's vectors has length g·√(short/long), so the mean square is g²/long.</summary>
    protected override Promise Promised(WeightShape shape)
    {
        (long rows, long columns) = Sides(shape);
        double gain = factor(shape, rows, columns);
        return new() { Family = Family.Orthogonal, StandardDeviation = Math.Abs(gain) / Math.Sqrt(Math.Max(rows, columns)), Lower = -Math.Abs(gain), Upper = Math.Abs(gain) };
    }

    protected override Promise PromisedBias(WeightShape shape) => Bias is { } law ? Initialization.Promise.Of(law(shape)) : base.PromisedBias(shape);

    protected override void MakeBias(Span<float> biases, WeightShape shape, Generator generator)
    {
        if (Bias is { } law)
        {
            law(shape).Draw(biases, generator);
            return;
        }

        base.MakeBias(biases, shape, generator);
    }

    protected override void Make(Span<float> weights, WeightShape shape, Generator generator)
    {
        (long rows, long columns) = Sides(shape);
        if (!IsByUnits(shape))
        {
            Haar(weights, (int)rows, (int)columns, factor(shape, rows, columns), generator);
            return;
        }

        UnitRows.Make(weights, shape, units =>
        {
            int each = units.Length / shape.Parts;
            for (int start = 0; start < units.Length; start += each)
            {
                Haar(units.Slice(start, each), (int)rows, (int)columns, factor(shape, rows, columns), generator);
            }
        });
    }

    /// <summary>Fills a row-major matrix, with the orthonormal factor of a normal matrix that is drawn in the same order; its transpose where there are more columns than rows.</summary>
    /// <remarks>Where another framework's numbers are wanted, the factor is computed in double, so that only their own rounding is between them and ours.</remarks>
    internal static void Haar(Span<float> weights, int rows, int columns, double gain, Generator generator)
    {
        generator.Normal(weights, 0, 1);
        if (rows < columns)
        {
            // Rows are the columns of the transpose, and lie as the factor wants them. Of a square matrix it is the columns: PyTorch's choice.
            Orthonormalize(weights, columns, rows, generator);
        }
        else
        {
            float[] transposed = ArrayPool<float>.Shared.Rent(weights.Length);
            Transpose(weights, transposed, rows, columns);
            Orthonormalize(transposed.AsSpan(0, weights.Length), rows, columns, generator);
            Transpose(transposed.AsSpan(0, weights.Length), weights, columns, rows);
            ArrayPool<float>.Shared.Return(transposed);
        }

        if (gain != 1)
        {
            foreach (ref float weight in weights)
            {
                weight = (float)(gain * weight);
            }
        }
    }

    private static void Orthonormalize(Span<float> matrix, int tall, int narrow, Generator generator)
    {
        if (generator is NativeGenerator)
        {
            OrthogonalFactor.Replace(matrix, tall, narrow);
            return;
        }

        double[] exact = ArrayPool<double>.Shared.Rent(matrix.Length);
        for (int i = 0; i < matrix.Length; i++)
        {
            exact[i] = matrix[i];
        }

        OrthogonalFactor.Replace(exact.AsSpan(0, matrix.Length), tall, narrow);
        for (int i = 0; i < matrix.Length; i++)
        {
            matrix[i] = (float)exact[i];
        }

        ArrayPool<double>.Shared.Return(exact);
    }

    private static void Transpose(ReadOnlySpan<float> from, Span<float> to, int rows, int columns)
    {
        const int Tile = 16;
        for (int start = 0; start < columns; start += Tile)
        {
            for (int i = 0; i < rows; i++)
            {
                for (int j = start; j < Math.Min(columns, start + Tile); j++)
                {
                    to[j * rows + i] = from[i * columns + j];
                }
            }
        }
    }

    private bool IsByUnits(WeightShape shape) => ByUnits && UnitRows.Refusal(Name, shape) is null;

    private (long Rows, long Columns) Sides(WeightShape shape)
    {
        long rows = IsByUnits(shape) ? UnitRows.Count(shape) : shape.As(WeightLayout.OutIn).Axes.Axes[0];
        return (rows, IsByUnits(shape) ? UnitRows.Length(shape) : shape.Axes.LongCount / rows);
    }
}
