using System.Collections.Immutable;

namespace Evenkeel.Functions;

/// <summary>An activation made of a function in double precision, usable wherever an activation is.</summary>
/// <remarks>
/// It computes element by element in double and rounds to float32, at the speed of the function. The steepest slope and saturation are
/// found numerically: the steepest on |z| ≤ 20, saturation by flat stretches on both sides at 30 ≤ |z| ≤ 40.
/// </remarks>
public sealed class FunctionActivation : Activation
{
    private readonly Func<double, double> value;
    private readonly Func<double, double> slope;
    private readonly Lazy<ImmutableArray<double>> kinks;
    private readonly Lazy<double> steepestSlope;
    private readonly Lazy<bool> saturates;

    /// <summary>Makes an activation of a function.</summary>
    /// <param name="name">What to call it in tables; not empty. <see cref="Activations.Parse"/> does not know it.</param>
    /// <param name="value">φ; gives NaN for NaN, and the same result for the same argument.</param>
    /// <param name="slope">
    /// φ′, at a kink that of the left side. Without it, central differences, extrapolated to step 0 and kept off the kinks, stand for it:
    /// within about 10⁻¹¹ of the size of φ for a smooth φ, less next to a kink.
    /// </param>
    /// <param name="kinks">
    /// Where φ or its slope jumps. Without it, they are searched for on |z| ≤ 128, where two less than 1/64 apart (1/8 beyond |z| = 16) may
    /// be taken for one.
    /// </param>
    /// <exception cref="ArgumentException">The name is empty, or a kink is not a finite number.</exception>
    public FunctionActivation(string name, Func<double, double> value, Func<double, double>? slope = null, IEnumerable<double>? kinks = null)
        : this(name, name, value, slope, kinks is null ? new(() => KinkSearch.Corners(value)) : new(Checked(kinks)))
    {
    }

    internal FunctionActivation(string name, string formula, Func<double, double> value, Func<double, double>? slope, Lazy<ImmutableArray<double>> kinks)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        ArgumentNullException.ThrowIfNull(value);
        (Name, Formula, this.value, this.kinks) = (name, formula, value, kinks);
        this.slope = slope ?? (z => NumericSlope.Of(value, z, kinks.Value.AsSpan()));
        steepestSlope = new(() => SlopeSearch.Steepest(this.slope));
        saturates = new(() => SlopeSearch.IsFlatOnBothSides(this.slope, SteepestSlope));
    }

    /// <inheritdoc/>
    public override string Name { get; }

    /// <inheritdoc/>
    public override string Formula { get; }

    /// <inheritdoc/>
    public override double SteepestSlope => steepestSlope.Value;

    /// <inheritdoc/>
    public override bool Saturates => saturates.Value;

    /// <inheritdoc/>
    public override ImmutableArray<double> Kinks => kinks.Value;

    internal override SlopeReads SlopeReads => SlopeReads.PreActivation;

    /// <inheritdoc/>
    public override double Value(double z) => value(z);

    /// <inheritdoc/>
    public override double Slope(double z) => slope(z);

    /// <inheritdoc/>
    public override void Apply(ReadOnlySpan<float> z, Span<float> a)
    {
        ElementwiseLengths.Require(a.Length, z.Length);
        for (int i = 0; i < z.Length; i++)
        {
            a[i] = (float)value(z[i]);
        }
    }

    /// <inheritdoc/>
    public override void Backpropagate(ReadOnlySpan<float> z, ReadOnlySpan<float> a, ReadOnlySpan<float> da, Span<float> dz, bool accumulate)
    {
        ElementwiseLengths.Require(a.Length, z.Length);
        ElementwiseLengths.Require(da.Length, z.Length);
        ElementwiseLengths.Require(dz.Length, z.Length);
        for (int i = 0; i < z.Length; i++)
        {
            float gradient = da[i] * (float)slope(z[i]);
            dz[i] = accumulate ? dz[i] + gradient : gradient;
        }
    }

    private static ImmutableArray<double> Checked(IEnumerable<double> kinks)
    {
        ImmutableArray<double> sorted = [.. kinks.Distinct().Order()];
        return sorted.All(double.IsFinite)
            ? sorted
            : throw new ArgumentException(FormattableString.Invariant($"Kink {sorted.First(kink => !double.IsFinite(kink))} is not a finite number."), nameof(kinks));
    }
}
