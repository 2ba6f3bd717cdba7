using System.Collections.Immutable;
using Evenkeel.Experiments.Demonstrations;
using Evenkeel.Experiments.Studies;
using Evenkeel.Initialization;
using Evenkeel.Report.Pictures;

namespace Evenkeel.Literature.Papers;

/// <summary>What standard and normalized starts make of activations and gradients before training.</summary>
internal sealed class Glorot2010Init : Reproduction
{
    private const string Standard = "uniform";
    private const string Normalized = "glorot-uniform";

    /// <summary>Seeds whose Jacobians are decomposed; they differ by less than 1 %.</summary>
    private const int JacobianSeeds = 3;

    private static readonly Criterion Forward = Criterion.Order(
        "With tanh, activations of the standard start shrink from each layer to the next, to below a quarter in the fifth; those of the normalized start keep above half (Fig. 6).");

    private static readonly Criterion Backward = Criterion.Order(
        "Back-propagated gradients of the standard start shrink from each layer to the one below, to below a quarter in the first; those of the normalized start keep above half (Fig. 7).");

    private static readonly Criterion Weights = Criterion.Order("The weight gradients of the five layers differ by a factor of less than 1.3, with either start (Fig. 8).");

    private static readonly Criterion Jacobian = Criterion.Number(
        "The mean singular value of the Jacobian between neighbouring hidden layers, averaged over them, is 0.8 ± 0.05 with the normalized start and 0.5 ± 0.05 with the standard one.");

    private static readonly Criterion Magnitudes = Criterion.Number(
        "Standard deviations of activations and back-propagated gradients in every layer of all five networks lie within 5 % of those that numpy gave over 20 seeds, independently computed, which scatter by up to 2.5 % from seed to seed; of weight gradients, which scatter by 20 % from one set of images to another, within 25 %, and with sigmoid within a factor of 2.");

    public override string Name => "glorot2010-init";

    public override Paper Paper { get; } = new("Glorot and Bengio", 2010, "Understanding the difficulty of training deep feedforward neural networks", "https://proceedings.mlr.press/v9/glorot10a.html");

    public override string Claim => "Before training, the standard start U(±1/√n) makes activations shrink with every layer and gradients with every layer back, by which the Jacobian's singular values fall short of 1; the normalized start keeps both nearly level.";

    public override ImmutableArray<Criterion> Criteria { get; } = [Forward, Backward, Weights, Jacobian, Magnitudes];

    public override ImmutableArray<string> Differences(RunSize size) =>
    [
        "The Jacobian is taken at the one image whose mean slope is the closest to that of all; the paper does not say at which.",
        "The cost is the mean over the 300 images; the paper's scale of gradients is not given.",
        "A new generator of Shapeset, by the published constants; edge pixels differ.",
    ];

    public override Outcome Judge(Evidence evidence)
    {
        GlorotReading[] jacobians = [Jacobians(Standard, evidence), Jacobians(Normalized, evidence)];
        GlorotReading[] starts = [.. Glorot2010Reference.Rows.Select(row => MeanOf(Of(evidence, row)))];
        return new()
        {
            Judgements = Judge(starts, jacobians[0].SingularValues.Average(), jacobians[1].SingularValues.Average()),
            Findings = [.. FindJacobians(jacobians), .. Glorot2010Reference.Rows.Take(4).SelectMany(row => Ratios(row, Of(evidence, row)))],
            Pictures = Glorot2010Pictures.Of(evidence, Of),
        };
    }

    /// <summary>Judges means over seeds.</summary>
    /// <param name="starts">The five networks, in the order of <see cref="Glorot2010Reference.Rows"/>.</param>
    /// <param name="standard">The mean singular value of the standard start.</param>
    /// <param name="normalized">The mean singular value of the normalized start.</param>
    internal static ImmutableArray<Judgement> Judge(IReadOnlyList<GlorotReading> starts, double standard, double normalized)
    {
        (GlorotReading plain, GlorotReading level) = (starts[0], starts[1]);
        (double forwardPlain, double forwardLevel) = (plain.Activations[^1] / plain.Activations[0], level.Activations[^1] / level.Activations[0]);
        (double backPlain, double backLevel) = (plain.BackPropagated[0] / plain.BackPropagated[^1], level.BackPropagated[0] / level.BackPropagated[^1]);
        (double farthest, string where, bool within) = Compare(starts);
        return
        [
            Forward.Judge(Falls(plain.Activations) && forwardPlain < 0.25 && forwardLevel > 0.5, Texts.Invariant($"to {forwardPlain:0.000} and {forwardLevel:0.000} of the first layer's")),
            Backward.Judge(Falls([.. plain.BackPropagated.Reverse()]) && backPlain < 0.25 && backLevel > 0.5, Texts.Invariant($"to {backPlain:0.000} and {backLevel:0.000} of the fifth layer's")),
            Weights.Judge(plain.WeightGradientSpread < 1.3 && level.WeightGradientSpread < 1.3, Texts.Invariant($"factors {plain.WeightGradientSpread:0.000} and {level.WeightGradientSpread:0.000}")),
            Jacobian.Judge(Math.Abs(normalized - 0.8) <= 0.05 && Math.Abs(standard - 0.5) <= 0.05, Texts.Invariant($"{normalized:0.000} and {standard:0.000}")),
            Magnitudes.Judge(within, Texts.Invariant($"farthest for its bound: {where}, {farthest:+0.0;-0.0} %")),
        ];
    }

