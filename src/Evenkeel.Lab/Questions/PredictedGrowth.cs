using System.Collections.Immutable;
using Evenkeel.Experiments;
using Evenkeel.MeanField;
using Evenkeel.Numerics;

namespace Evenkeel.Lab.Questions;

/// <summary>How signal and gradient grow over a network's hidden layers, and the sentence that says it.</summary>
/// <param name="Steps">From hidden layer to hidden layer; ≥ 0.</param>
/// <param name="First">The second moment of the first layer's pre-activations.</param>
/// <param name="Forward">The second moment of the last layer's pre-activations over that of the first.</param>
/// <param name="Backward">The second moment of ∂C/∂z in the first layer over that in the last.</param>
internal sealed record PredictedGrowth(int Steps, double First, double Forward, double Backward)
{
    /// <summary>Within this factor over all layers a side counts as kept: the usual factor of <c>theory --within</c>.</summary>
    public const double Kept = 1.5;

    /// <summary>The geometric mean of the forward growth; null where there is one layer.</summary>
    public double? ForwardPerLayer => Root(Forward);

    /// <summary>The geometric mean of the backward growth; null where there is one layer.</summary>
    public double? BackwardPerLayer => Root(Backward);

    /// <summary>Both sides in words.</summary>
    public string Sentence =>
        First == 0 ? "Weights are 0: no signal passes the first layer, and no gradient comes back."
        : Steps == 0 ? "One hidden layer: nothing can grow between layers."
        : $"Forward, the signal {Side(Forward, ForwardPerLayer)}. Backward, the gradient {Side(Backward, BackwardPerLayer)}.";

    /// <summary>Adds up a prediction.</summary>
    public static PredictedGrowth Of(SignalPrediction prediction)
    {
        ImmutableArray<LayerPrediction> layers = prediction.Layers;
        double backward = layers.SkipLast(1).Aggregate(1.0, (product, layer) => product * layer.BackwardGrowth);
        return new(layers.Length - 1, layers[0].Q, layers.Length == 1 ? 1 : layers[^1].Q / layers[0].Q, backward);
    }

    private double? Root(double product) => Steps == 0 ? null : Elementary.Pow(product, 1.0 / Steps);

    private string Side(double product, double? perLayer)
    {
        string over = $"{TheoryText.Factor(perLayer ?? 1)}× per layer, {TheoryText.Factor(product)}× over {Steps} {(Steps == 1 ? "step" : "steps")}";
        return product switch
        {
            0 => "dies out: nothing is left of it at the other end",
            _ when !double.IsFinite(product) => "grows beyond every number",
            > Kept => $"explodes: its second moment grows {over}",
            < 1 / Kept => $"fades: its second moment shrinks {over}",
            _ => $"keeps its size: its second moment grows {over}",
        };
    }
}
