using Evenkeel.Experiments.Studies;

namespace Evenkeel.Literature.Measures;

/// <summary>What networks are before training, out of trials that differ in learning rate too.</summary>
internal static class AtStart
{
    /// <summary>One trial a seed: the start is the same at every rate.</summary>
    public static Run[] OnePerSeed(IEnumerable<Run> runs) => [.. runs.DistinctBy(run => run.Spec.Seed)];

    /// <summary>A layer before training.</summary>
    /// <param name="run">The trial.</param>
    /// <param name="layer">Which, from 0.</param>
    public static TrialLayer Layer(Run run, int layer) => run.Result.Readings[0].Layers[layer];

    /// <summary>The second moment of ∂C/∂z in a layer over that in the last.</summary>
    /// <param name="run">The trial.</param>
    /// <param name="layer">Which, from 0.</param>
    public static double GradientShare(Run run, int layer) => Layer(run, layer).PreActivationGradientQ / run.Result.Readings[0].Layers[^1].PreActivationGradientQ;
}
