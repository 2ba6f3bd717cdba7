using Evenkeel.Data;
using Evenkeel.Graphs;
using Evenkeel.Initialization;
using Evenkeel.Networks;
using Evenkeel.Numerics;
using Evenkeel.Randomness;

namespace Evenkeel.Calibration;

/// <summary>A start of a residual network: every layer is drawn by one rule, and scaled by where it stands.</summary>
/// <param name="name">The canonical name.</param>
/// <param name="formula">The rule in TeX.</param>
/// <param name="drawing">What draws weights and biases.</param>
/// <param name="scale">The factor on a layer's weights; 0 makes them all 0. It is asked of every layer but the output layer.</param>
/// <param name="outputScale">The factor on the output layer's weights.</param>
internal sealed class BranchStart(string name, string formula, IInitializer drawing, Func<NetworkSpec, NetworkLayer, double> scale, double outputScale) : IStart
{
    public string Name => name;

    public string Formula => formula;

    public IInitializer? Initializer => null;

    public string? Refusal(Network network)
    {
        ArgumentNullException.ThrowIfNull(network);
        return network.Spec.Branches == 0
            ? $"'{name}' starts networks with residual branches, and this one has none; say how many layers each has (--branch 2), or take {drawing.Name}."
            : network.Refusal(drawing);
    }

    public FirstParameters Create(Network network, Generator generator, IDataSet data, ReadOnlySpan<int> rows, Workers workers)
    {
        if (Refusal(network) is { } refusal)
        {
            throw new ArgumentException(refusal, nameof(network));
        }

        ParameterStore parameters = network.Initialize(drawing, generator);
        foreach (NetworkLayer layer in network.Layers)
        {
            double factor = layer == network.Layers[^1] ? outputScale : scale(network.Spec, layer);
            if (factor == 0) parameters[layer.Weight].Clear();
            else if (factor != 1) LayerWalk.Scale(parameters[layer.Weight], factor);
        }

        return new(parameters, null);
    }
}
