namespace Evenkeel.Lab.Protocol;

/// <summary>What a network that knows nothing achieves.</summary>
internal sealed record ChanceLevel(double? Loss, double? Accuracy);
