using System.Globalization;
using Evenkeel.MeanField;
using Evenkeel.MeanField.TwoSided;

namespace Evenkeel.Experiments;

/// <summary>Theory's numbers and words, the same on a screen, in a document and on a page.</summary>
public static class TheoryText
{
    /// <summary>A number to six digits.</summary>
    /// <param name="value">Any number.</param>
    /// <returns>For example <c>0.00156</c> or <c>3.2e-9</c>; <c>–</c> for what is no number.</returns>
    public static string Number(double value) => value switch
    {
        0 => "0",
        _ when double.IsNaN(value) => "–",
        _ when double.IsInfinity(value) => value > 0 ? "∞" : "−∞",
        _ when Math.Abs(value) is >= 1e-4 and < 1e6 => value.ToString("G6", CultureInfo.InvariantCulture),
        _ => value.ToString("0.####e+0", CultureInfo.InvariantCulture).Replace("e+", "e", StringComparison.Ordinal),
    };

    /// <summary>A correlation; what a search leaves of 0 is 0.</summary>
    /// <param name="c">−1 … 1.</param>
    /// <returns>The number.</returns>
    public static string Correlation(double c) => Number(Math.Abs(c) < 1e-9 ? 0 : c);

    /// <summary>A growth factor to three digits or four.</summary>
    /// <param name="value">≥ 0.</param>
    /// <returns>For example <c>1.178</c> or <c>2.3e12</c>.</returns>
    public static string Factor(double value) => value switch
    {
        _ when double.IsNaN(value) => "–",
        _ when double.IsInfinity(value) => "∞",
        0 => "0",
        >= 0.01 and < 1000 => value.ToString("G4", CultureInfo.InvariantCulture),
        _ => value.ToString("0.##e+0", CultureInfo.InvariantCulture).Replace("e+", "e", StringComparison.Ordinal),
    };

    /// <summary>A depth in layers.</summary>
    /// <param name="layers">≥ 0; infinite at the edge of chaos.</param>
    /// <returns>For example <c>19.2</c>.</returns>
    public static string Depth(double layers) => double.IsInfinity(layers) ? "∞" : layers.ToString(layers < 1000 ? "0.0" : "0", CultureInfo.InvariantCulture);

    /// <summary>The word for what becomes of a q close by.</summary>
    /// <param name="stability">What becomes of it.</param>
    /// <returns>For example <c>half-stable</c>.</returns>
    public static string Word(Stability stability) => stability switch
    {
        Stability.HalfStable => "half-stable",
        Stability.Neutral => "neutral",
        Stability.Unstable => "unstable",
        _ => "stable",
    };

    /// <summary>The word for a phase.</summary>
    /// <param name="phase">The phase.</param>
    /// <returns><c>ordered</c>, <c>critical</c> or <c>chaotic</c>.</returns>
    public static string Word(Phase phase) => phase.ToString().ToLowerInvariant();

    /// <summary>The word for how a start keeps both sides.</summary>
    /// <param name="method">How.</param>
    /// <returns>For example <c>small-q</c>.</returns>
    public static string Word(StartMethod method) => method switch
    {
        StartMethod.SmallQ => "small-q",
        StartMethod.CriticalLine => "critical-line",
        _ => method.ToString().ToLowerInvariant(),
    };

    /// <summary>What depth does to inputs and gradients at a fixed point, in one or two sentences.</summary>
    /// <param name="point">The fixed point.</param>
    /// <returns>The sentences.</returns>
    public static string Says(FixedPoint point)
    {
        ArgumentNullException.ThrowIfNull(point);
        string gradients = string.Create(CultureInfo.InvariantCulture, $"the second moment of gradients changes {point.Chi1:0.0000}× per layer");
        return point switch
        {
            // Where φ jumps, correlations part however small the gradients are.
            { Phase: Phase.Chaotic, Chi1: <= 1, Correlation: { } parted } => $"The chaotic phase for inputs: the activation jumps, so close inputs part until their correlation is {Correlation(parted)}. Gradients take no notice of jumps; {(point.Chi1 == 0 ? "none passes a layer" : gradients)}.",
            { Q: 0 } => $"The signal dies out: depth takes it to q = 0; {gradients}.",
            { Phase: Phase.Critical } => "The edge of chaos: gradients keep their size, and what inputs have in common changes slower than exponentially.",
            { Phase: Phase.Ordered, XiC: { } xi } => $"The ordered phase: inputs become alike and gradients vanish; {gradients}. Nets deeper than about 6 ξ_c = {Depth(TheoryReading.ReachOverXi * xi)} layers seldom train.",
            { Phase: Phase.Chaotic, XiC: { } xi, Correlation: { } c } => $"The chaotic phase: close inputs part until their correlation is {Correlation(c)}, and gradients explode; {gradients}. Nets deeper than about 6 ξ_c = {Depth(TheoryReading.ReachOverXi * xi)} layers seldom train.",
            _ => $"The {Word(point.Phase)} phase: {gradients}.",
        };
    }
}
