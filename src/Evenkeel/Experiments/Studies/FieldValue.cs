namespace Evenkeel.Experiments.Studies;

/// <summary>A value of a field of an experiment.</summary>
/// <param name="Json">In its one form as JSON.</param>
/// <param name="Label">As a person reads it.</param>
/// <param name="Number">As a number; NaN where it is none.</param>
/// <param name="Apply">Puts it into an experiment.</param>
internal sealed record FieldValue(string Json, string Label, double Number, Func<ComparisonSpec, ComparisonSpec> Apply);
