using System.Collections.Immutable;
using Evenkeel.Experiments.Studies;
using Evenkeel.Functions;
using Evenkeel.Literature.Measures;
using Evenkeel.MeanField;
using Evenkeel.Numerics;
using Evenkeel.Report.Pictures;

namespace Evenkeel.Literature.Papers;

/// <summary>Dynamical isometry: Jacobians whose singular values lie about 1, and how fast such networks learn.</summary>
internal sealed class Pennington2017 : Reproduction
{
    private const int Depth = 50;
    private const int Networks = 16;
    private const double Isometric = 1.049912;
    private const double Saturated = 1.760955;

    private static readonly Row[] Rows =
    [
        new("linear, Gaussian", new(Activations.Linear, false, 1, 0, 1), 50),
        new("linear, orthogonal", new(Activations.Linear, true, 1, 0, 1), 0),
        new("ReLU, Gaussian", new(Activations.Relu, false, 2, 0, 1), 100),
        new("ReLU, orthogonal", new(Activations.Relu, true, 2, 0, 1), 50),
        new("tanh q* 0.57, Gaussian", new(Activations.Tanh, false, Saturated, 0.05, 0.570048), 67.1),
        new("tanh q* 0.57, orthogonal", new(Activations.Tanh, true, Saturated, 0.05, 0.570048), 17.1),
        new("tanh q* 0.026, orthogonal", new(Activations.Tanh, true, Isometric, 2e-5, 0.025874), 0.2127),
    ];

    private static readonly Criterion Fastest = Criterion.Order("Of networks of 100 layers, each at its best learning rate, orthogonal tanh at σw² = 1.05 comes to 90 % in fewest steps, fewer than Gaussian at σw² = 1.05, and than orthogonal at σw² = 1.76, by medians over seeds.");
    private static readonly Criterion Never = Criterion.Order("ReLU comes to 90 % at none of the learning rates, neither orthogonal nor Gaussian.");
    private static readonly Criterion Orthogonal = Criterion.Order("The largest singular value of the Jacobian, over the root of the mean square, is smaller with orthogonal weights than with Gaussian ones for each activation and σw², and smallest of all but linear networks with tanh at q* = 0.026, below 2.");
    private static readonly Criterion Theory = Criterion.Number("The theory of infinite width gives the relative variance of squared singular values at 50 layers independently computed, 50, 0, 100, 50, 67.1, 17.1 and 0.2127, within 0.5 %.");
    private static readonly Criterion Measured = Criterion.Number("The relative variance measured over 16 networks, mean s⁴ over squared mean s² as the theory has it, is within 20 % of the theory for their width in each of the seven, below 1e-4 where that is 0.");

    public override string Name => "pennington2017";

    public override Paper Paper { get; } = new("Pennington, Schoenholz and Ganguli", 2017, "Resurrecting the Sigmoid in Deep Learning through Dynamical Isometry: Theory and Practice", "https://arxiv.org/abs/1711.04735");

    public override string Claim => "Orthogonal weights make a deep tanh network nearly isometric when its critical point has a small q*, never a ReLU network, and of deep networks the isometric learns in the fewest steps.";

    public override ImmutableArray<Criterion> Criteria { get; } = [Fastest, Never, Orthogonal, Theory, Measured];

    public override ImmutableArray<string> Differences(RunSize size) =>
    [
        "Ten clouds in 64 dimensions in the place of CIFAR-10; 100 layers of width 128, plain SGD.",
        "Steps to 90 % are counted where the accuracy over the last 16 batches, each judged before its update, first reaches it, so that no count is below 16.",
        size == RunSize.Quick
            ? "One seed, at most 300 steps, and of the learning rates from 1e-4 to 3e-2 the one that decides for each network; spectra at width 200."
            : "Three seeds, at most 600 steps, learning rates from 1e-4 to 3e-2; spectra at width 400.",
        "The paper gives no number for what is measured here.",
        "How depth decides the best learning rate and the time to learn is left out.",
    ];

    public override Outcome Judge(Evidence evidence)
    {
        int width = evidence.Size == RunSize.Quick ? 200 : 400;
        Measure[] measures = [.. Rows.Select((row, i) => Measure.Of(row, width, evidence.Seed.For(i), evidence))];
        Arm[] arms = [.. evidence.Runs.GroupBy(run => (run.Spec.Network.Activation, run.Spec.Scheme)).Select(runs => new Arm([.. runs]))];
        Arm isometric = arms.Single(arm => arm.Is(Isometric, true));
        Arm[] others = [arms.Single(arm => arm.Is(Isometric, false)), arms.Single(arm => arm.Is(Saturated, true))], relu = [.. arms.Where(arm => arm.Activation == "relu")];
        double theoryOff = measures.Max(measure => measure.Row.Known == 0 ? Math.Abs(measure.Wide) : Math.Abs(measure.Wide / measure.Row.Known - 1));
        bool isMeasured = measures.All(measure => measure.Row.Known == 0 ? Math.Abs(measure.Variance) < 1e-4 : Math.Abs(measure.Variance / measure.Finite - 1) <= 0.2);
        double[] largest = [.. measures.Select(measure => measure.Largest)];
        return new()
        {
            Judgements =
            [
                Fastest.Judge(others.All(other => isometric.Best.MedianOfAll < other.Best.MedianOfAll), string.Join(", ", arms.Where(arm => arm.Activation == "tanh").Select(arm => arm.Text))),
                Never.Judge(relu.All(arm => arm.Never), string.Join(", ", relu.Select(arm => arm.Text))),
                Orthogonal.Judge(largest[1] < largest[0] && largest[3] < largest[2] && largest[5] < largest[4] && largest[6] < 2 && largest[6] < largest[2..6].Min(), string.Join(", ", measures.Select(measure => Texts.Invariant($"{measure.Row.Name} {measure.Largest:0.00}")))),
                Theory.Judge(theoryOff <= 0.005, Texts.Invariant($"off by {theoryOff:P2} at most")),
                Measured.Judge(isMeasured, string.Join(", ", measures.Select(measure => Texts.Invariant($"{measure.Variance:G3} ({measure.Finite:G3})")))),
            ],
            Findings =
            [
                .. arms.Select(arm => new Finding($"{arm.Name}: median steps to 90 %, best rate", arm.Steps) { Interval = arm.Best.Interval }),
                .. measures.Select(measure => new Finding(Texts.Invariant($"{measure.Row.Name}, {Depth} layers: relative variance of s²"), Texts.Invariant($"{measure.Variance:G4}"))
                {
                    Theory = Texts.Invariant($"{measure.Finite:G4} at width {width}, {measure.Wide:G4} at infinite width"),
                }),
            ],
            Pictures = [Densities(measures), Rates(arms)],
        };
    }

