using System.Collections.Immutable;
using Evenkeel.Literature.Measures;
using Evenkeel.MeanField;
using Evenkeel.Numerics;
using Evenkeel.Report.Pictures;

namespace Evenkeel.Literature.Papers;

/// <summary>The sum of 1/width: how far a deep ReLU network's signal scatters, and how soon the network learns.</summary>
internal sealed class HaninNica2019 : Reproduction
{
    private const int Networks = 2000;

    private static readonly Criterion Faster = Criterion.Order("Of networks of 40 layers, the one of width 100 (Σ 1/n = 0.4) comes to 30 % in fewest steps, then width 20 (2), then the four with Σ 1/n = 2.67 taken together, by medians over seeds.");
    private static readonly Criterion Each = Criterion.Order("Each of the four with Σ 1/n = 2.67 takes at least 1.5 times the steps of width 100.");
    private static readonly Criterion Alike = Criterion.Number("The medians of those four lie within a factor of 3 of each other, whatever the order of their widths.");
    private static readonly Criterion Spread = Criterion.Order("The variance of ln ‖a‖² in the last layer over random networks is least at width 100, larger at width 20, and largest in each of the four with Σ 1/n = 2.67.");
    private static readonly Criterion Law = Criterion.Number("Mean and variance of that logarithm are the sums over layers of the exact law's, within 4 standard errors in each of the six.");
    private static readonly Criterion Normal = Criterion.Number("It is close to normal: its distribution lies within 0.05 of the normal one of its mean and variance in each of the six.");

    private static readonly string[] Names = ["30 and 10 in turn", "30, then 10", "10, then 30", "15", "20", "100"];

    public override string Name => "haninnica2019";

    public override Paper Paper { get; } = new("Hanin and Nica", 2019, "Products of Many Large Random Matrices and Gradients in Deep Neural Networks", "https://arxiv.org/abs/1812.05994");

    public override string Claim => "Lengths of signals and gradients in a ReLU network are nearly log-normal with a variance set by the sum of 1/width over layers, and the larger that sum, the later a network of the same depth begins to learn.";

    public override ImmutableArray<Criterion> Criteria { get; } = [Faster, Each, Alike, Spread, Law, Normal];

    public override ImmutableArray<string> Differences(RunSize size) =>
    [
        "Ten clouds in 64 dimensions in the place of MNIST, and one learning rate.",
        "Steps to 30 % are counted where the accuracy over the last 32 batches, each judged before its update, first reaches it, so that no count is below 32 and all are late by some 16 steps; the papers count epochs to an accuracy on test images.",
        "The paper gives no number for what is measured here.",
        "A network that does not come to 30 % within 1500 steps counts as slower than all that do.",
    ];

    public override Outcome Judge(Evidence evidence)
    {
        Shape[] shapes = [.. evidence.Runs.GroupBy(run => string.Join(',', run.Spec.Network.Hidden)).Select((runs, i) => new Shape(Names[i], runs.First().Spec.Network.Hidden, [.. runs], evidence))];
        Shape[] alike = shapes[..4];
        Shape twenty = shapes[4], hundred = shapes[5];
        double together = Median.Of(alike.SelectMany(shape => shape.Steps));
        double apart = alike.Max(shape => shape.Middle) / alike.Min(shape => shape.Middle);
        double off = shapes.Max(shape => Math.Max(shape.Logs.MeanDistance(shape.LawMean), shape.Logs.VarianceDistance(shape.LawVariance))), distance = shapes.Max(shape => shape.DistanceFromNormal);
        return new()
        {
            Judgements =
            [
                Faster.Judge(hundred.Middle < twenty.Middle && twenty.Middle < together, Texts.Invariant($"{Steps(hundred.Middle)}, {Steps(twenty.Middle)}, {Steps(together)} steps")),
                Each.Judge(alike.All(shape => shape.Middle >= 1.5 * hundred.Middle), string.Join(", ", alike.Select(shape => $"{shape.Name}: {Steps(shape.Middle)}"))),
                Alike.Judge(apart <= 3, Texts.Invariant($"a factor of {apart:0.00}")),
                Spread.Judge(hundred.Logs.Variance < twenty.Logs.Variance && alike.All(shape => shape.Logs.Variance > twenty.Logs.Variance), string.Join(", ", shapes.Select(shape => Texts.Invariant($"{shape.Name}: {shape.Logs.Variance:0.0}")))),
                Law.Judge(off <= 4, Texts.Invariant($"off by {off:0.0} standard errors at most, {Networks} networks each")),
                Normal.Judge(distance <= 0.05, Texts.Invariant($"{distance:0.000} at most")),
            ],
            Findings =
            [
                .. shapes.Select(shape => new Finding(Texts.Invariant($"{shape.Name} (Σ 1/n = {shape.InverseWidths:0.00}): median steps to 30 %"), Steps(shape.Middle))
                {
                    Interval = Texts.Invariant($"{Steps(shape.Low)} … {Steps(shape.High)}, {shape.Steps.Length} seeds, {shape.Steps.Count(steps => steps is null)} never"),
                }),
                .. shapes.Select(shape => new Finding($"{shape.Name}: variance of ln ‖a‖² in the last layer", Texts.Invariant($"{shape.Logs.Variance:0.00}"))
                {
                    Interval = Texts.Invariant($"{shape.Logs.Variance - 2 * shape.Logs.VarianceError:0.00} … {shape.Logs.Variance + 2 * shape.Logs.VarianceError:0.00}, {shape.Logs.Count} networks"), Theory = Texts.Invariant($"{shape.LawVariance:0.00}; Σ 5/n = {5 * shape.InverseWidths:0.00}"),
                }),
            ],
            Pictures = [StepsPicture(shapes), Densities(shapes)],
        };
    }

