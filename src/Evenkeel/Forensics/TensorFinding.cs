namespace Evenkeel.Forensics;

/// <summary>Something about a tensor that its owner may not know.</summary>
/// <param name="Kind">One of <c>duplicated</c>, <c>symmetric-rows</c>, <c>symmetric-columns</c>, <c>dead-units</c>, <c>not-finite</c>, <c>garbage-scale</c>, <c>half-precision</c>, <c>outliers</c>.</param>
/// <param name="Severity">One of <c>info</c>, <c>warning</c>, <c>error</c>.</param>
/// <param name="Message">One sentence with the numbers.</param>
public sealed record TensorFinding(string Kind, string Severity, string Message);
