namespace Evenkeel.Functions;

/// <summary>How far an activation in lanes is from its function at most, in units in the last place of float32 (ulp).</summary>
/// <param name="Value">The error of φ(z), in ulp of φ(z).</param>
/// <param name="Slope">The error of φ′(z), in ulp of φ′(z); ∞ where the slope has lost its relative precision somewhere, by passing through 0 or by saturating.</param>
/// <param name="OfSteepest">The error of φ′(z), in ulp of the steepest slope.</param>
/// <remarks>
/// The ulp of a denormal is 2⁻¹⁴⁹. The slope is that of a z and the activation computed from it. It holds for every float32, infinities
/// (which give the limits) and denormals included, up to <see cref="Reach"/>; NaN gives NaN. docs/kernels.md has the table, and a test walks it.
/// </remarks>
internal readonly record struct KernelError(double Value, double Slope, double OfSteepest)
{
    /// <summary>Each result is the function.</summary>
    public static KernelError None { get; } = new(0, 0, 0);

    /// <summary>The largest |z| that it is said of.</summary>
    public double Reach { get; init; } = double.PositiveInfinity;
}