    private static string Steps(double steps) => double.IsFinite(steps) ? Texts.Invariant($"{steps:0}") : "never";

    private static DotPicture StepsPicture(Shape[] shapes) => new()
    {
        Name = "steps-to-target",
        Title = "Steps to 30 %, by the shape of forty layers",
        Summary = "Networks with a smaller sum of 1/width begin to learn sooner; with the same sum, the order of widths matters less.",
        X = new("steps", IsLog: true),
        Rows = [.. shapes.Select(shape => new PictureDot($"{shape.Name}", Finite(shape.Middle), Finite(shape.Low), Finite(shape.High)) { Group = Texts.Invariant($"Σ 1/n = {shape.InverseWidths:0.00}"), Instead = double.IsFinite(shape.Middle) ? "" : "never" })],
    };

    private static double Finite(double steps) => double.IsFinite(steps) ? steps : double.NaN;

    private static LinePicture Densities(Shape[] shapes) => new()
    {
        Name = "log-length",
        Title = "The logarithm of a signal's length after forty layers",
        Summary = "Nearly normal, and the wider the larger the sum of 1/width: from network to network, lengths differ by orders of magnitude.",
        X = new("ln ‖a‖² over the input's, per unit"),
        Y = new("density"),
        Lines = [.. new[] { shapes[3], shapes[4], shapes[5] }.SelectMany(shape => shape.Densities())],
    };

    /// <summary>One shape's trials, and random networks of it.</summary>
    private sealed class Shape
    {
        private readonly double[] logs;

        public Shape(string name, ImmutableArray<int> widths, Run[] runs, Evidence evidence)
        {
            Name = name;
            Steps = [.. runs.Select(run => (double?)run.Result.StepsToTarget)];
            Middle = Median.Of(Steps);
            double[] sorted = [.. Steps.Select(steps => steps ?? double.PositiveInfinity).Order()];

            // Order statistics between which the median lies with 95 % (of 15 seeds) or 94 % (of 5, the whole range).
            int outer = sorted.Length >= 15 ? 3 : 0;
            (Low, High) = (sorted[outer], sorted[^(outer + 1)]);
            Seed seed = evidence.Seed.For(name);
            logs = Many.Of(Networks, evidence, i => RectifiedNet.LogGrowth(widths.AsSpan(), seed.For(i)));
            Logs = Sample.Of(logs);
            DistanceFromNormal = Sample.DistanceFromNormal(logs);
            foreach (int width in widths)
            {
                RectifiedLength law = RectifiedLength.Of(width);
                (LawMean, LawVariance, InverseWidths) = (LawMean + law.Mean, LawVariance + law.Variance, InverseWidths + 1.0 / width);
            }
        }

        public string Name { get; }

        public double?[] Steps { get; }

        public double Middle { get; }

        public double Low { get; }

        public double High { get; }

        public double InverseWidths { get; }

        public Sample Logs { get; }

        public double LawMean { get; }

        public double LawVariance { get; }

        public double DistanceFromNormal { get; }

        /// <summary>The measured density, and the normal one with the law's mean and variance.</summary>
        public IEnumerable<PictureLine> Densities()
        {
            const int bins = 40;
            double low = Logs.Mean - 4 * Math.Sqrt(Logs.Variance), step = 8 * Math.Sqrt(Logs.Variance) / bins, deviation = Math.Sqrt(LawVariance);
            double[] counts = new double[bins], places = [.. Enumerable.Range(0, bins).Select(bin => low + (bin + 0.5) * step)];
            foreach (double log in logs)
            {
                int bin = double.IsFinite(log) ? (int)Math.Floor((log - low) / step) : -1;
                if (bin is >= 0 and < bins) counts[bin] += 1 / (step * Logs.Count);
            }

            yield return new($"width {Name}", [.. places], [.. counts]);
            yield return new($"width {Name}, log-normal", [.. places], [.. places.Select(place => StandardNormal.Density((place - LawMean) / deviation) / deviation)]) { Style = LineStyle.Theory };
        }
    }
}
