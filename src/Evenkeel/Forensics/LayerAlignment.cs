using Evenkeel.Numerics;
using Evenkeel.Shapes;

namespace Evenkeel.Forensics;

/// <summary>Tests whether a dense layer is tuned to the layers above it, which sees training long before a single matrix shows any.</summary>
/// <remarks>
/// <para>What a layer learns comes to it through the layers above: the change of W⁽ˡ⁾ lies in the space that the rows of <c>W⁽ᴸ⁾⋯W⁽ˡ⁺¹⁾</c> span, of as
/// many dimensions as there are classes, and those rows in turn turn towards what W⁽ˡ⁾ gives them. For fresh weights that space, whatever it is,
/// has nothing to do with W⁽ˡ⁾: with Q, [k, m], of orthonormal rows from the layers above,</para>
/// <code>‖QW‖² / (‖W‖²/(mn))    has mean kn and variance n·(2k + β·Σ(QᵀQ)ᵢᵢ²)·(1 − k/m)</code>
/// <para>for independent elements of kurtosis 3 + β, and a χ² of that mean and variance stands for it. Where a head has many outputs, its sixteen
/// strongest directions are taken. Only blocks are looked at, as far as they were kept.</para>
/// <para>It tells that layers have learned together, not which: weights that were held fixed while a layer above learned from them look the
/// same. So it makes an untrained matrix an uncertain one, and never a trained one.</para>
/// </remarks>
internal static class LayerAlignment
{
    /// <summary>The most directions that are followed.</summary>
    private const int MostDirections = 16;

    /// <summary>The fewest outputs for each direction.</summary>
    private const int OutputsForEach = 4;

    /// <summary>Rounds of the power method: the directions need not be exact, only those of the layers above.</summary>
    private const int Rounds = 4;

    /// <summary>Tests all dense layers that have another above them.</summary>
    /// <param name="reports">The tensors of a file, in its order.</param>
    /// <returns>A test for each tensor; null where there is none.</returns>
    public static EvidenceTest?[] Of(IReadOnlyList<TensorReport> reports)
    {
        EvidenceTest?[] tests = new EvidenceTest?[reports.Count];
        Dictionary<int, Above> above = [];
        for (int i = reports.Count - 1; i >= 0; i--)
        {
            if (Layer(reports[i]) is not { } layer) continue;
            (int inputs, int outputs) = (reports[i].Subject.Weights!.Inputs, reports[i].Subject.Weights!.Outputs);
            double[] rows = layer.Weights;
            int count = layer.Outputs;
            HashSet<UInt128> seen = [];

            // A copy of a layer above depends on it without any training.
            if (above.TryGetValue(outputs, out Above? next) && next.Length == layer.Outputs && !next.Seen.Contains(reports[i].Statistics.Fingerprint))
            {
                double[] product = Multiply(next.Directions, next.Count, layer.Weights, layer.Outputs, layer.Inputs);
                if (reports[i].Candidates is [{ Promise.Law: { } law }, ..]) tests[i] = Test(next, product, layer, EvidenceShape.Of(law, reports[i].Statistics).Fourth - 3);
                (rows, count) = (product, next.Count);
                seen = [.. next.Seen];
            }

            seen.Add(reports[i].Statistics.Fingerprint);
            int most = Math.Min(MostDirections, layer.Inputs / OutputsForEach);
            if (most > 0) above[inputs] = new(Directions(rows, count, layer.Inputs, most, out int kept), kept, layer.Inputs, seen);
        }

        return tests;
    }

    /// <summary>A block as [outputs, inputs], about the mean of its law; null for what is no dense layer of which a block is left.</summary>
    private static (double[] Weights, int Outputs, int Inputs)? Layer(TensorReport report)
    {
        if (report.Subject is not { Role: TensorRole.Dense, Weights: { Kind: "dense" } weights }) return null;
        if (report.Statistics.Matrix is not { BlockRows: > 0 } matrix || matrix.Block.Length != matrix.BlockRows * matrix.BlockColumns || report.Verdict == TensorVerdict.Broken) return null;
        bool isInputMajor = weights.Layout == WeightLayout.InOut;
        (int outputs, int inputs) = isInputMajor ? (matrix.BlockColumns, matrix.BlockRows) : (matrix.BlockRows, matrix.BlockColumns);
        double mean = report.Candidates is [{ } best, ..] ? best.Promise.Mean : 0;
        double[] block = new double[outputs * inputs];
        for (int i = 0; i < outputs; i++)
        {
            for (int j = 0; j < inputs; j++) block[i * inputs + j] = matrix.Block[isInputMajor ? j * outputs + i : i * inputs + j] - mean;
        }

        return (block, outputs, inputs);
    }

