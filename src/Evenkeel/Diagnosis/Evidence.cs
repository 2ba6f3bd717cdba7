using Evenkeel.Initialization;
using Evenkeel.MeanField;
using Evenkeel.Networks;
using Evenkeel.Numerics;
using Evenkeel.Probing;

namespace Evenkeel.Diagnosis;

/// <summary>What the rules look at.</summary>
/// <param name="Network">The network.</param>
/// <param name="First">Its readings on the first batch, before the first update.</param>
/// <param name="DivergedAt">The step at which its loss was no longer finite; null where that did not happen.</param>
public sealed record Evidence(Network Network, NetworkReading First, int? DivergedAt = null)
{
    /// <summary>What theory says of the first readings; null where it was not asked.</summary>
    public SignalPrediction? Prediction { get; init; }

    /// <summary>What theory sees of the network; null where it was not asked.</summary>
    public SignalPath? Path { get; init; }

    /// <summary>The rule that made the first weights; null where they come from a file.</summary>
    public IInitializer? Initializer { get; init; }

    /// <summary>The rule of each layer, where layers may differ; null, and null for a layer, where none made the first weights by itself.</summary>
    public Func<NetworkLayer, IInitializer?>? RuleOf { get; init; }

    /// <summary>The learning rate; null where the network is not trained.</summary>
    public double? LearningRate { get; init; }

    /// <summary>The optimizer's name; null where the network is not trained.</summary>
    public string? Optimizer { get; init; }

    /// <summary>What the learning rate's schedule multiplies it by in the step after the readings; ≥ 0.</summary>
    public double RateFactor { get; init; } = 1;

    /// <summary>The steps taken before the readings; ≥ 0. Theory and what rules say of starts hold at 0 only.</summary>
    public int Step { get; init; }

    /// <summary>What theory says, where it is of a start that was drawn at random: training, and starts that compute biases from weights, leave what it does not cover.</summary>
    internal SignalPrediction? OfStart => Step == 0 && Path is { } path && path.Layers.All(layer => layer.IsIndependent || layer.IsOrthogonal) ? Prediction : null;

    /// <summary>The start that would keep signal and gradients.</summary>
    internal Cure Cure => cure is { } known && ReferenceEquals(known.Network, Network) && known.Inputs.Equals(First.InputSecondMoment) ? known : cure = Cure.Of(Network, First.InputSecondMoment);

    /// <summary>Whether a layer is the last one of a residual branch and gives 0, so that the branch adds nothing: its units part at the first step, whatever the layer before it does.</summary>
    internal bool EndsSilentBranch(LayerReading layer) => Network.Layers[layer.Layer - 1].IsBranchEnd && layer.Weights.SecondMoment == 0 && layer.PreActivations.SecondMoment == 0;

    /// <summary>Whether a layer stands in a residual branch whose last layer gives 0, before that layer: no gradient reaches it until that one has moved.</summary>
    internal bool StandsInSilentBranch(LayerReading layer)
    {
        NetworkLayer place = Network.Layers[layer.Layer - 1];
        return place.Place > 0 && !place.IsBranchEnd && EndsSilentBranch(First.Layers[layer.Layer - 1 + Network.Spec.Branch - place.Place]);
    }

    /// <summary>Whether the network starts as Fixup means it: the last layer of every residual branch gives 0, and so does the output layer.</summary>
    internal bool IsFixup => Network.Spec.Branches > 0 && First.OutputWeights.SecondMoment == 0 && First.Layers.All(layer => !Network.Layers[layer.Layer - 1].IsBranchEnd || EndsSilentBranch(layer));

    private Cure? cure;

    /// <summary>Adds what theory says.</summary>
    /// <param name="path">The network as theory sees it.</param>
    /// <returns>The same with <see cref="Path"/> and <see cref="Prediction"/>; without the latter where theory has no number: no hidden layer, inputs or moments that are not finite.</returns>
    public Evidence WithTheory(SignalPath path)
    {
        ArgumentNullException.ThrowIfNull(path);
        if (path.NoTheory is not null)
        {
            return this;
        }

        if (path.Layers.Length < 2 || First.Batch is null || path.Layers.Any(layer => !double.IsFinite(layer.WeightVariance + layer.BiasVariance)))
        {
            return this with { Path = path, Prediction = null };
        }

        try
        {
            return this with { Path = path, Prediction = FiniteWidth.Predict(path, First.Batch) };
        }
        catch (QuadratureException)
        {
            return this with { Path = path, Prediction = null };
        }
    }
}
