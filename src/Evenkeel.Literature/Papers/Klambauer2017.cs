using System.Collections.Immutable;
using Evenkeel.Experiments.Studies;
using Evenkeel.Functions;
using Evenkeel.MeanField;
using Evenkeel.Numerics;
using Evenkeel.Report.Pictures;

namespace Evenkeel.Literature.Papers;

/// <summary>Self-normalizing networks: SELU and LeCun's variance draw every layer to mean 0 and variance 1.</summary>
internal sealed class Klambauer2017 : Reproduction
{
    private static readonly Criterion Constants = Criterion.Number("SELU takes N(0, 1) to mean 0 and second moment 1 within 1e-12, with the constants that follow from that.");
    private static readonly Criterion Contraction = Criterion.Number("Around it, the map of mean and variance contracts: its Jacobian's spectral norm is 0.787673 within 1e-6, as independently computed.");
    private static readonly Criterion Networks = Criterion.Order("In networks of 32 layers with LeCun's variance, inputs that come in with another second moment reach mean 0 ± 0.1 and variance 1 ± 0.2 in the last layer.");
    private static readonly Criterion Beside = Criterion.Order("ReLU from the same start does not: its variance in the last layer is below 0.01.");

    public override string Name => "klambauer2017";

    public override Paper Paper { get; } = new("Klambauer and others", 2017, "Self-Normalizing Neural Networks", "https://arxiv.org/abs/1706.02515");

    public override string Claim => "With SELU and weights of variance 1/n, activations converge layer by layer to mean 0 and variance 1, wherever they start.";

    public override ImmutableArray<Criterion> Criteria { get; } = [Constants, Contraction, Networks, Beside];

    public override ImmutableArray<string> Differences(RunSize size) => ["Before training only; the paper's tables of accuracies are left out.", "Generated digits in the place of its data sets."];

    public override Outcome Judge(Evidence evidence)
    {
        SignalMap map = new(Activations.Parse("selu"), 1, 0);
        (double second, double drift, double slope) = (map.Next(1), MeanAt(1), map.Slope(1));
        const double h = 1e-4;
        double across = (MeanAt(1 + h) - MeanAt(1 - h)) / (2 * h);
        double norm = Math.Sqrt(across * across + slope * slope);
        Run[] selu = [.. evidence.Runs.Where(run => run.Spec.Network.Activation == "selu")], relu = [.. evidence.Runs.Where(run => run.Spec.Network.Activation == "relu")];
        CellSummary mean = Texts.Summary(selu, run => Last(run).ActivationMean), variance = Texts.Summary(selu, run => Variance(Last(run))), other = Texts.Summary(relu, run => Variance(Last(run)));
        return new()
        {
            Judgements =
            [
                Constants.Judge(Math.Abs(second - 1) < 1e-12 && Math.Abs(drift) < 1e-12, Texts.Invariant($"mean {drift:E1}, second moment 1 {second - 1:+0.0E+0;-0.0E+0}")),
                Contraction.Judge(Math.Abs(norm - 0.787673) < 1e-6, Texts.Invariant($"{norm:0.000000}")),
                Networks.Judge(Math.Abs(mean.Mean) < 0.1 && Math.Abs(variance.Mean - 1) < 0.2, Texts.Invariant($"mean {mean.Mean:0.000}, variance {variance.Mean:0.000}")),
                Beside.Judge(other.Mean < 0.01, Texts.Invariant($"variance {other.Mean:G3}")),
            ],
            Findings =
            [
                new("spectral norm of the map's Jacobian at (0, 1)", Texts.Invariant($"{norm:0.000000}")),
                new("SELU, mean in layer 32", Texts.Number(mean.Mean)) { Interval = Texts.Interval(mean) },
                new("SELU, variance in layer 32", Texts.Number(variance.Mean)) { Interval = Texts.Interval(variance) },
                new("ReLU, variance in layer 32", Texts.Number(other.Mean)) { Interval = Texts.Interval(other) },
            ],
            Pictures = [ByLayer(selu, relu)],
        };
    }

    private static double MeanAt(double q) => Quadrature.Expectation(Activations.Parse("selu").Value, q, [0]);

    private static TrialLayer Last(Run run) => run.Result.Readings[0].Layers[^1];

    private static double Variance(TrialLayer layer) => layer.ActivationStd * layer.ActivationStd;

    private static LinePicture ByLayer(Run[] selu, Run[] relu) => new()
    {
        Name = "variance-by-layer",
        Title = "Variance of the activations, layer by layer",
        Summary = "SELU comes to 1 and stays; ReLU from the same weights loses half of its second moment a layer.",
        X = new("layer"),
        Y = new("variance", IsLog: true),
        Lines = [Line("selu", selu), Line("relu", relu)],
    };

    private static PictureLine Line(string name, Run[] runs)
    {
        CellSummary[] layers = [.. Enumerable.Range(0, runs[0].Result.Readings[0].Layers.Length).Select(layer => Texts.Summary(runs, run => Variance(run.Result.Readings[0].Layers[layer])))];
        return new(name, Texts.Layers(layers.Length), [.. layers.Select(layer => layer.Mean)])
        {
            Low = [.. layers.Select(layer => layer.MeanInterval?.Low ?? double.NaN)],
            High = [.. layers.Select(layer => layer.MeanInterval?.High ?? double.NaN)],
        };
    }
}
