using Evenkeel.Data;
using Evenkeel.Initialization;
using Evenkeel.Networks;
using Evenkeel.Numerics;
using Evenkeel.Randomness;

namespace Evenkeel.Calibration;

/// <summary>A start that makes each layer by itself, without data.</summary>
internal sealed class SchemeStart(IInitializer initializer) : IStart
{
    public string Name => initializer.Name;

    public string Formula => initializer.Formula;

    public IInitializer Initializer => initializer;

    public string? Refusal(Network network) => network.Refusal(initializer);

    public FirstParameters Create(Network network, Generator generator, IDataSet data, ReadOnlySpan<int> rows, Workers workers) => new(network.Initialize(initializer, generator), null);
}
