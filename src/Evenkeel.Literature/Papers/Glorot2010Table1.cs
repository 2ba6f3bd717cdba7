using System.Collections.Immutable;
using Evenkeel.Experiments.Studies;
using Evenkeel.Report.Pictures;

namespace Evenkeel.Literature.Papers;

/// <summary>Which networks of five layers learn to tell shapes apart, and which units saturate meanwhile.</summary>
internal sealed class Glorot2010Table1 : Reproduction
{
    /// <summary>Updates from which on saturation has had the time to show.</summary>
    private const int Long = 100_000;

    private const string TooShort = "fewer updates are made";

    /// <summary>Test images behind the paper's errors.</summary>
    private const int PaperTest = 10_000;

    private static readonly Criterion Order = Criterion.Order("Test errors, means over seeds: tanh N, softsign N and softsign are each below tanh, and tanh below sigmoid (Table 1).");
    private static readonly Criterion Prior = Criterion.Order("Sigmoid errs on 82 % or more: it never leaves the frequencies of the classes, with which one errs on 83.3 %.");

    private static readonly Criterion Top = Criterion.Order(
        "From 100,000 updates on: at the end, sigmoid's fifth layer has a mean activation below 0.05, and those of layers 1 to 4 are at least 0.45 and rise toward the output (Fig. 2).");

    private static readonly Criterion Sequence = Criterion.Order(
        "From 100,000 updates on: with tanh from the standard start, the 98th percentile of activations comes to 0.95 first in layer 1, and no later in layer 2 than in layer 3 (Fig. 3).");

    private static readonly Criterion Magnitudes = Criterion.Number(
        "Every error lies within 5 points of Table 1 where as much is trained as there, and at 5×200 and 100,000 updates within 4 points of an independent computation with three seeds; with fewer updates it is not asked.");

    public override string Name => "glorot2010-table1";

    public override Paper Paper { get; } = new("Glorot and Bengio", 2010, "Understanding the difficulty of training deep feedforward neural networks", "https://proceedings.mlr.press/v9/glorot10a.html");

    public override string Claim => "Of networks of five layers, sigmoid never learns to tell shapes apart, tanh from the standard start learns worse than from the normalized one, and softsign hardly minds how it starts.";

    public override ImmutableArray<Criterion> Criteria { get; } = [Order, Prior, Top, Sequence, Magnitudes];

    public override ImmutableArray<string> Differences(RunSize size) =>
    [
        .. size switch
        {
            RunSize.Quick => ["Five layers of 200 units and 30,000 updates, one seed, in the place of 1000 units and 5 million: errors are about four times the paper's."],
            RunSize.Standard => ["Five layers of 200 units and 100,000 updates, in the place of 1000 units and 5 million: errors are about three times the paper's."],
            _ => (ImmutableArray<string>)["One seed."],
        },
        "One learning rate, 0.03, for all; the paper chooses one for each network by its error on validation images. At the standard size 0.03 is the best of 0.01, 0.03 and 0.1 for most, in an independent computation.",
        "Sigmoid has five hidden layers like the others; the paper's best sigmoid has four.",
        "Saturation is read on the ten images of the first batch; the paper reads 300 test images.",
        "A new generator of Shapeset, by the published constants; edge pixels differ.",
    ];

    public override Outcome Judge(Evidence evidence)
    {
        ImmutableArray<CellSummary> errors = [.. Glorot2010Arm.All.Select(arm => Texts.Summary(arm.Of(evidence.Runs), Error))];
        Run[] sigmoid = Glorot2010Arm.Sigmoid.Of(evidence.Runs), tanh = Glorot2010Arm.Tanh.Of(evidence.Runs);
        double[] means = [.. LastMeans(sigmoid).Select(summary => summary.Mean)];
        int?[] saturated = [.. Enumerable.Range(0, means.Length).Select(layer => FirstAt(tanh, layer, 0.95))];
        bool isLong = evidence.Runs.All(run => run.Spec.Training.Steps >= Long);
        return new()
        {
            Judgements =
            [
                JudgeOrder(errors),
                Prior.Judge(errors[^1].Mean >= 82, Texts.Invariant($"{errors[^1].Mean:0.00} %")),
                isLong ? Top.Judge(Collapses(means), string.Join(", ", means.Select(mean => Texts.Invariant($"{mean:0.000}")))) : Top.NotAsked(TooShort),
                isLong ? Sequence.Judge(InTurn(saturated), $"layers 1 to 3 at updates {string.Join(", ", saturated[..3].Select(Texts.Updates))}") : Sequence.NotAsked(TooShort),
                JudgeSizes(errors, evidence.Size),
            ],
            Findings = [.. FindErrors(errors), .. FindTests(evidence), .. FindSaturation(sigmoid, tanh)],
            Pictures = Glorot2010TrainingPictures.Of(evidence, errors),
        };
    }

    /// <summary>The 98th percentile's place among <see cref="Probing.LayerReading.Levels"/>.</summary>
    internal const int Percentile98 = 4;

    /// <summary>A run's test error, %; NaN where it diverged.</summary>
    private static double Error(Run run) => run.Result.DivergedAt is null && run.Result.TestAccuracy is { } accuracy ? 100 * (1 - accuracy) : double.NaN;

    private static double ErrorOf(ImmutableArray<CellSummary> errors, Glorot2010Arm arm) => errors[Glorot2010Arm.All.IndexOf(arm)] is { Missing: 0 } summary ? summary.Mean : double.NaN;

