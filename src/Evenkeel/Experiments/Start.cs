using Evenkeel.Calibration;
using Evenkeel.Graphs;
using Evenkeel.Initialization;
using Evenkeel.MeanField;
using Evenkeel.Networks;

namespace Evenkeel.Experiments;

/// <summary>Parameters to read, and where they come from.</summary>
/// <param name="Name">What to call them: the start's canonical name, or a file's.</param>
/// <param name="Parameters">The parameters; training before the reading changes them.</param>
internal sealed record Start(string Name, ParameterStore Parameters)
{
    /// <summary>The start's rule, in TeX; null where they come from a file.</summary>
    public string? Formula { get; init; }

    /// <summary>The rule that made each layer by itself; null where there is none.</summary>
    public IInitializer? Initializer { get; init; }

    /// <summary>The rule of each layer, where layers may differ; null where there is none.</summary>
    public Func<NetworkLayer, IInitializer?>? RuleOf { get; init; }

    /// <summary>The network as theory sees it before anything is drawn; null where the parameters have to say.</summary>
    public SignalPath? Path { get; init; }

    /// <summary>What the start measured and changed; null where it looked at nothing.</summary>
    public CalibrationReport? Calibration { get; init; }
}
