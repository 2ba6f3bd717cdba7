using System.Collections.Immutable;
using Evenkeel.MeanField;
using Evenkeel.Networks;

namespace Evenkeel.Diagnosis;

/// <summary>EK118: the initializer's variance is not the one that the activation needs.</summary>
internal sealed class SchemeFitRule : IRule
{
    private const double Limit = 1.25;

    /// <summary>The layers after which a map has forgotten the size of the input.</summary>
    private const int Fewest = 3;

    public Finding? Examine(Evidence evidence)
    {
        if (evidence is not { Initializer: { } initializer, OfStart: { } prediction } || prediction.Layers.Length < Fewest)
        {
            return null;
        }

        ImmutableArray<LayerPrediction> layers = prediction.Layers;
        double growth = Math.Sqrt(layers[^1].ActivationSecondMoment / layers[^2].ActivationSecondMoment);
        double size = SignalRatio.Forward(prediction) ?? 1;
        if (double.IsNaN(growth) || (growth <= Limit && growth >= 1 / Limit))
        {
            return null;
        }

        Network network = evidence.Network;
        bool grows = growth > 1;
        return new()
        {
            Code = "EK118",
            Severity = Severity.Info,
            Layer = layers[^1].Layer,
            Measured = growth,
            Limit = grows ? Limit : 1 / Limit,
            Message = Texts.Of($"{initializer.Name} does not fit {network.Function.Name}: theory has each layer make the signal {growth:0.###} times as large, {Texts.Factor(size)} over {layers.Length} layers"),
            Advice = $"{evidence.Cure.Advice}.",
            Source = "a factor of 1 in mean field (Poole et al., 2016, https://arxiv.org/abs/1606.05340); ten layers at 1.25 make 10",
            Fixes = Fixes.Initialize(evidence),
            Explains = grows ? ["EK103", "EK105", "EK108", "EK109", "EK114", "EK116", "EK119"] : ["EK102", "EK104", "EK110", "EK111", "EK114", "EK116", "EK119"],
        };
    }
}
