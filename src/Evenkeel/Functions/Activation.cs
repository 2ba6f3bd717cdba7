using System.Collections.Immutable;

namespace Evenkeel.Functions;

/// <summary>A function applied to each element: its value, its slope, and both at speed.</summary>
/// <remarks>To add one: derive it in a file of its own and give it a line in <see cref="Activations"/>.</remarks>
public abstract class Activation
{
    /// <summary>What people type, for example <c>leaky-relu(0.2)</c>.</summary>
    public abstract string Name { get; }

    /// <summary>The formula, as text.</summary>
    public abstract string Formula { get; }

    /// <summary>The largest |slope| the function takes anywhere, the scale against which a unit counts as saturated.</summary>
    public abstract double SteepestSlope { get; }

    /// <summary>Whether the function flattens out on both sides, so that its units can saturate.</summary>
    public abstract bool Saturates { get; }

    /// <summary>Where the function is not smooth: it, its slope or a higher derivative jumps there. In ascending order.</summary>
    public virtual ImmutableArray<double> Kinks => [];

    /// <summary>What <see cref="Backpropagate"/> reads: of z and a, whatever is not named here may hold any numbers, and no bit changes.</summary>
    internal virtual SlopeReads SlopeReads => SlopeReads.Both;

    /// <summary>How far <see cref="Apply"/> and <see cref="Backpropagate"/> are from the function at most; null where that is not known.</summary>
    internal virtual KernelError? KernelError => null;

    /// <summary>Gives the value at a point, in double precision.</summary>
    /// <param name="z">The pre-activation; any number.</param>
    /// <returns>φ(z); NaN for NaN.</returns>
    public abstract double Value(double z);

    /// <summary>Gives the slope at a point, in double precision.</summary>
    /// <param name="z">The pre-activation; any number.</param>
    /// <returns>φ′(z), at a kink the slope of the left side; NaN for NaN.</returns>
    public abstract double Slope(double z);

    /// <summary>Applies the function.</summary>
    /// <param name="z">Pre-activations.</param>
    /// <param name="a">Receives the activations, as many; may be the same memory as <paramref name="z"/>.</param>
    public abstract void Apply(ReadOnlySpan<float> z, Span<float> a);

    /// <summary>Takes gradients back through the function.</summary>
    /// <param name="z">Pre-activations.</param>
    /// <param name="a">Their activations, as many.</param>
    /// <param name="da">Gradients with respect to the activations, as many.</param>
    /// <param name="dz">Receives <c>da · φ′(z)</c>, as many; may be the same memory as <paramref name="da"/>.</param>
    /// <param name="accumulate">Whether to add to <paramref name="dz"/> rather than overwrite it.</param>
    public abstract void Backpropagate(ReadOnlySpan<float> z, ReadOnlySpan<float> a, ReadOnlySpan<float> da, Span<float> dz, bool accumulate);

    /// <inheritdoc/>
    public sealed override string ToString() => Name;
}
