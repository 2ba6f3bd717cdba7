using System.Collections.Immutable;
using Evenkeel.MeanField;
using Evenkeel.MeanField.TwoSided;

namespace Evenkeel.Calibration;

/// <summary>What a start that looks at data measured and changed, layer by layer.</summary>
public sealed record CalibrationReport
{
    /// <summary>The start's canonical name.</summary>
    public required string Start { get; init; }

    /// <summary>The samples it looked at, ≥ 1.</summary>
    public required int Rows { get; init; }

    /// <summary>The number that is brought to a target in every layer: <c>Var z</c>, or <c>mean z²</c>.</summary>
    public required string Measure { get; init; }

    /// <summary>What was done and why, in one to three sentences.</summary>
    public required string Why { get; init; }

    /// <summary>The layers in their order, the output layer last; where the start stopped, those up to it.</summary>
    public required ImmutableArray<LayerCalibration> Layers { get; init; }

    /// <summary>Why it stopped before the last layer, in one sentence; layers behind keep what they were drawn with. Null where it came to its end.</summary>
    public string? Stopped { get; init; }

    /// <summary>The analytic start that the measured pass corrects; null where there is none.</summary>
    public TwoSidedStart? Analytic { get; init; }

    /// <summary>The network as theory sees it from this start, with the rescaled activation where there is one; null where the parameters have to say.</summary>
    public SignalPath? Path { get; init; }

    /// <summary>Whether every layer came to its target.</summary>
    public bool IsComplete => Stopped is null && Layers.All(layer => layer.IsAtTarget);
}
