using System.Runtime.CompilerServices;
using Evenkeel.MeanField.Integrals;

namespace Evenkeel.MeanField.Widths;

/// <summary>The means over z ~ N(0, q) that decide how far a layer of finite width strays from its infinitely wide limit.</summary>
/// <remarks>
/// Derivatives are with respect to y = ln q. They need none of φ: with x = z/√q, <c>d/dy E ψ(z) = ½·E ψ·(x² − 1)</c> and
/// <c>d²/dy² E ψ(z) = E ψ·(¼·(x² − 1)² − ½·x²)</c>, which hold for functions with kinks and jumps as well.
/// </remarks>
internal readonly record struct WidthMoments
{
    /// <summary>E φ².</summary>
    public required double Second { get; init; }

    /// <summary>E φ⁴/(E φ²)².</summary>
    public required double Fourth { get; init; }

    /// <summary>E φ⁶/(E φ²)³.</summary>
    public required double Sixth { get; init; }

    /// <summary>d/dy ln E φ².</summary>
    public required double Growth { get; init; }

    /// <summary>d²/dy² ln E φ².</summary>
    public required double Curvature { get; init; }

    /// <summary>E φ′².</summary>
    public required double SlopeSecond { get; init; }

    /// <summary>E φ′⁴/(E φ′²)².</summary>
    public required double SlopeFourth { get; init; }

    /// <summary>E φ′⁶/(E φ′²)³.</summary>
    public required double SlopeSixth { get; init; }

    /// <summary>d/dy ln E φ′².</summary>
    public required double SlopeGrowth { get; init; }

    /// <summary>d²/dy² ln E φ′².</summary>
    public required double SlopeCurvature { get; init; }

    /// <summary>E φ²φ′²/(E φ²·E φ′²).</summary>
    public required double Joint { get; init; }

    /// <summary>E z²φ′²/(q·E φ′²).</summary>
    public required double Radial { get; init; }

    /// <summary>(E zφφ′)²/(q·E φ²·E φ′²), at most 1.</summary>
    public required double Alignment { get; init; }

    /// <summary>Whether every mean is a finite number, and neither φ nor φ′ is 0 everywhere.</summary>
    public bool AreUsable => Second > 0 && SlopeSecond > 0 && double.IsFinite(Sixth + SlopeSixth + Curvature + SlopeCurvature + Joint + Radial + Alignment);

    /// <summary>The means where they have no end.</summary>
    public static WidthMoments Infinite { get; } = new()
    {
        Second = double.PositiveInfinity, Fourth = double.NaN, Sixth = double.NaN, Growth = double.NaN, Curvature = double.NaN,
        SlopeSecond = double.PositiveInfinity, SlopeFourth = double.NaN, SlopeSixth = double.NaN, SlopeGrowth = double.NaN, SlopeCurvature = double.NaN,
        Joint = double.NaN, Radial = double.NaN, Alignment = double.NaN,
    };

    /// <summary>Computes the means.</summary>
    /// <param name="nodes">φ and its slope over z ~ N(0, q).</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static WidthMoments Of(NormalNodes nodes)
    {
        Span<double> sums = stackalloc double[12];
        sums.Clear();
        for (int i = 0; i < nodes.Points.Length; i++)
        {
            double x = nodes.Points[i];
            double weight = nodes.Weights[i];
            double value = nodes.Values[i] * nodes.Values[i];
            double slope = nodes.Slopes[i] * nodes.Slopes[i];
            double first = 0.5 * (x * x - 1);
            double second = first * first - 0.5 * x * x;
            sums[0] += weight * value;
            sums[1] += weight * value * value;
            sums[2] += weight * value * value * value;
            sums[3] += weight * value * first;
            sums[4] += weight * value * second;
            sums[5] += weight * slope;
            sums[6] += weight * slope * slope;
            sums[7] += weight * slope * slope * slope;
            sums[8] += weight * slope * first;
            sums[9] += weight * slope * second;
            sums[10] += weight * value * slope;
            sums[11] += weight * x * nodes.Values[i] * nodes.Slopes[i];
        }

        (double power, double steepness) = (sums[0], sums[5]);
        double growth = sums[3] / power;
        double slopeGrowth = sums[8] / steepness;
        return new()
        {
            Second = power,
            Fourth = sums[1] / (power * power),
            Sixth = sums[2] / (power * power * power),
            Growth = growth,
            Curvature = sums[4] / power - growth * growth,
            SlopeSecond = steepness,
            SlopeFourth = sums[6] / (steepness * steepness),
            SlopeSixth = sums[7] / (steepness * steepness * steepness),
            SlopeGrowth = slopeGrowth,
            SlopeCurvature = sums[9] / steepness - slopeGrowth * slopeGrowth,
            Joint = sums[10] / (power * steepness),
            Radial = 1 + 2 * slopeGrowth,
            Alignment = sums[11] * sums[11] / (power * steepness),
        };
    }
}
