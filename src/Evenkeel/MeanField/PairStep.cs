namespace Evenkeel.MeanField;

/// <summary>One layer on the way of two inputs through layers of infinite width.</summary>
/// <param name="Layer">The layer's number, from 1.</param>
/// <param name="QA">The second moment of the pre-activations for the first input; ≥ 0.</param>
/// <param name="QB">That for the second input; ≥ 0.</param>
/// <param name="Correlation">The correlation of the two, −1…1; NaN where one of them has no signal left.</param>
public readonly record struct PairStep(int Layer, double QA, double QB, double Correlation);
