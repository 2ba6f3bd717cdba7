namespace Evenkeel.Diagnosis;

/// <summary>A fix as code.</summary>
/// <param name="Framework"><c>PyTorch</c>, <c>Keras</c>, <c>JAX</c> or <c>C#</c>.</param>
/// <param name="Code">One to five lines.</param>
public sealed record Fix(string Framework, string Code);
