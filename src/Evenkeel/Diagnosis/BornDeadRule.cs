using Evenkeel.Functions;
using Evenkeel.MeanField;
using Evenkeel.Probing;

namespace Evenkeel.Diagnosis;

/// <summary>EK112: the layers are so narrow that a whole one may start dead.</summary>
internal sealed class BornDeadRule : IRule
{
    private const double Limit = 0.01;

    public Finding? Examine(Evidence evidence)
    {
        Activation function = evidence.Network.Function;
        // Round a dead layer of a residual branch the signal goes on.
        if (evidence.Step > 0 || evidence.Network.Spec.Branches > 0 || function.Value(-1) != 0 || function.Slope(-1) != 0 || function.Value(-100) != 0)
        {
            return null;
        }

        LayerReading? dead = evidence.First.Layers.FirstOrDefault(layer => layer.Dead == 1);
        int narrowest = evidence.First.Layers.Length == 0 ? 0 : evidence.First.Layers.Min(layer => layer.Width);
        double measured = BornDead.Probability([.. evidence.First.Layers.Select(layer => layer.Width)]);
        return measured <= Limit ? null : new()
        {
            Code = "EK112",
            Severity = dead is null ? Severity.Info : Severity.Error,
            Layer = dead?.Layer,
            Measured = measured,
            Limit = Limit,
            Message = Texts.Of($"a {function.Name} network of {evidence.First.Layers.Length} hidden layers with as few as {narrowest} units starts dead on a given input {100 * measured:0.#} % of the time")
                + (dead is null ? "" : Texts.Of($", and this one has: no unit of layer {dead.Layer} passes anything on")),
            Advice = $"Use layers of {Needed(evidence.First.Layers.Length)} units or more, or another activation, such as a leaky ReLU.",
            Source = "1 − ∏(1 − 2^−N): Lu, Shin, Su & Karniadakis, Dying ReLU and initialization, 2019, https://arxiv.org/abs/1903.06733",
            Fixes = Fixes.Widen(evidence.Network, Needed(evidence.First.Layers.Length)),
            Explains = dead is null ? [] : ["EK102", "EK104", "EK107", "EK110", "EK111", "EK116", "EK117", "EK118", "EK119"],
        };
    }

    /// <summary>The width at which the chance over all layers is below the limit: L·2^−N.</summary>
    private static int Needed(int layers)
    {
        int width = 1;
        for (double chance = layers / 2.0; chance > Limit; chance /= 2)
        {
            width++;
        }

        return width;
    }
}
