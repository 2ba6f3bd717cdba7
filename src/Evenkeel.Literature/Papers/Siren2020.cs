using System.Collections.Immutable;
using Evenkeel.Experiments.Studies;
using Evenkeel.Functions;
using Evenkeel.Literature.Measures;
using Evenkeel.MeanField;
using Evenkeel.Numerics;
using Evenkeel.Report.Pictures;

namespace Evenkeel.Literature.Papers;

/// <summary>Networks of sines: what their start keeps from layer to layer, and a picture that they learn.</summary>
internal sealed class Siren2020 : Reproduction
{
    private const double Frequency = 30;

    private const int Depth = 8;

    private static readonly Criterion Theory = Criterion.Number("At the start's scale, σw² = 2 for arguments of the sine, their second moment rests at 0.796812, E sin² is 0.398406 and χ₁ is 1.203188, each within 1e-6, as independently computed.");
    private static readonly Criterion Measured = Criterion.Number("In networks of 8 layers of 256 units the arguments' deviation follows that map within 5 % in layers 2 to 8, and in layer 8 it is 0.892643 within 5 %.");
    private static readonly Criterion Undivided = Criterion.Order("With weights that are not divided by ω₀ = 30 the arguments' deviation is more than 10 times as large in every layer from the second on.");
    private static readonly Criterion Fits = Criterion.Order("The sines' picture has a PSNR at least 5 dB above those of ReLU with He's start and of tanh with Glorot's, each at the better of two rates.");
    private static readonly Criterion NeedsBoth = Criterion.Order("Between the pixels, its PSNR is at least 3 dB above that of sines whose weights are not divided by 30, and above that of sines without ω₀, each at the better rate.");

    public override string Name => "siren2020";

    public override Paper Paper { get; } = new("Sitzmann and others", 2020, "Implicit Neural Representations with Periodic Activation Functions", "https://arxiv.org/abs/2006.09661");

    public override string Claim => "Networks of sines whose weights are U(±√(6/n)/ω₀), but for the first layer, keep the distribution of their signals through depth, and represent a picture far better than ReLU or tanh.";

    public override ImmutableArray<Criterion> Criteria { get; } = [Theory, Measured, Undivided, Fits, NeedsBoth];

    public override ImmutableArray<string> Differences(RunSize size) =>
    [
        "A generated picture of 64×64 in the place of the photograph of 256×256.",
        size == RunSize.Quick ? "3 layers of 96 units, 200 steps of Adam at 0.0001 and 0.001 with full batches; the authors' demonstration has 256 units and 500 steps at 0.0001." : "500 steps of Adam, full batches and 3 layers of 256 units as in the authors' demonstration; rates 0.0001 and 0.001, of which it has the first.",
        "The paper gives no number for what is measured here.",
        "Biases start at 0, where the authors' code leaves those of its framework.",
        "Arguments rest at a second moment of 0.797 rather than 1, since E sin² of a normal argument is below ½.",
    ];

    public override Outcome Judge(Evidence evidence)
    {
        SignalMap map = new(Activations.Parse("sin"), 2, 0);
        double q = map.Follow(1, 200)[^1].Q, chi = map.Chi(q);
        Run[] starts = [.. evidence.Runs.Where(run => run.Result.Steps == 0)], trained = [.. evidence.Runs.Where(run => run.Result.Steps > 0)];
        Run[] kept = [.. starts.Where(run => !IsUndivided(run))], undivided = [.. starts.Where(IsUndivided)];
        ImmutableArray<double> followed = [.. map.Follow(At(kept, 0), Depth).Select(step => Math.Sqrt(step.Q))];
        double off = Enumerable.Range(1, Depth - 1).Max(layer => Math.Abs(Deviation(kept, layer) / followed[layer] - 1)), last = Deviation(kept, Depth - 1);
        double factor = Enumerable.Range(1, Depth - 1).Min(layer => Deviation(undivided, layer) / Deviation(kept, layer));
        Arm[] arms = [.. trained.GroupBy(NameOf).Select(group => new Arm(group.Key, [.. group]))];
        Arm Of(string name) => arms.First(arm => arm.Name == name);
        (Arm siren, Arm relu, Arm tanh, Arm full, Arm slow) = (Of("sines"), Of("ReLU"), Of("tanh"), Of("sines, undivided"), Of("sines, no ω₀"));
        return new()
        {
            Judgements =
            [
                Theory.Judge(Math.Abs(q - 0.796812) <= 1e-6 && Math.Abs(map.Next(q) / 2 - 0.398406) <= 1e-6 && Math.Abs(chi - 1.203188) <= 1e-6, Texts.Invariant($"{q:0.000000}, {map.Next(q) / 2:0.000000}, {chi:0.000000}")),
                Measured.Judge(off <= 0.05 && Math.Abs(last / 0.892643 - 1) <= 0.05, Texts.Invariant($"off by {off:P1} at most; {last:0.000} in layer 8")),
                Undivided.Judge(factor > 10, Texts.Invariant($"{factor:0.0} times at least")),
                Fits.Judge(siren.Psnr >= Math.Max(relu.Psnr, tanh.Psnr) + 5, Texts.Invariant($"sines {siren.Psnr:0.0} dB, ReLU {relu.Psnr:0.0} dB, tanh {tanh.Psnr:0.0} dB")),
                NeedsBoth.Judge(siren.Between >= Math.Max(full.Between, slow.Between) + 3, Texts.Invariant($"sines {siren.Between:0.0} dB, undivided {full.Between:0.0} dB, without ω₀ {slow.Between:0.0} dB")),
            ],
            Findings =
            [
                new("deviation at which arguments rest", Texts.Invariant($"{Math.Sqrt(q):0.000000}")),
                new("deviation of arguments in layer 8", Texts.Invariant($"{last:0.0000}")) { Interval = Texts.Interval(Texts.Summary(kept, run => Math.Sqrt(Argument(run, Depth - 1)))), Theory = Texts.Invariant($"{followed[^1]:0.0000}") },
                .. arms.Select(arm => new Finding($"{arm.Name}: PSNR of the pixels", Texts.Invariant($"{arm.Psnr:0.0} dB at {arm.Rate:G3}")) { Interval = Texts.Interval(arm.Pixels, "0.0") }),
                .. arms.Select(arm => new Finding($"{arm.Name}: PSNR between the pixels", Texts.Invariant($"{arm.Between:0.0} dB")) { Interval = Texts.Interval(arm.Points, "0.0") }),
            ],
            Pictures = [Curves(arms), ByLayer(kept, undivided, followed)],
        };
    }

