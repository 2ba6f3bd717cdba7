using Evenkeel.Data;
using Evenkeel.Initialization;
using Evenkeel.MeanField;
using Evenkeel.Networks;
using Evenkeel.Numerics;
using Evenkeel.Randomness;

namespace Evenkeel.Calibration;

/// <summary>A way to make the first parameters of a whole network; it may look at data.</summary>
public interface IStart
{
    /// <summary>What people type, canonical and with its arguments, for example <c>lsuv(he-normal)</c>; <see cref="Starts.Parse"/> reads it back.</summary>
    string Name { get; }

    /// <summary>The rule as a formula in TeX.</summary>
    string Formula { get; }

    /// <summary>The rule that makes each layer by itself; null where the start looks at data or at the whole network.</summary>
    IInitializer? Initializer { get; }

    /// <summary>Gives the rule that makes a layer, where each is made by itself.</summary>
    /// <param name="network">The network, which the start can serve.</param>
    /// <param name="layer">One of its layers.</param>
    /// <returns>The rule of its weights and biases; null where the start looks at data or at the whole network.</returns>
    IInitializer? RuleOf(Network network, NetworkLayer layer) => Initializer;

    /// <summary>Gives the stack as theory sees it before anything is drawn.</summary>
    /// <param name="network">The network, which the start can serve.</param>
    /// <returns>The layers with the variances that are promised; null where nothing is known before the parameters are made.</returns>
    SignalPath? PathOf(Network network)
    {
        ArgumentNullException.ThrowIfNull(network);
        return Initializer is { } rule ? network.SignalPath(rule) : null;
    }

    /// <summary>Says why the start cannot make the parameters of a network.</summary>
    /// <param name="network">The network.</param>
    /// <returns>One sentence with the way out; null where it can.</returns>
    string? Refusal(Network network);

    /// <summary>Makes the first parameters.</summary>
    /// <param name="network">The network.</param>
    /// <param name="generator">Where random numbers come from, as in <see cref="Network.Initialize(IInitializer, Generator)"/>.</param>
    /// <param name="data">Where the samples are that the start may look at.</param>
    /// <param name="rows">Which samples: those of the first batch; at least one.</param>
    /// <param name="workers">Who shares the work; it changes the speed, never a bit.</param>
    /// <returns>New parameters, and what was measured and changed.</returns>
    /// <exception cref="ArgumentException">The start cannot serve the network, or there are no rows.</exception>
    FirstParameters Create(Network network, Generator generator, IDataSet data, ReadOnlySpan<int> rows, Workers workers);
}
