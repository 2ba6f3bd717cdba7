using System.Collections.Immutable;
using Evenkeel.Calibration;
using Evenkeel.Data;
using Evenkeel.Experiments;
using Evenkeel.Literature.Measures;
using Evenkeel.Networks;
using Evenkeel.Report.Pictures;

namespace Evenkeel.Literature.Papers;

/// <summary>Layer-sequential unit variance: what it makes of other starts, and which deep networks learn from it.</summary>
internal sealed class Lsuv2016 : Reproduction
{
    private const int Depth = 30;

    private const int RecoveryWidth = 100;

    private const string Small = "normal(0.01)", Orthogonal = "orthogonal", Lsuv = "lsuv";

    private static readonly ImmutableArray<string> Starts = [Small, "he-normal", "glorot-normal", Orthogonal, "glorot-uniform", "uniform"];

    private static readonly ImmutableArray<string> Functions = ["relu", "leaky-relu", "elu", "tanh", "softsign", "sigmoid"];

    private static readonly string[] Judged = ["relu", "tanh"];

    private static readonly Criterion Recovers = Criterion.Order("In networks of 30 layers of 100 units, whichever of six starts they were drawn from and whichever of six activations they have, LSUV leaves the outputs of every layer with variance 1 ± 0.02 over the batch.");
    private static readonly Criterion Once = Criterion.Number("With biases of 0 one division is exact: no layer takes more than 1, and after one its variance is 1 within 1e-4.");
    private static readonly Criterion Trains = Criterion.Order("With ReLU and with tanh, networks of 30 layers from LSUV reach 90 % on every seed at the best of three rates, and from N(0, 0.01²) on none at any rate, in as many steps.");
    private static readonly Criterion Scale = Criterion.Order("It is the scale that does it: with ReLU, the orthogonal weights that LSUV begins with reach 90 % on no seed at any rate.");

    public override string Name => "lsuv2016";

    public override Paper Paper { get; } = new("Mishkin and Matas", 2016, "All you need is a good init", "https://arxiv.org/abs/1511.06422");

    public override string Claim => "Orthogonal weights, scaled layer by layer until each gives outputs of variance 1 on a batch, let very deep networks learn with any of several activations.";

    public override ImmutableArray<Criterion> Criteria { get; } = [Recovers, Once, Trains, Scale];

    public override ImmutableArray<string> Differences(RunSize size) =>
    [
        "Dense layers on generated clouds in the place of FitNets on CIFAR-10 and MNIST; accuracies of the paper are left out.",
        size == RunSize.Quick ? "ReLU and tanh, 30 layers of 64 units, 400 steps, three rates, 1 seed." : "Six activations, 30 layers of 100 units, 600 steps, three rates, 3 seeds.",
        "The paper gives no number for what is measured here.",
        "The tolerance is that of the authors' code, 0.02.",
    ];

    public override Outcome Judge(Evidence evidence)
    {
        LayerCalibration[] layers = [.. Functions.SelectMany(function => Starts.SelectMany(start => Recovered(function, start, evidence)))];
        double worst = layers.Max(layer => Math.Abs(layer.After - 1)), rest = layers.Where(layer => layer.Iterations > 0).Max(layer => Math.Abs(layer.After - 1));
        int most = layers.Max(layer => layer.Iterations);
        Arm[] arms = [.. evidence.Runs.GroupBy(run => (run.Spec.Network.Activation, run.Spec.Scheme)).Select(group => new Arm(group.Key.Activation, group.Key.Scheme, BestRate.Among(group)))];
        BestRate Of(string function, string start) => arms.First(arm => arm.Function == function && arm.Start == start).Best;
        bool trains = Judged.All(function => Of(function, Lsuv).All && Of(function, Small).Never);
        return new()
        {
            Judgements =
            [
                Recovers.Judge(layers.Length == Functions.Length * Starts.Length * (Depth + 1) && worst <= 0.02 * (1 + 1e-9), Texts.Invariant($"{layers.Length} layers, off by {worst:0.0000} at most")),
                Once.Judge(most <= 1 && rest <= 1e-4, Texts.Invariant($"{most} at most, off by {rest:0.0E+0} after it")),
                Trains.Judge(trains, Texts.Invariant($"ReLU: LSUV {Of("relu", Lsuv)}, N(0, 0.01²) {Of("relu", Small)}; tanh: LSUV {Of("tanh", Lsuv)}, N(0, 0.01²) {Of("tanh", Small)}")),
                Scale.Judge(Of("relu", Orthogonal).Never, Of("relu", Orthogonal).ToString()),
            ],
            Findings =
            [
                new("layers within 0.02 as they were drawn", Texts.Invariant($"{layers.Count(layer => layer.Iterations == 0)} of {layers.Length}")),
                new("smallest and largest variance of a layer before", Texts.Invariant($"{layers.Min(layer => layer.Before):0.0E+0}, {layers.Max(layer => layer.Before):0.0E+0}")),
                .. arms.Select(arm => new Finding($"{arm.Function}, {arm.Start}: steps to 90 %", arm.Best.ToString()) { Interval = arm.Best.Interval }),
            ],
            Pictures = [Table(arms), ByLayer(evidence)],
        };
    }

    private static ImmutableArray<LayerCalibration> Recovered(string function, string start, Evidence evidence)
    {
        ComparisonSpec spec = new() { Network = new() { Hidden = [.. Enumerable.Repeat(RecoveryWidth, Depth)], Activation = function }, Training = new() { Batch = 256, Steps = 1 } };
        DataSplit data = Blobs.Generate(256, 1, evidence.Seed.For("data"));
        evidence.Cancellation.ThrowIfCancellationRequested();
        return new TrainingRun(spec, data, $"lsuv({start})", evidence.FirstSeed, evidence.Workers).Calibration!.Layers;
    }

    private static DotPicture Table(Arm[] arms) => new()
    {
        Name = "activations",
        Title = "Which networks of 30 layers learn",
        Summary = "Steps to 90 % at the best rate. From LSUV each activation that lets gradients through learns; from small weights none does, and from orthogonal ones only those that are nearly straight at 0.",
        X = new("steps to 90 %"),
        Rows = [.. arms.Select(arm => new PictureDot($"{arm.Function}, {arm.Start}", arm.Best.All ? arm.Best.Median : double.NaN) { Group = arm.Start, Instead = arm.Best.Never ? "never" : "not all" })],
    };

    private static LinePicture ByLayer(Evidence evidence) => new()
    {
        Name = "signal-by-layer",
        Title = "The signal of ReLU networks at the start",
        Summary = "LSUV's stays at 1; that of the orthogonal weights it begins with halves in each layer, and small weights leave nothing.",
        X = new("layer"),
        Y = new("mean z²", IsLog: true),
        Lines = [.. evidence.Runs.Where(run => run.Spec.Network.Activation == "relu").GroupBy(run => run.Spec.Scheme).Select(group => Bands.ByLayer(group.Key, AtStart.OnePerSeed(group), Depth, (run, layer) => run.Result.Readings[0].Layers[layer].Q))],
    };

    /// <summary>Networks of one activation and one start.</summary>
    private sealed record Arm(string Function, string Start, BestRate Best);
}
