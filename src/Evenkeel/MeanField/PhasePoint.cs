namespace Evenkeel.MeanField;

/// <summary>What depth does at one pair of variances, to an input whose first pre-activations have second moment 1.</summary>
/// <param name="Q">q*, where the second moment comes to; null where it grows without bound or does not settle.</param>
/// <param name="Chi1">χ₁ at q*; null where that is.</param>
/// <param name="XiC">ξ_c, the depth over which correlations settle; infinite at the edge; null where q* is null or 0.</param>
/// <param name="Phase">The phase; null where q* is.</param>
public readonly record struct PhasePoint(double? Q, double? Chi1, double? XiC, Phase? Phase);
