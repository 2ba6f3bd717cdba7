using System.Collections.Immutable;
using Evenkeel.Functions;
using Evenkeel.MeanField.Integrals;
using Evenkeel.Numerics;

namespace Evenkeel.MeanField;

/// <summary>The phases of an activation over a grid of weight and bias variances.</summary>
/// <remarks>
/// Schoenholz and others 2017, https://arxiv.org/abs/1611.01232. Moments are tabulated once and interpolated: q* and χ₁ are within
/// 10⁻⁷ of their size, and 1/ξ_c within 10⁻⁴ of the larger of itself and 10⁻², as tests against <see cref="SignalMap"/> show.
/// </remarks>
public sealed class PhaseDiagram
{
    private PhaseDiagram(Activation activation, ImmutableArray<double> sigmaW2, ImmutableArray<double> sigmaB2, ImmutableArray<PhasePoint> points, ImmutableArray<CriticalPoint> edge) =>
        (Activation, SigmaW2, SigmaB2, Points, Edge) = (activation, sigmaW2, sigmaB2, points, edge);

    /// <summary>φ.</summary>
    public Activation Activation { get; }

    /// <summary>σw² of the columns, in the order they were asked for.</summary>
    public ImmutableArray<double> SigmaW2 { get; }

    /// <summary>σb² of the rows, in the order they were asked for.</summary>
    public ImmutableArray<double> SigmaB2 { get; }

    /// <summary>The points, row-major [σb², σw²].</summary>
    public ImmutableArray<PhasePoint> Points { get; }

    /// <summary>The edge of chaos as far as it lies within the grid, in ascending q; points are at most 1/24 of a power of ten in q apart.</summary>
    public ImmutableArray<CriticalPoint> Edge { get; }

    /// <summary>Computes a diagram.</summary>
    /// <param name="activation">φ.</param>
    /// <param name="sigmaW2">σw² of the columns; each ≥ 0 and finite, at least one.</param>
    /// <param name="sigmaB2">σb² of the rows; each ≥ 0 and finite, at least one.</param>
    /// <param name="workers">The threads to use; the caller's alone without them. The diagram is the same for any number.</param>
    /// <returns>The diagram.</returns>
    /// <exception cref="ArgumentException">A list is empty.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A variance is negative or not finite.</exception>
    /// <exception cref="QuadratureException">The moments cannot be computed even for small q.</exception>
    public static PhaseDiagram Of(Activation activation, IReadOnlyList<double> sigmaW2, IReadOnlyList<double> sigmaB2, Workers? workers = null)
    {
        ActivationPanels panels = new(activation);
        ImmutableArray<double> columns = Checked("Weight variance σw²", nameof(sigmaW2), sigmaW2);
        ImmutableArray<double> rows = Checked("Bias variance σb²", nameof(sigmaB2), sigmaB2);
        workers ??= Workers.One;

        PhasePoint[] points = new PhasePoint[columns.Length * rows.Length];
        MomentTable moments = new(panels);
        Rows settling = new(panels, moments, columns, rows, points);
        workers.Run(ref settling, rows.Length);

        double[] chaotic = [.. points.Where(point => point is { Phase: Phase.Chaotic, Q: > LeastChaotic }).Select(point => point.Q!.Value)];
        if (chaotic.Length > 0)
        {
            Correlations correlating = new(new(panels, chaotic.Min(), chaotic.Max(), workers), columns, points);
            workers.Run(ref correlating, rows.Length);
        }

        return new(activation, columns, rows, [.. points], EdgeWithin(panels, columns, rows));
    }

    /// <summary>Below it a chaotic fixed point's correlation is left out: so near to 0 the activation is linear to all digits.</summary>
    private const double LeastChaotic = 1e-9;

    private static ImmutableArray<CriticalPoint> EdgeWithin(ActivationPanels panels, ImmutableArray<double> columns, ImmutableArray<double> rows)
    {
        CriticalLine line = new(panels);
        double ratio = Elementary.Exp(Elementary.Log(10) / 24);
        ImmutableArray<CriticalPoint>.Builder edge = ImmutableArray.CreateBuilder<CriticalPoint>();
        for (double q = 1e-6; q < 1e4; q *= ratio)
        {
            try
            {
                CriticalPoint? point = line.At(q);
                if (point?.SigmaB2 is { } bias && bias >= rows.Min() && bias <= rows.Max() && point.SigmaW2 >= columns.Min() && point.SigmaW2 <= columns.Max())
                {
                    edge.Add(point);
                }
            }
            catch (QuadratureException)
            {
                break;
            }
        }

        return edge.ToImmutable();
    }