    private static EvidenceTest? Test(Above above, double[] product, (double[] Weights, int Outputs, int Inputs) layer, double beta)
    {
        (int k, int m, int n) = (above.Count, layer.Outputs, layer.Inputs);
        double whole = 0, within = 0, diagonal = 0;
        foreach (double weight in layer.Weights) whole += weight * weight;
        foreach (double value in product) within += value * value;
        if (k == 0 || n < 1 || !(whole > 0)) return null;
        for (int j = 0; j < m; j++)
        {
            double entry = 0;
            for (int i = 0; i < k; i++) entry += above.Directions[i * m + j] * above.Directions[i * m + j];
            diagonal += entry * entry;
        }

        double mean = (double)k * n, variance = n * (2 * k + beta * diagonal) * (1 - (double)k / m), statistic = within / whole * m * n;
        double freedom = 2 * mean * mean / variance, p = EvidenceTails.ChiSquareUpper(statistic * freedom / mean, freedom);
        string finding = EvidenceMeaning.Compare(p, isMore: true, "the layers above are tuned to it as they never are to fresh weights", "", "the layers above have nothing to do with it");
        return new("layers above", statistic, p, EvidenceMeaning.With(finding, $"chi2 = {EvidenceText.Number(statistic)} for {EvidenceText.Number(mean)} degrees of freedom", p));
    }

    /// <summary>Orthonormal rows that span the strongest directions of some rows, all of them where they are few.</summary>
    private static double[] Directions(double[] rows, int count, int length, int most, out int kept)
    {
        if (count <= most)
        {
            double[] all = [.. rows.AsSpan(0, count * length)];
            kept = Orthonormalize(all, count, length);
            return all;
        }

        // The first rows themselves are a start as good as any: each holds something of every direction.
        double[] directions = [.. rows.AsSpan(0, most * length)];
        kept = Orthonormalize(directions, most, length);
        for (int round = 0; round < Rounds; round++)
        {
            double[] scores = new double[kept * count];
            for (int i = 0; i < kept; i++)
            {
                for (int j = 0; j < count; j++) scores[i * count + j] = Dot(directions.AsSpan(i * length, length), rows.AsSpan(j * length, length));
            }

            directions = Multiply(scores, kept, rows, count, length);
            kept = Orthonormalize(directions, kept, length);
        }

        return directions;
    }

    /// <summary>Gram and Schmidt, twice for what rounding leaves; rows that the others span are left out.</summary>
    private static int Orthonormalize(double[] rows, int count, int length)
    {
        int kept = 0;
        for (int i = 0; i < count; i++)
        {
            Span<double> row = rows.AsSpan(kept * length, length);
            rows.AsSpan(i * length, length).CopyTo(row);
            double before = Math.Sqrt(Dot(row, row));
            for (int j = 0; j < 2 * kept; j++)
            {
                ReadOnlySpan<double> other = rows.AsSpan(j % kept * length, length);
                Add(row, other, -Dot(row, other));
            }

            double norm = Math.Sqrt(Dot(row, row));
            if (!(norm > 1e-9 * before)) continue;
            foreach (ref double value in row) value /= norm;
            kept++;
        }

        return kept;
    }

    /// <summary>A·B for A, [m, k], and B, [k, n].</summary>
    private static double[] Multiply(double[] a, int m, double[] b, int k, int n)
    {
        double[] product = new double[m * n];
        for (int i = 0; i < m; i++)
        {
            for (int j = 0; j < k; j++) Add(product.AsSpan(i * n, n), b.AsSpan(j * n, n), a[i * k + j]);
        }

        return product;
    }

    private static double Dot(ReadOnlySpan<double> a, ReadOnlySpan<double> b)
    {
        double sum = 0;
        for (int i = 0; i < a.Length; i++) sum = Math.FusedMultiplyAdd(a[i], b[i], sum);
        return sum;
    }

    private static void Add(Span<double> to, ReadOnlySpan<double> what, double factor)
    {
        for (int i = 0; i < to.Length; i++) to[i] = Math.FusedMultiplyAdd(what[i], factor, to[i]);
    }

    /// <summary>The directions in which the layers above look at a layer's outputs.</summary>
    private sealed record Above(double[] Directions, int Count, int Length, HashSet<UInt128> Seen);
}
