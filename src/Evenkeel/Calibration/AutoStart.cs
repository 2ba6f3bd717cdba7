using System.Collections.Immutable;
using System.Globalization;
using Evenkeel.Data;
using Evenkeel.Graphs;
using Evenkeel.Initialization;
using Evenkeel.Initialization.Schemes;
using Evenkeel.MeanField;
using Evenkeel.MeanField.TwoSided;
using Evenkeel.Networks;
using Evenkeel.Numerics;
using Evenkeel.Randomness;

namespace Evenkeel.Calibration;

/// <summary>The analytic start that keeps both sides, for the second moment that the inputs have, corrected by one measured pass.</summary>
/// <remarks>
/// <see cref="TwoSidedSolver"/> gives variances for a factor of √f, which leaves the other half of the budget to what one network of finite
/// width scatters. Weights are drawn by a rule whose scale is replaced; orthogonal ones scatter least on the way back. Then each layer is
/// scaled once so that the batch's mean z² is what the analysis says, from the first layer to the last; the output layer so that the
/// outputs are small. Where the solver rescales the activation to <c>γ(φ(αx + β) + δ)</c>, the four numbers go into weights and biases,
/// <c>W′ = αγW</c> and <c>b′ = β + αγδ·ΣW</c>, and the network's own activation stays.
/// </remarks>
internal sealed class AutoStart(string name, double factor, IInitializer drawing) : IStart
{
    /// <summary>The second moment of a classifier's logits, and of a regression's outputs over that of its targets.</summary>
    private const double OutputShare = 0.1;

    /// <summary>How far from its target float32 leaves a layer that was scaled by an exact factor.</summary>
    private const double Rounding = 1e-3;

    /// <summary>The line of the table.</summary>
    public static StartEntry Entry { get; } = new()
    {
        Name = "auto",
        Arguments =
        [
            SchemeArgument.Number("factor", "how far signal and gradients may stray over the whole depth", 1.5) with { Minimum = 1, IsAboveMinimum = true },
            SchemeArgument.Text("init", "what gives the weights their directions; its scale is replaced") with { Default = "orthogonal", MustBeNamed = true },
        ],
        Purpose = "Any stack of dense layers: the scale that keeps signal and gradients over this depth, by theory, then corrected on the first batch.",
        Pitfall = "Very deep stacks start nearly linear, which is what keeps both sides. One pass corrects the signal, not the gradients.",
        Source = new("Evenkeel", 2026, "docs/theory.md; after Schoenholz et al. 2017 and Martens et al. 2021", "https://arxiv.org/abs/1611.01232"),
        Create = values => new AutoStart(values.Scheme, values.Number("factor"), Starts.Drawing(values)),
    };

    public string Name => name;

    public string Formula => @"\text{Var} w = q/(n_{in} \text{E} \varphi^2), \quad q: (q \text{E} \varphi'^2/\text{E} \varphi^2)^{L-1} \le f";

    public IInitializer? Initializer => null;

    public string? Refusal(Network network)
    {
        ArgumentNullException.ThrowIfNull(network);
        if (network.Spec.Branches > 0)
        {
            return $"'{name}' solves for plain stacks of layers, and this network has residual branches; take {FixupStart.Name}.";
        }

        if (network.Refusal(drawing) is { } refusal)
        {
            return refusal;
        }

        NetworkLayer? silent = network.Layers.FirstOrDefault(layer => !(drawing.Promise(network.Graph.Parameters[layer.Weight.Index].Weights!).StandardDeviation > 0));
        return silent is null ? null : $"'{drawing.Name}' gives the weights of layer {silent.Number} no scatter, so '{name}' has nothing to scale; name a rule that draws weights at random, such as orthogonal.";
    }

