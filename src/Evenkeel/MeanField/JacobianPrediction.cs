namespace Evenkeel.MeanField;

/// <summary>The squared singular values of a stack's input–output Jacobian, s², as theory expects them.</summary>
/// <param name="Mean">E s², the mean over the singular values of an infinitely wide stack: the product of all χ; ≥ 0.</param>
/// <param name="RelativeVariance">Var s²/(E s²)² of an infinitely wide stack; 0 is perfect isometry.</param>
/// <param name="FiniteVariance">The same with the stack's own widths: <c>E tr(JJᵀ)²·n/E (tr JJᵀ)² − 1</c>.</param>
public readonly record struct JacobianPrediction(double Mean, double RelativeVariance, double FiniteVariance);
