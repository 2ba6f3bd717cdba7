using Evenkeel.Graphs;

namespace Evenkeel.Networks;

/// <summary>A layer of a network: where its numbers are in the graph.</summary>
/// <param name="Number">Its number, from 1; the input is layer 0.</param>
/// <param name="Width">Its units.</param>
/// <param name="PreActivation">The value z.</param>
/// <param name="Activation">The value a = φ(z); z itself in the last layer.</param>
/// <param name="Weight">The weights, [in, out].</param>
/// <param name="Bias">The biases, [out]; null where there are none.</param>
public sealed record NetworkLayer(int Number, int Width, ValueId PreActivation, ValueId Activation, ParameterId Weight, ParameterId? Bias);
