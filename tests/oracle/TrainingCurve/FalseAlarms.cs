using Evenkeel.Forensics;
using Evenkeel.Initialization;
using Evenkeel.Numerics;
using Evenkeel.Shapes;

namespace Evenkeel.Tests.Oracle;

/// <summary>Fresh draws through the whole examination: how many are called trained, and how many doubted.</summary>
public static class FalseAlarms
{
    private static readonly string[] Schemes =
    [
        "xavier", "he-normal", "glorot-uniform", "keras:he_normal", "keras:glorot_uniform", "torch:Linear.default", "torch:kaiming_normal", "jax:lecun_normal", "normal(0.02)", "truncated-normal(0.02)", "orthogonal",
        "sparse(0.9)", "nguyen-widrow", "weight-standardized", "identity",
    ];

    private static readonly (int Outputs, int Inputs)[] Shapes = [(10, 300), (64, 27), (32, 8), (100, 100), (300, 784), (16, 64), (512, 64)];

    /// <summary>Draws and counts; each draw is a file of one tensor.</summary>
    /// <param name="draws">Draws of each scheme for each shape.</param>
    /// <returns>The exit code: 1 where more than one in a thousand is called trained.</returns>
    public static int Count(int draws)
    {
        int all = 0, trained = 0;
        Dictionary<string, int> reasons = [];
        foreach (string scheme in Schemes)
        {
            IInitializer initializer = Initializers.Parse(scheme);
            Dictionary<TensorVerdict, int> verdicts = [];
            foreach ((int outputs, int inputs) in Shapes)
            {
                WeightShape shape = WeightShape.Dense(inputs, outputs);
                if (initializer.Refusal(shape) is not null) continue;
                for (int seed = 0; seed < draws; seed++)
                {
                    TensorReport report = Examination.Of(new() { Name = "w", Role = TensorRole.Dense, Weights = shape }, StatisticsPass.Of(initializer.Draw(shape, seed), outputs), ExaminationOptions.Default);
                    verdicts[report.Verdict] = verdicts.GetValueOrDefault(report.Verdict) + 1;
                    all++;
                    if (report.Verdict == TensorVerdict.Trained) trained++;
                    if (report.Verdict is not (TensorVerdict.Trained or TensorVerdict.Uncertain)) continue;
                    string test = $"{report.Verdict}: {report.Tests.MinBy(found => found.PValue)?.Name ?? "none"} {scheme} {shape}";
                    reasons[test] = reasons.GetValueOrDefault(test) + 1;
                }
            }

            Console.WriteLine($"{scheme,-24} {string.Join(", ", verdicts.OrderBy(pair => pair.Key).Select(pair => $"{pair.Key} {pair.Value}"))}");
        }

        foreach ((string test, int count) in reasons.OrderByDescending(pair => pair.Value).Take(20)) Console.WriteLine($"{count,6}  {test}");
        Console.WriteLine($"{trained} of {all} fresh draws called trained");
        return trained * 1000 <= all ? 0 : 1;
    }
}
