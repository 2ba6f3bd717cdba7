using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Evenkeel.Numerics;

/// <summary>A matrix that reflections from both sides turn into one with two diagonals.</summary>
/// <remarks>
/// Works against the way to memory: reflection k and the one from the other side become <c>A ← A + u·pᵀ + w·sᵀ</c>, which waits for the
/// following step. That step takes each line once: it adds what waits, multiplies by its own u, which gives the line's element r of the row
/// to be turned, and adds r times the line to the product that the reflection of that row needs. So a line is read and written once a step.
/// Lines have zeros behind them up to whole registers, and vectors zeros before their first element, so that no loop has a rest.
/// </remarks>
internal sealed unsafe class Bidiagonal : IDisposable
{
    /// <summary>Lines that one thread takes at a time, a number of no influence but on the order of sums; a multiple of <see cref="Together"/>.</summary>
    private const int Chunk = 64;

    /// <summary>Lines that share the loading of vectors.</summary>
    private const int Together = 4;

    private const int Register = 4;

    /// <summary>The squared length, with elements up to 2, below which a vector counts as 0, and its reciprocal stays finite.</summary>
    private const double Nothing = 1e-290;

    private readonly int length;
    private readonly int stride;
    private readonly double* lines;
    private readonly double* vectors;
    private readonly double* partial;
    private readonly double[] diagonal;
    private readonly double[] beside;

    /// <summary>Lends memory for a matrix of zeros.</summary>
    /// <param name="lines">How many lines, ≥ 1.</param>
    /// <param name="length">How long each is, at least as many as there are.</param>
    public Bidiagonal(int lines, int length)
    {
        (Lines, this.length, stride) = (lines, length, (length + Register - 1) / Register * Register);
        diagonal = new double[lines];
        beside = new double[lines];
        this.lines = Lend((long)lines * stride);
        vectors = Lend(3L * stride + 4L * lines);
        partial = Lend((long)((lines + Chunk - 1) / Chunk) * stride);
    }

    /// <summary>How many lines the matrix has.</summary>
    public int Lines { get; }

    /// <summary>The diagonal, after <see cref="Reduce"/>; sizes only.</summary>
    public ReadOnlySpan<double> Diagonal => diagonal;

    /// <summary>The diagonal beside it, after <see cref="Reduce"/>; sizes only, the last of no meaning and 0.</summary>
    public ReadOnlySpan<double> Beside => beside;

    /// <summary>A line, to be written.</summary>
    public Span<double> Line(int index) => new(lines + (long)index * stride, length);

    /// <summary>Multiplies all elements by a power of two.</summary>
    public void Scale(int power)
    {
        for (long i = 0; i < (long)Lines * stride; i++) lines[i] = Math.ScaleB(lines[i], power);
    }

    /// <summary>Reduces the matrix, which is lost.</summary>
    public void Reduce(Workers workers)
    {
        double* before = vectors, current = vectors + stride, across = vectors + 2 * stride;
        double* alongBefore = vectors + 3 * stride, alongAcross = alongBefore + Lines, products = alongAcross + Lines, row = products + Lines;
        for (int k = 0; k < Lines; k++)
        {
            double* line = lines + (long)k * stride;
            int from = k / Register * Register;
            for (int i = k; i < length; i++) line[i] = Math.FusedMultiplyAdd(alongAcross[k], across[i], Math.FusedMultiplyAdd(alongBefore[k], before[i], line[i]));
            new Span<double>(current, k).Clear();
            new Span<double>(line + k, length - k).CopyTo(new(current + k, length - k));
            (diagonal[k], double scale) = Reflect(new(current + k, length - k));
            int others = Lines - k - 1;
            if (others == 0) break;

            Pass pass = new()
            {
                Lines = lines, Stride = stride, From = from, First = k + 1, End = Lines, Row = k, Before = before, Current = current, Across = across,
                AlongBefore = alongBefore, AlongAcross = alongAcross, Products = products, Elements = row, Partial = partial, Scale = scale,
            };
            int chunks = (others + Chunk - 1) / Chunk;
            workers.Run(ref pass, chunks);

            double first = row[k + 1];
            (beside[k], double otherScale) = Reflect(new(row + k + 1, others));
            double change = row[k + 1] - first;
            double* next = lines + (long)(k + 1) * stride;
            double turned = -scale * VectorSums.Dot(new ReadOnlySpan<double>(products + k + 1, others), new ReadOnlySpan<double>(row + k + 1, others));
            new Span<double>(across, k + 1).Clear();
            for (int i = k + 1; i < length; i++)
            {
                double sum = partial[i];
                for (int c = 1; c < chunks; c++) sum += partial[(long)c * stride + i];
                across[i] = Math.FusedMultiplyAdd(turned, current[i], Math.FusedMultiplyAdd(change, next[i], sum));
            }

            for (int j = k + 1; j < Lines; j++)
            {
                alongBefore[j] = -scale * products[j];
                alongAcross[j] = -otherScale * row[j];
            }

            double* used = before;
            before = current;
            current = used;
        }
    }

    /// <summary>Gives the memory back.</summary>
    public void Dispose()
    {
        NativeMemory.AlignedFree(lines);
        NativeMemory.AlignedFree(vectors);
        NativeMemory.AlignedFree(partial);
    }