    /// <summary>The number that comes nearest to its bound, or is farthest beyond.</summary>
    private static (double Percent, string Where, bool Within) Compare(IReadOnlyList<GlorotReading> starts)
    {
        (double worst, double percent, string where) = (double.NegativeInfinity, 0, "");
        for (int i = 0; i < starts.Count; i++)
        {
            Glorot2010Reference row = Glorot2010Reference.Rows[i];
            (ImmutableArray<double> Ours, ImmutableArray<double> Theirs, double Least, double Most, string Name)[] statistics =
            [
                (starts[i].Activations, row.Activations, 0.95, 1.05, "activations"),
                (starts[i].BackPropagated, row.BackPropagated, 0.95, 1.05, "back-propagated gradients"),
                (starts[i].WeightGradients, row.WeightGradients, row.Activation == "sigmoid" ? 0.5 : 0.75, row.Activation == "sigmoid" ? 2 : 1.25, "weight gradients"),
            ];
            foreach ((ImmutableArray<double> ours, ImmutableArray<double> theirs, double least, double most, string name) in statistics)
            {
                for (int layer = 0; layer < theirs.Length; layer++)
                {
                    double ratio = ours[layer] / theirs[layer];
                    double used = double.IsNaN(ratio) ? double.PositiveInfinity : ratio < 1 ? (1 - ratio) / (1 - least) : (ratio - 1) / (most - 1);
                    if (used > worst) (worst, percent, where) = (used, 100 * (ratio - 1), Texts.Invariant($"{row.Label}, {name} of layer {layer + 1}"));
                }
            }
        }

        return (percent, where, worst <= 1);
    }

    private static bool Falls(ImmutableArray<double> values) => values.Zip(values.Skip(1)).All(pair => pair.Second < pair.First);

    private static Run[] Of(Evidence evidence, Glorot2010Reference row) => [.. evidence.Runs.Where(run => run.Spec.Network.Activation == row.Activation && run.Spec.Scheme == row.Scheme)];

    private static GlorotReading MeanOf(Run[] runs) => GlorotReading.Mean([.. runs.Select(Read)]);

    private static GlorotReading Read(Run run)
    {
        ImmutableArray<TrialLayer> layers = run.Result.Readings[0].Layers;
        return new(run.Spec.Scheme, run.Spec.Network.Activation)
        {
            Activations = [.. layers.Select(layer => layer.ActivationStd)],
            BackPropagated = [.. layers.Select(layer => Math.Sqrt(layer.PreActivationGradientQ))],
            WeightGradients = [.. layers.Select(layer => layer.WeightGradientStd)],
            SingularValues = [],
        };
    }

    private static GlorotReading Jacobians(string scheme, Evidence evidence)
    {
        (NetworkSize size, List<GlorotReading> readings) = (NetworkSize.Of(evidence.Runs[0].Spec), []);
        for (int draw = 0; draw < JacobianSeeds; draw++)
        {
            evidence.Cancellation.ThrowIfCancellationRequested();
            readings.Add(GlorotStatistics.Read(Initializers.Parse(scheme), "tanh", size.Width, size.Images, evidence.Seed.For(draw), evidence.Workers));
        }

        return GlorotReading.Mean(readings);
    }

    private static IEnumerable<Finding> FindJacobians(GlorotReading[] readings) =>
        readings.Zip([("standard", "0.5"), ("normalized", "0.8")], (reading, start) => new Finding($"tanh, {start.Item1}: mean singular value between layers 1 and 2, … 4 and 5", string.Join(' ', reading.SingularValues.Select(value => Texts.Invariant($"{value:0.000}"))))
        {
            Paper = start.Item2, Source = "section 4.2, around", Interval = Texts.Invariant($"{reading.SingularValues.Min():0.000} … {reading.SingularValues.Max():0.000}, over layers, means of {JacobianSeeds} seeds"),
        });

    private static IEnumerable<Finding> Ratios(Glorot2010Reference row, Run[] runs)
    {
        yield return Ratio($"{row.Label}: activations, layer 5 over layer 1", runs, reading => reading.Activations[^1] / reading.Activations[0]);
        yield return Ratio($"{row.Label}: back-propagated gradients, layer 1 over layer 5", runs, reading => reading.BackPropagated[0] / reading.BackPropagated[^1]);
        yield return Ratio($"{row.Label}: weight gradients, largest over smallest", runs, reading => reading.WeightGradientSpread);
    }

    private static Finding Ratio(string what, Run[] runs, Func<GlorotReading, double> ratio)
    {
        CellSummary summary = Texts.Summary(runs, run => ratio(Read(run)));
        return new(what, Texts.Number(summary.Mean)) { Interval = Texts.Interval(summary) };
    }

    private readonly record struct NetworkSize(int Width, int Images)
    {
        public static NetworkSize Of(TrialSpec spec) => new(spec.Network.Hidden[0], spec.Training.Batch);
    }
}
