using System.Runtime.Intrinsics;

namespace Evenkeel.Numerics;

/// <summary>Finds the singular values of a matrix with two diagonals by bisection.</summary>
/// <remarks>
/// The stationary qd recurrence <c>d = q + t, t ← (t/d)·e − τ</c>, with q and e the squared diagonals, has as many negative d as there are
/// values below √τ. No value needs another, so sixteen are looked for at once, and threads share the rest.
/// </remarks>
internal static class SignChanges
{
    private const int Lanes = 4;
    private const int AtOnce = 4 * Lanes;

    /// <summary>Halvings of the range from 0 to a bound of the largest: what is left of it is below the rounding of the largest.</summary>
    private const int Halvings = 54;

    /// <summary>The values, from the largest to the smallest.</summary>
    /// <param name="diagonal">The diagonal, ≥ 0, at most of the order of 1.</param>
    /// <param name="beside">The other diagonal, ≥ 0, as many; the last counts for nothing.</param>
    /// <param name="workers">Who shares the work.</param>
    public static double[] Values(ReadOnlySpan<double> diagonal, ReadOnlySpan<double> beside, Workers workers)
    {
        double[] squares = new double[diagonal.Length], others = new double[diagonal.Length], values = new double[diagonal.Length];
        double bound = 0;
        for (int i = 0; i < diagonal.Length; i++)
        {
            squares[i] = diagonal[i] * diagonal[i];
            others[i] = i + 1 < diagonal.Length ? beside[i] * beside[i] : 0;

            // The norm is at most the root of the largest row sum times the largest column sum; 2⁻⁵⁰ covers the rounding of all that.
            double row = diagonal[i] + (i + 1 < diagonal.Length ? beside[i] : 0), column = diagonal[i] + (i > 0 ? beside[i - 1] : 0);
            bound = Math.Max(bound, Math.Max(row, column));
        }

        Search search = new() { Squares = squares, Others = others, Values = values, Bound = bound * (1 + 8.9e-16) };
        if (bound > 0) workers.Run(ref search, (values.Length + AtOnce - 1) / AtOnce);
        return values;
    }

    private struct Search : IChunkedWork
    {
        public double[] Squares;
        public double[] Others;
        public double[] Values;
        public double Bound;

        public readonly void Do(int chunk)
        {
            int first = chunk * AtOnce, count = Math.Min(AtOnce, Values.Length - first);
            Span<double> low = stackalloc double[AtOnce], high = stackalloc double[AtOnce], middle = stackalloc double[AtOnce];
            Span<long> below = stackalloc long[AtOnce];
            low.Clear();
            high.Fill(Bound);
            for (int step = 0; step < Halvings; step++)
            {
                for (int i = 0; i < AtOnce; i++) middle[i] = 0.5 * (low[i] + high[i]);
                Count(middle, below);
                for (int i = 0; i < AtOnce; i++)
                {
                    // Value i, from the largest, is below the middle when fewer than i + 1 are not.
                    bool isBelow = Values.Length - below[i] <= first + i;
                    (low[i], high[i]) = isBelow ? (low[i], middle[i]) : (middle[i], high[i]);
                }
            }

            for (int i = 0; i < count; i++) Values[first + i] = low[i] == 0 ? 0 : 0.5 * (low[i] + high[i]);
        }

        /// <summary>Counts the values below each of some limits.</summary>
        private readonly void Count(ReadOnlySpan<double> limits, Span<long> below)
        {
            Vector256<double> x0 = Vector256.Create(limits), x1 = Vector256.Create(limits[Lanes..]);
            Vector256<double> x2 = Vector256.Create(limits[(2 * Lanes)..]), x3 = Vector256.Create(limits[(3 * Lanes)..]);
            x0 = -(x0 * x0);
            x1 = -(x1 * x1);
            x2 = -(x2 * x2);
            x3 = -(x3 * x3);
            Vector256<double> t0 = x0, t1 = x1, t2 = x2, t3 = x3;
            Vector256<long> n0 = default, n1 = default, n2 = default, n3 = default;
            ReadOnlySpan<double> squares = Squares, others = Others;
            for (int i = 0; i < squares.Length; i++)
            {
                Vector256<double> q = Vector256.Create(squares[i]), e = Vector256.Create(others[i]);

                // Where q + t is exactly 0, half a unit in the last place of q keeps the quotient finite; where q is 0 too, anything does.
                Vector256<double> least = Vector256.Max(q * 5.55e-17, Vector256.Create(1e-300));
                t0 = Step(q, e, least, x0, t0, ref n0);
                t1 = Step(q, e, least, x1, t1, ref n1);
                t2 = Step(q, e, least, x2, t2, ref n2);
                t3 = Step(q, e, least, x3, t3, ref n3);
            }

            (-n0).CopyTo(below);
            (-n1).CopyTo(below[Lanes..]);
            (-n2).CopyTo(below[(2 * Lanes)..]);
            (-n3).CopyTo(below[(3 * Lanes)..]);
        }

        private static Vector256<double> Step(
            Vector256<double> q, Vector256<double> e, Vector256<double> least, Vector256<double> minusLimit, Vector256<double> t, ref Vector256<long> negative)
        {
            Vector256<double> d = q + t;
            negative += Vector256.LessThan(d, Vector256<double>.Zero).AsInt64();
            d = Vector256.ConditionalSelect(Vector256.Equals(d, Vector256<double>.Zero), least, d);
            return Vector256.FusedMultiplyAdd(t / d, e, minusLimit);
        }
    }
}
