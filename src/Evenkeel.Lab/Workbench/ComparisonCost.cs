using Evenkeel.Data;
using Evenkeel.Experiments;
using Evenkeel.Networks;

namespace Evenkeel.Lab.Workbench;

/// <summary>What a comparison costs, in multiplications of two weights' worth; known before it is run, and the same on every machine.</summary>
internal static class ComparisonCost
{
    /// <summary>A weight meets each sample forward, backward, and in its own gradient.</summary>
    private const double Passes = 3;

    /// <summary>What an activation, its slope and their share of the memory's time come to, beside a multiplication in a matrix product.</summary>
    private const double Activation = 60;

    /// <summary>What a step costs for each layer however small it is: a few microseconds.</summary>
    private const double Layer = 60_000;

    /// <summary>The accuracy is measured after epochs, each at least this many times as late as the one before.</summary>
    private const double Spacing = 1.3;

    /// <summary>The bins of a layer's two histograms.</summary>
    private const double Bins = 210;

    /// <summary>The points of a run's curve of losses, at most.</summary>
    private const double Points = 200;

    /// <summary>What a number with all its digits takes in a document, with its comma or its step.</summary>
    private const double NumberBytes = 28;

    /// <summary>What a layer takes in a document beside the counts of its histograms: the names of its fields, and its numbers.</summary>
    private const double LayerBytes = 1700;

    /// <summary>What a run takes in a document beside its layers and its losses.</summary>
    private const double RunBytes = 1500;

    /// <summary>The steps of one run.</summary>
    public static int Steps(ComparisonSpec spec, DataSplit data)
    {
        int batch = Batch(spec, data);
        return spec.Training.Steps ?? (int)Math.Min(int.MaxValue, spec.Training.Epochs * (long)((data.Train.Count + batch - 1) / batch));
    }

    /// <summary>Weights and biases.</summary>
    public static long Parameters(Network network) => network.Graph.Parameters.Sum(parameter => (long)parameter.Shape.Count);

    /// <summary>What all runs of a comparison cost together.</summary>
    public static double Of(ComparisonSpec spec, Network network, DataSplit data)
    {
        double parameters = Parameters(network);
        double units = spec.Network.Hidden.Sum(width => (double)width);
        double steps = Steps(spec, data);
        double batch = Batch(spec, data);
        double step = batch * (Passes * parameters + Activation * units) + Layer * network.Layers.Length;
        double epochs = steps * batch / data.Train.Count;
        double evaluations = 2 + Evenkeel.Numerics.Elementary.Log(Math.Max(1, epochs)) / Evenkeel.Numerics.Elementary.Log(Spacing);
        double evaluation = data.Test.Count * (parameters + Activation * units);
        return (double)spec.Repeats * spec.Schemes.Length * (steps * step + evaluations * evaluation);
    }

    /// <summary>About what the document of a comparison has, in bytes; seldom less than it comes to.</summary>
    public static double Bytes(ComparisonSpec spec, DataSplit data)
    {
        int batch = Batch(spec, data);

        // A count and its comma; an even spread over the bins has the most digits. A run is read at its start and at its end.
        double layers = spec.Network.Hidden.Sum(width => LayerBytes + 2 * Bins * (2 + Evenkeel.Numerics.Elementary.Log(1 + batch * (double)width * 2 / Bins) / Evenkeel.Numerics.Elementary.Log(10)));
        return (double)spec.Repeats * spec.Schemes.Length * (RunBytes + Math.Min(Points, Steps(spec, data)) * NumberBytes + layers);
    }

    private static int Batch(ComparisonSpec spec, DataSplit data) => spec.Training.Batch == 0 ? data.Train.Count : Math.Min(spec.Training.Batch, data.Train.Count);
}