    private static LinePicture Densities(Measure[] measures) => new()
    {
        Name = "singular-values",
        Title = Texts.Invariant($"Singular values of the Jacobian of {Depth} layers"),
        Summary = "Those of orthogonal tanh networks with a small q* lie about 1. All others reach far up, and most of their values are next to nothing.",
        X = new("singular value s, over the root of the mean s²"),
        Y = new("density", IsLog: true),
        Lines = [.. measures.Where(measure => measure.Row.Known > 0).Select(measure => measure.Density())],
    };

    private static LinePicture Rates(Arm[] arms) => new()
    {
        Name = "steps-by-rate",
        Title = "Steps to 90 %, by learning rate",
        Summary = "The isometric network comes there in the fewest steps at its best rate; ReLU has no point, since it never comes there.",
        X = new("learning rate", IsLog: true),
        Y = new("steps, median over seeds", IsLog: true),
        Lines = [.. arms.Where(arm => !arm.Never).Select(arm => new PictureLine(arm.Name, [.. arm.Rates.Select(rate => rate.Rate)], [.. arm.Rates.Select(rate => double.IsFinite(rate.MedianOfAll) ? rate.MedianOfAll : double.NaN)]))],
    };

    /// <summary>A kind of network, and its independently computed relative variance.</summary>
    private sealed record Row(string Name, JacobianSpectrum Spectrum, double Known);

    /// <summary>What was measured of a kind of network.</summary>
    private sealed record Measure(Row Row, double Wide, double Finite, double[][] Values)
    {
        /// <summary><c>E tr(JJᵀ)²·n/E (tr JJᵀ)² − 1</c>: both means over networks before they are divided, as the theory does.</summary>
        public double Variance => Values.Average(values => values.Average(value => value * value * value * value)) / Values.Average(values => Power(values) * Power(values)) - 1;

        /// <summary>Free of the network's scale, which differs from network to network more than the shape of the spectrum does.</summary>
        public double Largest => Values.Average(values => values[0] / Math.Sqrt(Power(values)));

        public static Measure Of(Row row, int width, Seed seed, Evidence evidence)
        {
            JacobianPrediction theory = row.Spectrum.Theory(width, Depth);
            return new(row, theory.RelativeVariance, theory.FiniteVariance, Many.Of(Networks, evidence, i => row.Spectrum.Values(width, Depth, seed.For(i), Workers.One)));
        }

        public PictureLine Density()
        {
            const int bins = 60;
            const double high = 6;
            double[] counts = new double[bins];
            int all = Values.Sum(values => values.Length);
            foreach (double[] values in Values)
            {
                double root = Math.Sqrt(Power(values));
                foreach (double value in values)
                {
                    int bin = (int)(value / root / high * bins);
                    if (bin < bins) counts[bin] += bins / high / all;
                }
            }

            return new(Row.Name, [.. Enumerable.Range(0, bins).Select(bin => (bin + 0.5) * high / bins)], [.. counts.Select(count => count > 0 ? count : double.NaN)]);
        }

        private static double Power(double[] values) => values.Average(value => value * value);
    }

    /// <summary>The trials of one activation and start.</summary>
    private sealed class Arm
    {
        private readonly Run[] runs;

        public Arm(Run[] runs)
        {
            this.runs = runs;
            SigmaW2 = MeanFieldScheme.Of(Scheme).SigmaW2;
            IsOrthogonal = MeanFieldScheme.IsOrthogonal(Scheme);
            Rates = [.. runs.GroupBy(run => run.Spec.Training.LearningRate).Select(group => BestRate.Among(group))];
            Best = BestRate.Among(runs);
            Name = Texts.Invariant($"{(Activation == "relu" ? "ReLU" : Activation)} σw² {SigmaW2:0.##}, {(IsOrthogonal ? "orthogonal" : "Gaussian")}");
        }

        public string Name { get; }

        public string Activation => runs[0].Spec.Network.Activation;

        /// <summary>How soon at each learning rate.</summary>
        public BestRate[] Rates { get; }

        public BestRate Best { get; }

        public bool Never => Best.Never;

        public string Steps => Best.ToString();

        public string Text => $"{Name}: {Steps}";

        public bool Is(double sigmaW2, bool isOrthogonal) => Activation == "tanh" && SigmaW2 == sigmaW2 && IsOrthogonal == isOrthogonal;

        private double SigmaW2 { get; }

        private bool IsOrthogonal { get; }

        private string Scheme => runs[0].Spec.Scheme;
    }
}
