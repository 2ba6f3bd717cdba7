namespace Evenkeel.Calibration;

/// <summary>What was measured and changed in one layer.</summary>
public sealed record LayerCalibration
{
    /// <summary>The layer's number, from 1; the output layer's is the last.</summary>
    public required int Layer { get; init; }

    /// <summary>Whether it is the output layer.</summary>
    public required bool IsOutput { get; init; }

    /// <summary>What was measured of the weights as they were drawn; ≥ 0.</summary>
    public required double Before { get; init; }

    /// <summary>What was measured of the weights as they are left; ≥ 0.</summary>
    public required double After { get; init; }

    /// <summary>What was meant; &gt; 0.</summary>
    public required double Target { get; init; }

    /// <summary>The product of all factors on the drawn weights; &gt; 0.</summary>
    public required double Factor { get; init; }

    /// <summary>How often the weights were scaled; ≥ 0.</summary>
    public required int Iterations { get; init; }

    /// <summary>Whether <see cref="After"/> is as near to <see cref="Target"/> as the start asks.</summary>
    public required bool IsAtTarget { get; init; }

    /// <summary>Why the layer was changed by just this, in one sentence.</summary>
    public required string Why { get; init; }
}
