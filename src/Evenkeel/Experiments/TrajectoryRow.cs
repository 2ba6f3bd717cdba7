using System.Collections.Immutable;
using Evenkeel.MeanField;
using Evenkeel.MeanField.Blocks;
using Evenkeel.MeanField.TwoSided;

namespace Evenkeel.Experiments;

/// <summary>One layer, or residual block, on a signal's way through depth.</summary>
/// <param name="Layer">Its number, from 1.</param>
/// <param name="Q">The second moment of its pre-activations; of x before the block where it is residual.</param>
/// <param name="Forward">The growth of it since the first.</param>
/// <param name="Backward">The second moment of the gradient there over that in the last.</param>
/// <param name="Correlation">Of two inputs; null where none was asked for.</param>
/// <param name="ForwardBand">What one network of finite width shows; null where no width was given.</param>
/// <param name="BackwardBand">The same for the gradient.</param>
public sealed record TrajectoryRow(int Layer, double Q, double Forward, double Backward, double? Correlation, Band? ForwardBand, Band? BackwardBand)
{
    /// <summary>Follows what a question asks.</summary>
    /// <param name="reading">The question and what is known.</param>
    /// <returns>The rows; empty where no depth or no point was given, or where every layer normalizes.</returns>
    public static ImmutableArray<TrajectoryRow> Of(TheoryReading reading) =>
        reading is null ? throw new ArgumentNullException(nameof(reading))
        : reading.Residual is { } blocks ? OfBlocks(reading, blocks)
        : reading.Question is { Path: { } path, Normalization: null } ? OfLayers(reading, path)
        : [];

    private static ImmutableArray<TrajectoryRow> OfLayers(TheoryReading reading, SignalPath path)
    {
        double input = reading.Question.InputSecondMoment;
        int depth = path.Layers.Length - 1;
        bool isEven = path.Layers.All(layer => layer.FanIn == layer.FanOut);
        (double[] q, double[] backward) = isEven && reading.Map is { } map ? Even(map, path.Layers[0].SigmaW2 * input + path.Layers[0].BiasVariance, depth) : Uneven(path, input);
        double[]? correlations = reading.Map is { } pairs && reading.Question.Correlation is { } c
            ? [.. pairs.FollowPair(q[0], q[0], c, depth).Select(step => step.Correlation)]
            : null;
        return [.. Enumerable.Range(0, depth).Select(i => new TrajectoryRow(
            i + 1, q[i], q[i] / q[0], backward[i], correlations?[i], reading.Prediction?.Layers[i].Forward, reading.Prediction?.Layers[i].Backward))];
    }

    private static (double[] Q, double[] Backward) Even(SignalMap map, double first, int depth)
    {
        ImmutableArray<SignalStep> steps = map.Follow(first, depth);
        return ([.. steps.Select(step => step.Q)], FromLast([.. steps.Select(step => step.Chi1)]));
    }

    private static (double[] Q, double[] Backward) Uneven(SignalPath path, double input)
    {
        ImmutableArray<SidedLayer> layers = TwoSidedGrowth.Of(path, input).Layers;
        return ([.. layers.Select(layer => layer.Q)], FromLast([.. layers.Select(layer => layer.Backward)]));
    }

    private static ImmutableArray<TrajectoryRow> OfBlocks(TheoryReading reading, ResidualMap blocks)
    {
        int depth = reading.Depth!.Value;
        ResidualGrowth growth = blocks.Follow(reading.Question.InputSecondMoment, depth);
        double[] backward = FromLast([.. growth.BackwardByBlock, 1]);
        double? c = reading.Question.Correlation;
        ImmutableArray<TrajectoryRow>.Builder rows = ImmutableArray.CreateBuilder<TrajectoryRow>(depth + 1);
        for (int i = 0; i <= depth; i++)
        {
            rows.Add(new(i + 1, growth.Signal[i], growth.Signal[i] / growth.Signal[0], backward[i], c, null, null));
            c = c is { } before && double.IsFinite(growth.Signal[i]) ? blocks.NextCorrelation(growth.Signal[i], before) : null;
        }

        return rows.MoveToImmutable();
    }

    /// <summary>The products of all factors from a place to the last but one: the last layer's gradient counts as 1.</summary>
    private static double[] FromLast(double[] factors)
    {
        double[] products = new double[factors.Length];
        products[^1] = 1;
        for (int i = factors.Length - 2; i >= 0; i--)
        {
            products[i] = products[i + 1] * factors[i];
        }

        return products;
    }
}