    private static ImmutableArray<double> Checked(string thing, string name, IReadOnlyList<double> variances)
    {
        ArgumentNullException.ThrowIfNull(variances);
        if (variances.Count == 0)
        {
            throw new ArgumentException($"{thing} has no values; a diagram needs at least one.", name);
        }

        double wrong = variances.FirstOrDefault(variance => !(variance >= 0 && double.IsFinite(variance)));
        return wrong == 0
            ? [.. variances]
            : throw new ArgumentOutOfRangeException(name, FormattableString.Invariant($"{thing} is {wrong}; it must be finite and at least 0."));
    }

    /// <summary>Finds q*, χ₁ and the phase of a row's points; in the ordered phase, ξ_c is ξ_∇.</summary>
    private readonly struct Rows(ActivationPanels panels, MomentTable table, ImmutableArray<double> columns, ImmutableArray<double> rows, PhasePoint[] points) : IChunkedWork
    {
        public void Do(int chunk)
        {
            for (int column = 0; column < columns.Length; column++)
            {
                points[chunk * columns.Length + column] = At(columns[column], rows[chunk]);
            }
        }

        private PhasePoint At(double sigmaW2, double sigmaB2)
        {
            if (sigmaW2 == 0)
            {
                return new(sigmaB2, 0, sigmaB2 == 0 ? null : 0, Phase.Ordered);
            }

            int at = MomentTable.One;
            int side = Sign(at, sigmaW2, sigmaB2);
            int end = side > 0 ? table.Q.Length - 1 : 0;
            while (side != 0 && at != end && Sign(at + side, sigmaW2, sigmaB2) == side)
            {
                at += side;
            }

            if (at == end && side > 0)
            {
                return default;
            }

            if (at == end && side < 0)
            {
                (_, _, double chi) = new SignalMap(panels, sigmaW2, sigmaB2).At(0);
                return new(0, chi, null, PhaseOf(chi));
            }

            double place = side == 0 ? at : Root(Math.Min(at, at + side), sigmaW2, sigmaB2);
            double chi1 = sigmaW2 * MomentTable.At(table.SlopePower, place);
            Phase phase = panels.IsRough ? Phase.Chaotic : PhaseOf(chi1);
            return new(QAt(place), chi1, phase == Phase.Critical ? double.PositiveInfinity : 1 / Math.Abs(Elementary.Log(chi1)), phase);
        }

        private int Sign(int at, double sigmaW2, double sigmaB2)
        {
            double excess = sigmaW2 * table.Power[at] + sigmaB2 - table.Q[at];
            return Math.Abs(excess) <= 1e-13 * table.Q[at] ? 0 : Math.Sign(excess);
        }

        private double Root(int low, double sigmaW2, double sigmaB2)
        {
            MomentTable moments = table;
            double Excess(double place) => sigmaW2 * MomentTable.At(moments.Power, place) + sigmaB2 - QAt(place);
            return RootSearch.Between(Excess, low, Excess(low), low + 1, Excess(low + 1));
        }

        private static double QAt(double place) => Elementary.Exp((place - MomentTable.One) * MomentTable.Step);

        private static Phase PhaseOf(double chi1) => Math.Abs(chi1 - 1) <= 1e-6 ? Phase.Critical : chi1 < 1 ? Phase.Ordered : Phase.Chaotic;
    }

    /// <summary>Finds ξ_c of a row's chaotic points.</summary>
    private readonly struct Correlations(CorrelationTable table, ImmutableArray<double> columns, PhasePoint[] points) : IChunkedWork
    {
        public void Do(int chunk)
        {
            for (int column = 0; column < columns.Length; column++)
            {
                ref PhasePoint point = ref points[chunk * columns.Length + column];
                if (point is { Phase: Phase.Chaotic, Q: > LeastChaotic })
                {
                    // Next to the edge the correlation map is a parabola, so its slopes at both fixed points are equally far from 1.
                    double slope = table.Settle(point.Q.Value, columns[column]) is { } settled ? columns[column] * settled.SlopeProduct : 2 - point.Chi1!.Value;
                    point = point with { XiC = 1 / Math.Abs(Elementary.Log(slope)) };
                }
            }
        }
    }
}
