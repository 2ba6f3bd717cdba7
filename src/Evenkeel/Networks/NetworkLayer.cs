using Evenkeel.Graphs;

namespace Evenkeel.Networks;

/// <summary>A layer of a network: where its numbers are in the graph.</summary>
/// <param name="Number">Its number, from 1; the input is layer 0.</param>
/// <param name="Width">Its units.</param>
/// <param name="PreActivation">The value z.</param>
/// <param name="Activation">The value a that goes on: φ(z); the sum <c>x + z</c> at the end of a residual branch that began at x; z itself in the last layer.</param>
/// <param name="Weight">The weights, [in, out].</param>
/// <param name="Bias">The biases, [out]; null where there are none.</param>
public sealed record NetworkLayer(int Number, int Width, ValueId PreActivation, ValueId Activation, ParameterId Weight, ParameterId? Bias)
{
    /// <summary>The residual branch that it belongs to, from 1; 0 for none, as in a plain stack, before the branches and behind them.</summary>
    public int Branch { get; init; }

    /// <summary>Its place in the branch, from 1; 0 outside of branches.</summary>
    public int Place { get; init; }

    /// <summary>The value x that its z is added to; null but at the end of a branch.</summary>
    public ValueId? Skip { get; init; }

    /// <summary>Whether it is the last layer of a branch: it has no activation, and its z is added to what the branch began with.</summary>
    public bool IsBranchEnd => Skip is not null;
}
