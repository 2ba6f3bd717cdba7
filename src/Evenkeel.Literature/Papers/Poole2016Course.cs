using System.Collections.Immutable;
using Evenkeel.Experiments.Studies;
using Evenkeel.Functions;
using Evenkeel.MeanField;

namespace Evenkeel.Literature.Papers;

/// <summary>The way of one pair of inputs through networks of one σw, layer by layer, with theory from what is measured in layer 1.</summary>
/// <param name="SigmaW2">σw².</param>
/// <param name="Data">Where the pair comes from.</param>
/// <param name="Lengths">q by layer, over networks.</param>
/// <param name="Angles">The correlation by layer, over networks.</param>
/// <param name="Theory">What theory says.</param>
/// <param name="FixedPoint">Where theory ends.</param>
internal sealed record Poole2016Course(
    double SigmaW2, string Data, ImmutableArray<CellSummary> Lengths, ImmutableArray<CellSummary> Angles, ImmutableArray<PairStep> Theory, FixedPoint FixedPoint)
{
    /// <summary>The layer from which on q has forgotten where it started: its depth scale is below 2.</summary>
    private const int Settled = 10;

    /// <summary>As findings name it.</summary>
    public string Name => Texts.Invariant($"σw {Math.Sqrt(SigmaW2):0.0}, pair of {Data}");

    /// <summary>How far the mean of q over the layers from 10 on is from q*, as a share.</summary>
    public double LengthError => Math.Abs(Lengths.Skip(Settled - 1).Average(length => length.Mean) / FixedPoint.Q - 1);

    /// <summary>How far the correlation is from theory, on average over layers.</summary>
    public double AngleError => Angles.Zip(Theory, (angle, step) => Math.Abs(angle.Mean - step.Correlation)).Average();

    /// <summary>All, by σw and pair.</summary>
    public static ImmutableArray<Poole2016Course> Of(Evidence evidence) =>
    [
        .. evidence.Runs.GroupBy(run => (run.Spec.Scheme, run.Spec.Data.Name)).Select(group => Of([.. group])).OrderBy(course => course.SigmaW2),
    ];

    private static Poole2016Course Of(Run[] runs)
    {
        (double w2, double b2) = MeanFieldScheme.Of(runs[0].Spec.Scheme);
        SignalMap map = new(Activations.Parse(runs[0].Spec.Network.Activation), w2, b2);
        int depth = runs[0].Spec.Network.Hidden.Length;
        ImmutableArray<CellSummary> lengths = ByLayer(layer => layer.Q), angles = ByLayer(layer => layer.Correlation!.Value);
        double q = lengths[0].Mean;
        return new(w2, runs[0].Spec.Data.Name, lengths, angles, map.FollowPair(q, q, angles[0].Mean, depth), map.Attractor(q).Point!);

        ImmutableArray<CellSummary> ByLayer(Func<TrialLayer, double> number) => [.. Enumerable.Range(0, depth).Select(layer => Texts.Summary(runs, run => number(run.Result.Readings[0].Layers[layer])))];
    }
}
