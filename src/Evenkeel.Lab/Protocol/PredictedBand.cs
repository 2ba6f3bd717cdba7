namespace Evenkeel.Lab.Protocol;

/// <summary>A predicted number, and the band that 95 of 100 networks fall into.</summary>
internal sealed record PredictedBand(double Predicted, double? Low, double? High);