    private static double* Lend(long count)
    {
        nuint bytes = (nuint)(count * sizeof(double));
        double* memory = (double*)NativeMemory.AlignedAlloc(bytes, 64);
        NativeMemory.Clear(memory, bytes);
        return memory;
    }

    /// <summary>Makes a vector v of the reflection <c>I − scale·v·vᵀ</c> that turns it to the first axis.</summary>
    /// <returns>The vector's length before, and the scale.</returns>
    private static (double Length, double Scale) Reflect(Span<double> vector)
    {
        double square = VectorSums.Dot(vector, vector);
        if (square < Nothing)
        {
            vector.Clear();
            return (0, 0);
        }

        double norm = Math.Sqrt(square);
        vector[0] += Math.CopySign(norm, vector[0]);
        return (norm, 2 / VectorSums.Dot(vector, vector));
    }

    /// <summary>One step's way through the lines that are left.</summary>
    private struct Pass : IChunkedWork
    {
        public double* Lines;
        public int Stride;
        public int From;
        public int First;
        public int End;
        public int Row;
        public double* Before;
        public double* Current;
        public double* Across;
        public double* AlongBefore;
        public double* AlongAcross;
        public double* Products;
        public double* Elements;
        public double* Partial;
        public double Scale;

        public readonly void Do(int chunk)
        {
            double* sum = Partial + (long)chunk * Stride;
            new Span<double>(sum + From, Stride - From).Clear();
            int end = Math.Min(End, First + (chunk + 1) * Chunk);
            int line = First + chunk * Chunk;
            for (; line + Together <= end; line += Together) Four(line, sum);
            for (; line < end; line++) One(line, sum);
        }

        private readonly void Four(int line, double* sum)
        {
            double* l0 = Lines + (long)line * Stride, l1 = l0 + Stride, l2 = l1 + Stride, l3 = l2 + Stride;
            Vector256<double> p0 = Vector256.Create(AlongBefore[line]), p1 = Vector256.Create(AlongBefore[line + 1]);
            Vector256<double> p2 = Vector256.Create(AlongBefore[line + 2]), p3 = Vector256.Create(AlongBefore[line + 3]);
            Vector256<double> s0 = Vector256.Create(AlongAcross[line]), s1 = Vector256.Create(AlongAcross[line + 1]);
            Vector256<double> s2 = Vector256.Create(AlongAcross[line + 2]), s3 = Vector256.Create(AlongAcross[line + 3]);
            Vector256<double> d0 = default, d1 = default, d2 = default, d3 = default;
            for (int i = From; i < Stride; i += Register)
            {
                Vector256<double> u = Vector256.Load(Before + i), w = Vector256.Load(Across + i), v = Vector256.Load(Current + i);
                Vector256<double> x0 = Add(l0 + i, p0, u, s0, w), x1 = Add(l1 + i, p1, u, s1, w);
                Vector256<double> x2 = Add(l2 + i, p2, u, s2, w), x3 = Add(l3 + i, p3, u, s3, w);
                d0 = Vector256.FusedMultiplyAdd(x0, v, d0);
                d1 = Vector256.FusedMultiplyAdd(x1, v, d1);
                d2 = Vector256.FusedMultiplyAdd(x2, v, d2);
                d3 = Vector256.FusedMultiplyAdd(x3, v, d3);
            }

            Vector256<double> r0 = Element(line, l0, d0), r1 = Element(line + 1, l1, d1), r2 = Element(line + 2, l2, d2), r3 = Element(line + 3, l3, d3);
            for (int i = From; i < Stride; i += Register)
            {
                Vector256<double> first = Vector256.FusedMultiplyAdd(r0, Vector256.Load(l0 + i), r1 * Vector256.Load(l1 + i));
                Vector256<double> second = Vector256.FusedMultiplyAdd(r2, Vector256.Load(l2 + i), r3 * Vector256.Load(l3 + i));
                (Vector256.Load(sum + i) + (first + second)).Store(sum + i);
            }
        }

        private readonly void One(int line, double* sum)
        {
            double* l = Lines + (long)line * Stride;
            Vector256<double> p = Vector256.Create(AlongBefore[line]), s = Vector256.Create(AlongAcross[line]), d = default;
            for (int i = From; i < Stride; i += Register)
            {
                d = Vector256.FusedMultiplyAdd(Add(l + i, p, Vector256.Load(Before + i), s, Vector256.Load(Across + i)), Vector256.Load(Current + i), d);
            }

            Vector256<double> r = Element(line, l, d);
            for (int i = From; i < Stride; i += Register) Vector256.FusedMultiplyAdd(r, Vector256.Load(l + i), Vector256.Load(sum + i)).Store(sum + i);
        }

        private static Vector256<double> Add(double* place, Vector256<double> p, Vector256<double> u, Vector256<double> s, Vector256<double> w)
        {
            Vector256<double> sum = Vector256.FusedMultiplyAdd(s, w, Vector256.FusedMultiplyAdd(p, u, Vector256.Load(place)));
            sum.Store(place);
            return sum;
        }

        /// <summary>The line's element in the row to be turned, once the step's own reflection has been at it.</summary>
        private readonly Vector256<double> Element(int line, double* values, Vector256<double> dot)
        {
            double product = (dot[0] + dot[2]) + (dot[1] + dot[3]);
            Products[line] = product;
            Elements[line] = Math.FusedMultiplyAdd(-Scale * Current[Row], product, values[Row]);
            return Vector256.Create(Elements[line]);
        }
    }
}
