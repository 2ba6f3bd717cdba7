using System.Collections.Immutable;
using Evenkeel.Initialization;
using Evenkeel.Initialization.Laws;
using Evenkeel.Numerics;
using Evenkeel.Shapes;

namespace Evenkeel.Forensics;

/// <summary>Stand-in.</summary>
internal static class SchemeCandidates
{
    private static readonly string[] Names =
    [
        "xavier", "glorot-normal", "glorot-uniform", "he-normal", "he-uniform", "lecun-uniform", "torch:Linear.default", "keras:he_normal", "keras:glorot_normal", "normal(0.01)", "normal(0.02)", "normal(1)",
        "zero", "one", "orthogonal", "uniform",
    ];

    /// <summary>Stand-in.</summary>
    public static ImmutableArray<SchemeCandidate> For(TensorSubject subject, TensorStatistics s, double alpha)
    {
        List<SchemeCandidate> found = [];
        if (subject.Weights is not { } shape) return [];
        foreach (string name in Names)
        {
            IInitializer initializer;
            try { initializer = Initializers.Parse(name); }
            catch (FormatException) { continue; }
            bool isBias = subject.Role == TensorRole.Bias;
            if (initializer.Refusal(shape) is not null) continue;
            Promise promise = isBias ? initializer.BiasPromise(shape) : initializer.Promise(shape);
            double p;
            if (promise.Law is ConstantLaw || promise.StandardDeviation == 0) p = s.Minimum == promise.Mean && s.Maximum == promise.Mean ? 1 : 0;
            else if (promise.Law is null) continue;
            else
            {
                EvidenceShape e = EvidenceShape.Of(promise.Law, s);
                double v = promise.StandardDeviation * promise.StandardDeviation;
                double zs = (s.Variance / v - 1) / Math.Sqrt((e.Fourth - 1) / s.Count), zm = (s.Mean - promise.Mean) / Math.Sqrt(v / s.Count);
                double zk = (s.Kurtosis - e.Fourth) / Math.Sqrt((promise.Law is NormalLaw ? 24 : 3) / (double)s.Count);
                p = Math.Min(1, 3 * EvidenceTails.NormalTwoSided(Math.Max(Math.Abs(zs), Math.Max(Math.Abs(zm), Math.Abs(zk)))));
                if (s.Minimum < promise.Lower * (1 + 1e-6) || s.Maximum > promise.Upper * (1 + 1e-6)) p = 0;
            }

            if (p >= alpha) found.Add(new() { Scheme = name, Promise = promise, PValue = p });
        }

        return [.. found.OrderByDescending(c => c.PValue)];
    }
}
