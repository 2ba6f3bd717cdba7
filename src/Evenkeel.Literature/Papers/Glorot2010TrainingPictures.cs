using System.Collections.Immutable;
using Evenkeel.Experiments.Studies;
using Evenkeel.Report.Pictures;

namespace Evenkeel.Literature.Papers;

/// <summary>Table 1 of Glorot and Bengio as dots, and their figures 2, 3 and 10.</summary>
internal static class Glorot2010TrainingPictures
{
    public static ImmutableArray<Picture> Of(Evidence evidence, ImmutableArray<CellSummary> errors) =>
    [
        Table(errors),
        Training(evidence),
        ByUpdate("sigmoid", "Fig. 2: mean activations of sigmoid", "The last hidden layer is driven to 0 at once; those below stay above a half.", "mean activation", Glorot2010Arm.Sigmoid.Of(evidence.Runs), layer => layer.ActivationMean),
        ByUpdate("tanh", "Fig. 3, top: 98th percentiles of activations, tanh, standard start", "Layers saturate one after the other, the first layer first.", Percentile, Glorot2010Arm.Tanh.Of(evidence.Runs), At98),
        ByUpdate("softsign", "Fig. 3, bottom: 98th percentiles of activations, softsign, standard start", "Layers move together, and do not come to 1.", Percentile, Glorot2010Arm.Softsign.Of(evidence.Runs), At98),
        ByUpdate("tanh-normalized", "Fig. 10: 98th percentiles of activations, tanh, normalized start", "Layers move together.", Percentile, Glorot2010Arm.TanhN.Of(evidence.Runs), At98),
    ];

    private const string Percentile = "98th percentile of activations";

    private static double At98(TrialLayer layer) => layer.ActivationQuantiles!.Value[Glorot2010Table1.Percentile98];

    private static DotPicture Table(ImmutableArray<CellSummary> errors) => new()
    {
        Name = "table-1",
        Title = "Test errors on Shapeset beside Table 1",
        Summary = "Softsign and the normalized start come lowest; tanh from the standard start errs more, and sigmoid as much as one who names the commonest class.",
        X = new("test error, %"),
        Rows =
        [
            .. Glorot2010Arm.All.Select((arm, i) => new PictureDot(arm.Name, errors[i].Mean, errors[i].MeanInterval?.Low ?? double.NaN, errors[i].MeanInterval?.High ?? double.NaN)
            {
                Group = arm.Scheme == "uniform" ? "standard start" : "normalized start", Paper = arm.Paper, Instead = "diverged",
            }),
        ],
    };

    private static LinePicture Training(Evidence evidence) => new()
    {
        Name = "training",
        Title = "Loss on images seen for the first time",
        Summary = "Every image is seen once, so that the loss of a batch is one of images that are new; as in Fig. 11, sigmoid stays where it is.",
        X = new("updates"),
        Y = new("cross-entropy"),
        Lines = [.. Glorot2010Arm.All.Select(arm => Loss(arm.Name, arm.Of(evidence.Runs)))],
    };

    private static PictureLine Loss(string name, Run[] runs)
    {
        int points = runs.Min(run => run.Result.Loss.Steps.Length);
        return Bands.Line(name, runs[0].Result.Loss.Steps.Take(points).Select(step => (double)step), [.. Enumerable.Range(0, points).Select(i => Texts.Summary(runs, run => run.Result.Loss.Values[i]))]);
    }

    private static LinePicture ByUpdate(string name, string title, string summary, string label, Run[] runs, Func<TrialLayer, double> number)
    {
        int readings = runs.Min(run => run.Result.Readings.Length);
        double[] updates = [.. runs[0].Result.Readings.Take(readings).Select(reading => (double)reading.Step)];
        return new()
        {
            Name = name, Title = title, Summary = summary, X = new("updates"), Y = new(label),
            Lines =
            [
                .. Enumerable.Range(0, runs[0].Spec.Network.Hidden.Length).Select(layer => Bands.Line(
                    $"layer {layer + 1}", updates, [.. Enumerable.Range(0, readings).Select(reading => Texts.Summary(runs, run => number(run.Result.Readings[reading].Layers[layer])))])),
            ],
        };
    }
}
