using System.Globalization;
using Evenkeel.Numerics;

namespace Evenkeel.Benchmarks;

/// <summary>Which of a product's operands is transposed.</summary>
public enum Form
{
    NN,
    NT,
    TN,
}

/// <summary>One product, its matrices filled from a fixed sequence.</summary>
public sealed class Product
{
    private readonly AlignedBuffer a;
    private readonly AlignedBuffer b;
    private readonly AlignedBuffer c;

    public Product(Form form, int m, int n, int k)
    {
        (Form, M, N, K) = (form, m, n, k);
        a = Fill(m * k);
        b = Fill(k * n);
        c = new(m * n);
    }

    public Form Form { get; }

    public int M { get; }

    public int N { get; }

    public int K { get; }

    /// <summary>Row-major [m, k], or [k, m] where A is transposed.</summary>
    public Span<float> A => a.Slice(0, a.Length);

    /// <summary>Row-major [k, n], or [n, k] where B is transposed.</summary>
    public Span<float> B => b.Slice(0, b.Length);

    /// <summary>Row-major [m, n].</summary>
    public Span<float> C => c.Slice(0, c.Length);

    public double Operations => 2.0 * M * N * K;

    /// <summary>Reads "NN 100x300x784".</summary>
    /// <exception cref="FormatException">The text is no form and three sizes from 1 on.</exception>
    public static Product Parse(string text)
    {
        string[] parts = text.Split(' ', 'x');
        int[] sizes = [.. parts.Skip(1).Select(part => int.TryParse(part, NumberStyles.None, CultureInfo.InvariantCulture, out int size) ? size : 0)];
        return Enum.TryParse(parts[0], out Form form) && Enum.IsDefined(form) && sizes is [> 0, > 0, > 0] && sizes.All(size => size <= 1 << 14)
            ? new(form, sizes[0], sizes[1], sizes[2])
            : throw new FormatException($"'{text}' is no product; it needs a form (NN, NT or TN) and rows, columns and inner length from 1 to 16384, for example \"NN 100x300x784\".");
    }

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Form} {M}x{N}x{K}");

    public void Run(Workers workers)
    {
        switch (Form)
        {
            case Form.NN: MatrixProduct.Multiply(A, B, C, M, N, K, false, workers); break;
            case Form.NT: MatrixProduct.MultiplyTransposedRight(A, B, C, M, N, K, false, workers); break;
            default: MatrixProduct.MultiplyTransposedLeft(A, B, C, M, N, K, false, workers); break;
        }
    }

    /// <summary>The baseline: three nested loops, one fused multiply-add after the other.</summary>
    public void RunScalar()
    {
        Span<float> left = A, right = B, result = C;
        for (int i = 0; i < M; i++)
        {
            for (int j = 0; j < N; j++)
            {
                float sum = 0;
                for (int p = 0; p < K; p++)
                {
                    float x = Form == Form.TN ? left[p * M + i] : left[i * K + p];
                    float y = Form == Form.NT ? right[j * K + p] : right[p * N + j];
                    sum = MathF.FusedMultiplyAdd(x, y, sum);
                }

                result[i * N + j] = sum;
            }
        }
    }

    private static AlignedBuffer Fill(int count)
    {
        AlignedBuffer buffer = new(count);
        Sequence.Fill(buffer.Slice(0, count), 1);
        return buffer;
    }
}