    private static Judgement JudgeOrder(ImmutableArray<CellSummary> errors)
    {
        (double tanh, double sigmoid) = (ErrorOf(errors, Glorot2010Arm.Tanh), ErrorOf(errors, Glorot2010Arm.Sigmoid));
        Glorot2010Arm[] good = [Glorot2010Arm.TanhN, Glorot2010Arm.SoftsignN, Glorot2010Arm.Softsign];
        return Order.Judge(
            good.All(arm => ErrorOf(errors, arm) < tanh) && tanh < sigmoid,
            string.Join(", ", good.Append(Glorot2010Arm.Tanh).Append(Glorot2010Arm.Sigmoid).Select(arm => Texts.Invariant($"{arm.Name} {ErrorOf(errors, arm):0.0} %"))));
    }

    private static Judgement JudgeSizes(ImmutableArray<CellSummary> errors, RunSize size)
    {
        if (size == RunSize.Quick) return Magnitudes.NotAsked(TooShort);
        (Func<Glorot2010Arm, double> expected, double bound) = size == RunSize.Standard ? ((Func<Glorot2010Arm, double>)(arm => arm.Standard), 4.0) : (arm => arm.Paper, 5.0);
        Glorot2010Arm farthest = Glorot2010Arm.All.MaxBy(Distance)!;
        return Magnitudes.Judge(Distance(farthest) <= bound, Texts.Invariant($"{farthest.Name}: {ErrorOf(errors, farthest):0.0} % for {expected(farthest):0.0} %"));

        double Distance(Glorot2010Arm arm) => ErrorOf(errors, arm) is var error && double.IsNaN(error) ? double.PositiveInfinity : Math.Abs(error - expected(arm));
    }

    private static bool Collapses(double[] means) =>
        means[^1] < 0.05 && means[..^1].All(mean => mean >= 0.45) && means[..^1].Zip(means[1..^1]).All(pair => pair.First < pair.Second);

    private static bool InTurn(int?[] at) => at[0] is { } first && (at[1] is not { } second || first < second) && (at[2] is not { } third || at[1] <= third);

    private static IEnumerable<CellSummary> LastMeans(Run[] runs) =>
        Enumerable.Range(0, runs[0].Spec.Network.Hidden.Length).Select(layer => Texts.Summary(runs, run => run.Result.Readings[^1].Layers[layer].ActivationMean));

    /// <summary>The first reading at which the mean over seeds of a layer's 98th percentile reaches a level; null for none.</summary>
    private static int? FirstAt(Run[] runs, int layer, double level)
    {
        for (int reading = 0; reading < runs.Min(run => run.Result.Readings.Length); reading++)
        {
            if (runs.Average(run => run.Result.Readings[reading].Layers[layer].ActivationQuantiles!.Value[Percentile98]) >= level) return runs[0].Result.Readings[reading].Step;
        }

        return null;
    }

    private static IEnumerable<Finding> FindErrors(ImmutableArray<CellSummary> errors) => Glorot2010Arm.All.Select((arm, i) =>
        new Finding($"{arm.Name}: test error, %", Texts.Invariant($"{errors[i].Mean:0.00}")) { Interval = Texts.Interval(errors[i], "0.00"), Paper = Texts.Invariant($"{arm.Paper:0.00}"), Source = "Table 1" });

    /// <summary>What can be told apart by so many test images, the paper's errors by 10,000 and ours by those of one seed: another seed meets the same images, so that they are no further witnesses.</summary>
    private static IEnumerable<Finding> FindTests(Evidence evidence)
    {
        int images = evidence.Runs[0].Spec.Data.Test ?? PaperTest;
        yield return Test("z of tanh against tanh N", Glorot2010Arm.Tanh, Glorot2010Arm.TanhN);
        yield return Test("z of softsign against softsign N", Glorot2010Arm.Softsign, Glorot2010Arm.SoftsignN);
        yield return Test("z of softsign against tanh N", Glorot2010Arm.Softsign, Glorot2010Arm.TanhN);

        Finding Test(string what, Glorot2010Arm one, Glorot2010Arm other) =>
            new($"{what}: two proportions of one seed's test images, 2.81 is beyond chance at 0.005", Texts.Invariant($"{Proportions.Z(First(one), First(other), images):0.0}"))
            {
                Paper = Texts.Invariant($"{Proportions.Z(one.Paper / 100, other.Paper / 100, PaperTest):0.0}"), Source = "from Table 1",
            };

        double First(Glorot2010Arm arm) => Error(arm.Of(evidence.Runs)[0]) / 100;
    }

    private static IEnumerable<Finding> FindSaturation(Run[] sigmoid, Run[] tanh)
    {
        foreach ((CellSummary mean, int layer) in LastMeans(sigmoid).Select((mean, layer) => (mean, layer + 1)))
        {
            yield return new($"Sigmoid: mean activation of layer {layer} at the end", Texts.Invariant($"{mean.Mean:0.000}")) { Interval = Texts.Interval(mean, "0.000") };
        }

        for (int layer = 0; layer < tanh[0].Spec.Network.Hidden.Length; layer++)
        {
            yield return new($"Tanh: 98th percentile of layer {layer + 1} at 0.95, updates", Texts.Updates(FirstAt(tanh, layer, 0.95)));
        }
    }
}
