using Evenkeel.Forensics;
using Evenkeel.Initialization;
using Evenkeel.Numerics;
using Evenkeel.Shapes;

namespace Evenkeel.Tests.Forensics;

/// <summary>Fresh matrices, of which nothing is to be found.</summary>
internal static class NullDraws
{
    /// <summary>Kolmogorov's distance between p-values and the uniform law, times √n: above 1.95 once in a thousand.</summary>
    public static double Distance(List<double> pValues)
    {
        double[] sorted = [.. pValues.Order()];
        double gap = 0;
        for (int i = 0; i < sorted.Length; i++) gap = Math.Max(gap, Math.Max(sorted[i] - (double)i / sorted.Length, (i + 1.0) / sorted.Length - sorted[i]));
        return gap * Math.Sqrt(sorted.Length);
    }

    /// <summary>How far the share of small p-values ever is above what it should be, times √n.</summary>
    public static double Excess(List<double> pValues)
    {
        double[] sorted = [.. pValues.Order()];
        double gap = 0;
        for (int i = 0; i < sorted.Length; i++) gap = Math.Max(gap, (i + 1.0) / sorted.Length - sorted[i]);
        return gap * Math.Sqrt(sorted.Length);
    }

    /// <summary>A dense layer's weights by a scheme, [outputs, inputs].</summary>
    public static (TensorSubject Subject, TensorStatistics Statistics) Dense(string scheme, int outputs, int inputs, Seed seed)
    {
        WeightShape shape = WeightShape.Dense(inputs, outputs);
        return (new() { Name = "layer.weight", Role = TensorRole.Dense, Weights = shape }, StatisticsPass.Of(Initializers.Parse(scheme).Draw(shape, seed), outputs));
    }

    /// <summary>The tests of many fresh matrices of independent elements, by name.</summary>
    public static Dictionary<string, List<double>> PValues(string scheme, int outputs, int inputs, int draws, Func<MatrixStatistics, TensorStatistics, EvidenceShape, IEnumerable<EvidenceTest>> test)
    {
        Dictionary<string, List<double>> all = [];
        IInitializer initializer = Initializers.Parse(scheme);
        WeightShape weights = WeightShape.Dense(inputs, outputs);
        for (int draw = 0; draw < draws; draw++)
        {
            TensorStatistics statistics = StatisticsPass.Of(initializer.Draw(weights, draw), outputs);
            EvidenceShape shape = EvidenceShape.Of(initializer.Promise(weights).Law, statistics);
            foreach (EvidenceTest found in test(statistics.Matrix!, statistics, shape))
            {
                if (!all.TryGetValue(found.Name, out List<double>? values)) all.Add(found.Name, values = []);
                values.Add(found.PValue);
            }
        }

        return all;
    }
}
