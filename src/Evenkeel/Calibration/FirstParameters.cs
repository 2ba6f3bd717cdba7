using Evenkeel.Graphs;

namespace Evenkeel.Calibration;

/// <summary>The first parameters of a network, and how they came about.</summary>
/// <param name="Parameters">The parameters.</param>
/// <param name="Report">What the start measured and changed; null where it looked at nothing.</param>
public sealed record FirstParameters(ParameterStore Parameters, CalibrationReport? Report);
