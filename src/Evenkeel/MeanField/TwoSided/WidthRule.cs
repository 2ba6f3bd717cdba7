namespace Evenkeel.MeanField.TwoSided;

/// <summary>A way to scale the weights of a layer whose inputs and units differ in number, and what it does to either side.</summary>
/// <param name="Name">What to call it: <c>fan-in</c>, <c>fan-out</c>, <c>average</c>, <c>geometric</c> or <c>glorot</c>.</param>
/// <param name="Keeps">What it is made to keep, in a few words.</param>
/// <param name="WeightVariance">E w² of a single weight; &gt; 0.</param>
/// <param name="Forward">By how much the second moment of the pre-activations grows through the layer.</param>
/// <param name="Backward">By how much the second moment of ∂C/∂z grows on its way back through the layer.</param>
public sealed record WidthRule(string Name, string Keeps, double WeightVariance, double Forward, double Backward);
