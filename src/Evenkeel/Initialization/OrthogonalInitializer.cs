using System.Buffers;
using Evenkeel.Numerics;
using Evenkeel.Shapes;

namespace Evenkeel.Initialization;

/// <summary>A matrix with orthonormal rows or columns, whichever are fewer, drawn uniformly (Haar), times a gain.</summary>
internal sealed class OrthogonalInitializer(string name, double gain) : Initializer(name, gain == 1 ? @"W W^\top = I" : $@"W W^\top = {Text(gain * gain)}\,I")
{
    /// <summary>Each of the longer side's vectors has length g·√(short/long), so the mean square is g²/long.</summary>
    public override double StandardDeviation(WeightShape shape) =>
        gain / Math.Sqrt(Math.Max(shape.Axes.Axes[0], shape.Axes.Count / shape.Axes.Axes[0]));

    protected override void Draw(Span<float> weights, WeightShape shape, Seed seed)
    {
        int rows = shape.Axes.Axes[0];
        int columns = shape.Axes.Count / rows;
        (int tall, int narrow) = (Math.Max(rows, columns), Math.Min(rows, columns));
        float[] normal = ArrayPool<float>.Shared.Rent(tall * narrow);
        Numerics.Draw.Normal(normal.AsSpan(0, tall * narrow), seed, 0, 1);
        double[] matrix = ArrayPool<double>.Shared.Rent(tall * narrow);
        for (int i = 0; i < tall * narrow; i++)
        {
            matrix[i] = normal[i];
        }

        OrthogonalFactor.Replace(matrix.AsSpan(0, tall * narrow), tall, narrow);
        for (int i = 0; i < rows; i++)
        {
            for (int j = 0; j < columns; j++)
            {
                weights[i * columns + j] = (float)(gain * (rows >= columns ? matrix[j * tall + i] : matrix[i * tall + j]));
            }
        }

        ArrayPool<float>.Shared.Return(normal);
        ArrayPool<double>.Shared.Return(matrix);
    }
}