    private static bool IsUndivided(Run run) => run.Spec.Network.Activation == "sin(30)" && SchemeText.Of(run.Spec.Scheme).Hidden is { Name: "siren", Arguments: [var scale] } && scale.Split('=')[^1] == "1";

    private static string NameOf(Run run) => run.Spec.Network.Activation switch { "relu" => "ReLU", "tanh" => "tanh", "sin(30)" => IsUndivided(run) ? "sines, undivided" : "sines", _ => "sines, no ω₀" };

    /// <summary>The second moment of ω₀·z.</summary>
    private static double Argument(Run run, int layer) => Frequency * Frequency * AtStart.Layer(run, layer).Q;

    private static double At(Run[] runs, int layer) => Texts.Summary(runs, run => Argument(run, layer)).Mean;

    private static double Deviation(Run[] runs, int layer) => Math.Sqrt(At(runs, layer));

    /// <summary>Greys span 2.</summary>
    private static double Decibels(double loss) => 10 * Elementary.Log(4 / loss) / Elementary.Log(10);

    private static LinePicture Curves(Arm[] arms) => new()
    {
        Name = "psnr-by-step",
        Title = "A picture, learned",
        Summary = "Sines come to the picture far sooner than ReLU and tanh, which stay at its slow waves.",
        X = new("steps"),
        Y = new("PSNR, dB"),
        Lines = [.. arms.Select(arm => new PictureLine(arm.Name, [.. arm.Runs[0].Result.Loss.Steps.Select(step => (double)step)], [.. arm.Runs[0].Result.Loss.Values.Select(Decibels)]))],
    };

    private static LinePicture ByLayer(Run[] kept, Run[] undivided, ImmutableArray<double> followed) => new()
    {
        Name = "arguments-by-layer",
        Title = "The sines' arguments at the start",
        Summary = "Behind the first layer, which spreads coordinates over several periods, they rest at a deviation of 0.893; weights that are not divided by 30 make them thirty times as large.",
        X = new("layer"),
        Y = new("deviation of ω₀·z", IsLog: true),
        Lines =
        [
            Bands.ByLayer("sines", kept, Depth, (run, layer) => Math.Sqrt(Argument(run, layer))),
            Bands.ByLayer("sines, undivided", undivided, Depth, (run, layer) => Math.Sqrt(Argument(run, layer))),
            Bands.Theory("sines, mean field", Texts.Layers(Depth), followed),
        ],
    };

    /// <summary>Networks of one kind, at the better of their rates.</summary>
    private sealed class Arm
    {
        public Arm(string name, ImmutableArray<Run> runs)
        {
            Name = name;
            Runs = [.. runs.GroupBy(run => run.Spec.Training.LearningRate).MaxBy(group => Mean(group))!];
        }

        public string Name { get; }

        public ImmutableArray<Run> Runs { get; }

        public double Rate => Runs[0].Spec.Training.LearningRate;

        public CellSummary Pixels => Texts.Summary(Runs, End);

        public CellSummary Points => Texts.Summary(Runs, run => Decibels(run.Result.TestLoss));

        public double Psnr => Pixels.Mean;

        public double Between => Points.Mean;

        private static double Mean(IEnumerable<Run> runs) => Texts.Summary(runs, End).Mean is var mean && double.IsFinite(mean) ? mean : double.NegativeInfinity;

        /// <summary>Over all pixels, after the last step; NaN where it diverged.</summary>
        private static double End(Run run) => run.Result.DivergedAt is null ? Decibels(run.Result.Readings[^1].Loss) : double.NaN;
    }
}