    public FirstParameters Create(Network network, Generator generator, IDataSet data, ReadOnlySpan<int> rows, Workers workers)
    {
        ArgumentNullException.ThrowIfNull(network);
        ArgumentNullException.ThrowIfNull(generator);
        ArgumentNullException.ThrowIfNull(data);
        ParameterStore parameters = network.Initialize(drawing, generator);
        LayerWalk walk = new(network, parameters, data, rows, workers);
        bool isMeasured = walk.Inputs.SecondMoment > 0 && double.IsFinite(walk.Inputs.SecondMoment);
        TwoSidedStart analytic = Analyse(network, walk, isMeasured ? walk.Inputs.SecondMoment : 1);
        AnalyticDraw.Apply(network, parameters, analytic, generator);
        ImmutableArray<LayerCalibration>.Builder layers = ImmutableArray.CreateBuilder<LayerCalibration>();
        string? stopped = isMeasured ? null
            : string.Create(CultureInfo.InvariantCulture, $"The inputs of the first batch have a mean square of {walk.Inputs.SecondMoment:G3}, so nothing can be measured; the weights are those for inputs of 1.");
        for (int i = 0; i < network.Layers.Length && stopped is null; i++)
        {
            (LayerCalibration calibration, stopped) = Correct(walk, parameters, network.Layers[i], analytic, isOutput: i == network.Layers.Length - 1);
            layers.Add(calibration);
            if (stopped is null && i < network.Layers.Length - 1)
            {
                walk.Pass(network.Layers[i]);
            }
        }

        return new(parameters, new()
        {
            Start = name,
            Rows = rows.Length,
            Measure = analytic.Rescaling is null ? "mean z²" : "mean ((z − β)/α)²",
            Why = analytic.Why,
            Layers = layers.ToImmutable(),
            Stopped = stopped,
            Analytic = analytic,
            Path = PathOf(network, analytic),
        });
    }

    private TwoSidedStart Analyse(Network network, LayerWalk walk, double inputs)
    {
        double outputs = network.Classes > 0 || !(walk.Targets.SecondMoment > 0) ? OutputShare : OutputShare * walk.Targets.SecondMoment;
        return TwoSidedSolver.Solve(new()
        {
            Activation = network.Function,
            Widths = [network.InputShape.Count, .. network.Layers.Select(layer => layer.Width)],
            InputSecondMoment = inputs,
            Factor = Math.Sqrt(factor),
            Biases = network.Spec.Bias,
            Rescaling = network.Spec.Bias,
            OutputSecondMoment = outputs,
        });
    }

    /// <summary>The analysis' stack with the rule that gives the weights their directions.</summary>
    private SignalPath PathOf(Network network, TwoSidedStart analytic)
    {
        SignalPath drawn = network.SignalPath(drawing);
        return analytic.Path with
        {
            Rescaling = analytic.Rescaling,
            Layers = [.. analytic.Path.Layers.Select((layer, i) => layer with
            {
                IsIndependent = drawn.Layers[i].IsIndependent, IsOrthogonal = drawn.Layers[i].IsOrthogonal,
            })],
        };
    }

    private static (LayerCalibration Calibration, string? Stopped) Correct(LayerWalk walk, ParameterStore parameters, NetworkLayer layer, TwoSidedStart analytic, bool isOutput)
    {
        double target = isOutput ? analytic.OutputSecondMoment : analytic.Growth.Layers[layer.Number - 1].Q;
        LayerScale scale = new(parameters, layer, isOutput ? null : analytic.Rescaling, HasRandomBias: analytic.Path.Layers[layer.Number - 1].BiasVariance > 0);
        double before = scale.Measure(walk.PreActivations(layer));
        double step = scale.FactorTo(target, walk.PreActivations(layer));
        bool isPossible = step > 0 && double.IsFinite(step);
        double after = before;
        if (isPossible)
        {
            scale.Apply(step);
            after = scale.Measure(walk.PreActivations(layer));
        }

        string meant = isOutput
            ? string.Create(CultureInfo.InvariantCulture, $"outputs of second moment {target:G3} leave the loss near that of a network that knows nothing, and pass gradients on")
            : string.Create(CultureInfo.InvariantCulture, $"theory means {target:G3} for this layer, and this network shows {before:G3} on the batch");
        meant += scale.BiasPower >= target
            ? string.Create(CultureInfo.InvariantCulture, $"; its random biases alone carry {scale.BiasPower:G3}, so the weights are scaled as if they carried it all, and the layer stays above")
            : "";
        string? stopped = isPossible ? null
            : double.IsFinite(before) ? $"Layer {layer.Number} gives 0 for every sample and unit, so no factor brings it to its target; its inputs are dead."
            : $"Layer {layer.Number} gives numbers that are not finite; the inputs are too large.";
        LayerCalibration calibration = new()
        {
            Layer = layer.Number, IsOutput = isOutput, Before = before, After = after, Target = target, Factor = isPossible ? step : 1, Iterations = isPossible ? 1 : 0,
            IsAtTarget = Math.Abs(after - target) <= Rounding * target, Why = stopped ?? meant,
        };
        return (calibration, stopped);
    }
}
