namespace Evenkeel.Graphs;

/// <summary>Changes parameters by their gradients, part by part, as a backward pass completes them.</summary>
/// <remarks>Parts may come from several threads at once, in any order; each element comes exactly once in a pass, so the result may depend on its own gradient only.</remarks>
public interface IParameterUpdate
{
    /// <summary>Changes a part of a parameter.</summary>
    /// <param name="parameter">Which.</param>
    /// <param name="start">The index of the part's first element, in the order of the parameter's shape.</param>
    /// <param name="values">The part's values, to be changed.</param>
    /// <param name="gradient">The gradient of the loss with respect to each of them, as many.</param>
    void Apply(ParameterId parameter, int start, Span<float> values, ReadOnlySpan<float> gradient);
}
