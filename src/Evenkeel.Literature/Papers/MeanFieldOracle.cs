using System.Collections.Immutable;
using System.Globalization;
using Evenkeel.Functions;
using Evenkeel.MeanField;

namespace Evenkeel.Literature.Papers;

/// <summary>Numbers of mean-field theory that were computed independently, as they were printed, so that their last digit is known.</summary>
internal static class MeanFieldOracle
{
    private const double SigmaB2 = 0.05;

    /// <summary>tanh at σb² = 0.05: σw², q*, χ₁, c*, ξ_q, ξ_c.</summary>
    private static readonly ImmutableArray<ImmutableArray<string>> Tanh =
    [
        ["1.00", "0.193593", "0.759032", "1.000000", "1.748", "3.627"],
        ["1.25", "0.292054", "0.863240", "1.000000", "1.800", "6.800"],
        ["1.50", "0.418037", "0.938636", "1.000000", "1.683", "15.791"],
        ["1.70", "0.533076", "0.986741", "1.000000", "1.558", "74.918"],
        ["1.80", "0.594132", "1.008223", "0.950411", "1.498", "125.78"],
        ["2.00", "0.721762", "1.047666", "0.744082", "1.388", "25.213"],
        ["2.50", "1.063958", "1.133516", "0.446804", "1.180", "11.796"],
        ["3.00", "1.428008", "1.208934", "0.299318", "1.041", "9.051"],
        ["3.50", "1.806506", "1.277976", "0.216313", "0.945", "7.768"],
        ["4.00", "2.195494", "1.342402", "0.165065", "0.873", "6.980"],
    ];

    /// <summary>σw and q* at σb = 0.1, the same at 0.2, and σw at σb² = 0.05.</summary>
    private static readonly ImmutableArray<(string Activation, ImmutableArray<string> Edge)> Edges =
    [
        ("tanh", ["1.193401", "0.2733", "1.304146", "0.5121", "1.327010"]),
        ("erf", ["1.055595", "0.2532", "1.152795", "0.4658", "1.172962"]),
        ("softsign", ["1.5129", "0.1540", "1.7296", "0.3583", "1.7724"]),
        ("elu", ["1.176148", "0.4378", "1.229251", "1.1069", "1.238434"]),
        ("selu", ["0.8719", "0.309", "0.9375", "0.717", "0.9496"]),
        ("sin", ["1.142267", "0.3148", "1.212333", "0.5098", "1.225590"]),
        ("gelu", ["1.727078", "0.1835", "1.547009", "0.5756", "1.517406"]),
        ("silu", ["1.820052", "0.2597", "1.679532", "0.6895", "1.651851"]),
        ("mish", ["1.540975", "0.2632", "1.463439", "0.7455", "1.450792"]),
    ];

    /// <summary>The first number about tanh at σb² = 0.05 that is not ours; null for none.</summary>
    public static string? TablesMisfit()
    {
        CriticalPoint edge = new CriticalLine(Activations.Parse("tanh")).ForBias(SigmaB2)[0];
        if ((Misfit("1.760955", edge.SigmaW2) ?? Misfit("0.570048", edge.Q)) is { } off) return $"critical point: {off}";
        foreach (ImmutableArray<string> row in Tanh)
        {
            double w2 = double.Parse(row[0], CultureInfo.InvariantCulture);
            FixedPoint point = new SignalMap(Activations.Parse("tanh"), w2, SigmaB2).Attractor(w2).Point!;
            double[] ours = [point.Q, point.Chi1, point.Correlation ?? double.NaN, point.XiQ, point.XiC ?? double.NaN];
            string? misfit = ours.Select((number, i) => Misfit(row[i + 1], number)).FirstOrDefault(found => found is not null);
            if (misfit is not null) return $"σw² = {row[0]}: {misfit}";
        }

        return null;
    }

    /// <summary>The first number about edges of chaos that is not ours; null for none.</summary>
    public static string? EdgesMisfit()
    {
        foreach ((string activation, ImmutableArray<string> edge) in Edges)
        {
            CriticalLine line = new(Activations.Parse(activation));
            string? misfit = Nearest(line, 0.01, edge[0], edge[1]) ?? Nearest(line, 0.04, edge[2], edge[3]) ?? Nearest(line, SigmaB2, edge[4], null);
            if (misfit is not null) return $"{activation}: {misfit}";
        }

        return null;
    }

    private static string? Nearest(CriticalLine line, double sigmaB2, string sigmaW, string? q)
    {
        CriticalPoint? point = line.ForBias(sigmaB2).MinBy(found => Math.Abs(found.SigmaW - double.Parse(sigmaW, CultureInfo.InvariantCulture)));
        return point is null ? $"no point for {sigmaW}" : Misfit(sigmaW, point.SigmaW) ?? (q is null ? null : Misfit(q, point.Q));
    }

    /// <summary>Says how a number differs from a printed one by more than one in its last digit; null where it does not.</summary>
    private static string? Misfit(string printed, double ours)
    {
        decimal theirs = decimal.Parse(printed, CultureInfo.InvariantCulture);
        double digit = 1;
        for (int i = 0; i < theirs.Scale; i++) digit /= 10;
        return Math.Abs(ours - (double)theirs) <= digit * (1 + 1e-9) ? null : Texts.Invariant($"{ours:G8} for {printed}");
    }
}
