namespace Evenkeel.Lab.Protocol;

/// <summary>A run at its start, and what theory predicts of it.</summary>
internal sealed record OpenedRun(string Scheme, string Formula, IReadOnlyList<PredictedLayer>? Prediction, string? NoPrediction);
