using System.Collections.Immutable;
using System.Globalization;
using Evenkeel.Data;
using Evenkeel.Graphs;
using Evenkeel.Initialization;
using Evenkeel.Initialization.Schemes;
using Evenkeel.Networks;
using Evenkeel.Numerics;
using Evenkeel.Randomness;

namespace Evenkeel.Calibration;

/// <summary>Layer-sequential unit variance: every layer's outputs are scaled to variance 1 on the first batch, one layer after the other.</summary>
/// <remarks>
/// Mishkin and Matas, "All you need is a good init", 2016, https://arxiv.org/abs/1511.06422. As in the authors' code
/// (ducha-aiki/LSUVinit), the variance is over all samples and units, before the nonlinearity; the tolerance is 0.02; the output layer is
/// scaled like every other; biases stay; a layer that does not come within the tolerance is left as it is then. That code scales at most 21
/// times, since it counts after scaling; here it is 20.
/// </remarks>
internal sealed class LsuvStart(string name, IInitializer before, double tolerance) : IStart
{
    private const double PublishedTolerance = 0.02;

    private const int MostIterations = 20;

    /// <summary>A variance below this share of the second moment is what rounding leaves of a constant.</summary>
    private const double LeastShare = 1e-12;

    /// <summary>The line of the table.</summary>
    public static StartEntry Entry { get; } = new()
    {
        Name = "lsuv",
        Arguments =
        [
            SchemeArgument.Text("init", "how the weights are drawn before they are scaled") with { Default = "orthogonal" },
            SchemeArgument.Number("tol", "how near to 1 the variance must come", PublishedTolerance) with { MustBeNamed = true, Minimum = 0, IsAboveMinimum = true, Maximum = 1, IsBelowMaximum = true },
        ],
        Purpose = "Any activation on data of any scale: every layer's outputs have variance 1 on the first batch, measured and not derived.",
        Pitfall = "It looks forward only: gradients may still grow or fade, and units that always give the same stay so. A batch of few samples measures poorly.",
        Source = new("Mishkin and Matas", 2016, "section 3 and the authors' code", "https://arxiv.org/abs/1511.06422"),
        Create = values => new LsuvStart(values.Scheme, Starts.Drawing(values), values.Number("tol")),
    };

    public string Name => name;

    public string Formula => @"W \leftarrow W/\sqrt{\text{Var} z}";

    public IInitializer? Initializer => null;

    public string? Refusal(Network network) => network.Refusal(before);

    public FirstParameters Create(Network network, Generator generator, IDataSet data, ReadOnlySpan<int> rows, Workers workers)
    {
        ArgumentNullException.ThrowIfNull(network);
        ArgumentNullException.ThrowIfNull(data);
        ParameterStore parameters = network.Initialize(before, generator);
        LayerWalk walk = new(network, parameters, data, rows, workers);
        ImmutableArray<LayerCalibration>.Builder layers = ImmutableArray.CreateBuilder<LayerCalibration>();
        string? stopped = null;
        foreach (NetworkLayer layer in network.Layers)
        {
            (LayerCalibration calibration, stopped) = Calibrate(walk, parameters, layer, isOutput: layer == network.Layers[^1]);
            layers.Add(calibration);
            if (stopped is not null)
            {
                break;
            }

            walk.Pass(layer);
        }

        return new(parameters, new()
        {
            Start = name,
            Rows = rows.Length,
            Measure = "Var z",
            Why = string.Create(CultureInfo.InvariantCulture, $"Drawn as {before.Name}, then each layer's weights were divided by the standard deviation of its outputs until their variance was within {tolerance} of 1, from the first layer to the last; biases were left alone."),
            Layers = layers.ToImmutable(),
            Stopped = stopped,
        });
    }

    private (LayerCalibration Calibration, string? Stopped) Calibrate(LayerWalk walk, ParameterStore parameters, NetworkLayer layer, bool isOutput)
    {
        Moments moments = Moments.Of(walk.PreActivations(layer));
        double before = moments.Variance;
        (double factor, int iterations) = (1, 0);
        string? stopped = null;
        while (!(Math.Abs(moments.Variance - 1) <= tolerance) && iterations < MostIterations)
        {
            stopped = Trouble(layer, moments);
            if (stopped is not null)
            {
                break;
            }

            double step = 1 / Math.Sqrt(moments.Variance);
            LayerWalk.Scale(parameters[layer.Weight], step);
            factor *= step;
            iterations++;
            moments = Moments.Of(walk.PreActivations(layer));
        }

        bool isAtTarget = Math.Abs(moments.Variance - 1) <= tolerance;
        LayerCalibration calibration = new()
        {
            Layer = layer.Number, IsOutput = isOutput, Before = before, After = moments.Variance, Target = 1, Factor = factor, Iterations = iterations, IsAtTarget = isAtTarget,
            Why = stopped
                ?? (!isAtTarget ? string.Create(CultureInfo.InvariantCulture, $"the variance is still {moments.Variance:0.###} after {iterations} iterations: the biases carry it, which are not scaled")
                : iterations == 0 ? "the variance was within the tolerance as drawn"
                : string.Create(CultureInfo.InvariantCulture, $"the variance was {before:G3}, so the weights were divided by {1 / factor:G3}")),
        };
        return (calibration, stopped);
    }

    /// <summary>Why no factor makes the variance 1; null where one does.</summary>
    private static string? Trouble(NetworkLayer layer, Moments moments) =>
        !double.IsFinite(moments.Variance)
            ? $"Layer {layer.Number} gives numbers that are not finite, so its variance is unknown; draw smaller weights."
        : !(moments.Variance > LeastShare * moments.SecondMoment) || !double.IsFinite(1 / Math.Sqrt(moments.Variance))
            ? string.Create(CultureInfo.InvariantCulture, $"Layer {layer.Number} gives the same number, {moments.Mean:G3}, for every sample and unit, so no factor makes its variance 1; its inputs are dead or constant, or its weights are 0.")
        : null;
}
