using Evenkeel.Numerics;

namespace Evenkeel.Probing;

internal sealed partial class NetworkJacobian
{
    /// <summary>Adds what goes round a branch to what went through it, which other powers of two were taken out of.</summary>
    private void Join(float[] block, float[] stream, int streamPower)
    {
        int least = Math.Max(power, streamPower), byBlock = power - least, byStream = streamPower - least;
        for (int i = 0; i < block.Length; i++) block[i] = MathF.ScaleB(block[i], byBlock) + MathF.ScaleB(stream[i], byStream);
        power = least;
    }

    /// <summary>Scales by a power of two to a largest element in [1, 2), and remembers it.</summary>
    private void Rescale(float[] block)
    {
        (float minimum, float maximum) = Reduction.Range(block);
        float largest = Math.Max(-minimum, maximum);
        if (!float.IsFinite(largest) || largest == 0) return;
        int exponent = MathF.ILogB(largest);
        power += exponent;
        foreach (ref float x in block.AsSpan()) x = MathF.ScaleB(x, -exponent);
    }

    private static void Multiply(float[] block, float[] columns)
    {
        for (int start = 0; start < block.Length; start += columns.Length)
        {
            Span<float> row = block.AsSpan(start, columns.Length);
            for (int i = 0; i < row.Length; i++) row[i] *= columns[i];
        }
    }

    /// <summary>Replaces rows by orthonormal ones of the same span.</summary>
    private void Orthonormalize(float[] block, int length)
    {
        double[] rows = new double[block.Length];
        for (int i = 0; i < rows.Length; i++) rows[i] = block[i];
        OrthogonalFactor.Replace(rows, length, block.Length / length, workers);
        for (int i = 0; i < rows.Length; i++) block[i] = (float)rows[i];
    }

    private static void Normalize(double[] rows, int length)
    {
        for (int start = 0; start < rows.Length; start += length)
        {
            Span<double> row = rows.AsSpan(start, length);
            double norm = Math.Sqrt(VectorSums.Dot((ReadOnlySpan<double>)row, row));
            foreach (ref double x in row) x = norm == 0 ? 0 : x / norm;
        }
    }

    private static float[] Unit(int size)
    {
        float[] matrix = new float[size * size];
        for (int i = 0; i < size; i++) matrix[i * size + i] = 1;
        return matrix;
    }

    private static bool IsFinite(float[] values)
    {
        (float minimum, float maximum) = Reduction.Range(values);
        return float.IsFinite(minimum) && float.IsFinite(maximum);
    }

    private static double[] NotNumbers(int count)
    {
        double[] values = new double[count];
        Array.Fill(values, double.NaN);
        return values;
    }
}
