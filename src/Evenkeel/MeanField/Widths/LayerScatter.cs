using Evenkeel.Functions;

namespace Evenkeel.MeanField.Widths;

/// <summary>The state of one hidden layer in the finite-width recursion, and the noise that its units add.</summary>
/// <remarks>
/// The state y is the logarithm of what z scatters by: of K, the variance that independent weights give each unit alike; where the weights
/// are orthogonal, of the layer's own mean square, since its units then lie on a sphere of that radius.
/// </remarks>
internal sealed record LayerScatter
{
    /// <summary>The cumulants of y.</summary>
    public required LogCumulants State { get; init; }

    /// <summary>The means at <c>q = e^E y</c>.</summary>
    public required WidthMoments Moments { get; init; }

    /// <summary>q = e^E y, at which the means are taken.</summary>
    public required double Limit { get; init; }

    /// <summary>The layer's units.</summary>
    public required int Units { get; init; }

    /// <summary>Whether the state is the mean square itself, not the variance behind it.</summary>
    public required bool IsSphere { get; init; }

    /// <summary>s, the share of the pre-activations' variance that comes from weights, not biases.</summary>
    public required double WeightShare { get; init; }

    /// <summary>The variance that the layer's own weights and biases put on y where they are orthogonal; else 0.</summary>
    public double RadialVariance { get; init; }

    /// <summary>By how much the mean of φ² on the sphere lies above that over N(0, q), relative to it: <c>−q²·F″(q)/(n·F)</c> with F = E φ².</summary>
    /// <remarks>The radius² of a normal vector is χ²ₙ·q/n, of variance 2q²/n; averaged over it the sphere's mean gives the normal one.</remarks>
    public double MeanShift => IsSphere ? -Roundness(Moments.Growth, Moments.Curvature) / Units : 0;

    /// <summary>The same of φ′².</summary>
    public double SlopeMeanShift => IsSphere ? -Roundness(Moments.SlopeGrowth, Moments.SlopeCurvature) / Units : 0;

    /// <summary>The relative variance of the mean of φ² over the units, given y.</summary>
    public double Variance => (Moments.Fourth - 1 - (IsSphere ? 2 * Moments.Growth * Moments.Growth : 0)) / Units;

    /// <summary>The relative third moment of the mean of φ²; taken as 0 on a sphere, where what is left after the radius hardly leans.</summary>
    public double Third => IsSphere ? 0 : (Moments.Sixth - 3 * Moments.Fourth + 2) / Units / Units;

    /// <summary>The relative variance of the mean of φ′² over the units, given y.</summary>
    public double SlopeVariance => (Moments.SlopeFourth - 1 - (IsSphere ? 2 * Moments.SlopeGrowth * Moments.SlopeGrowth : 0)) / Units;

    /// <summary>The relative covariance of the means of φ² and φ′² over the units, given y.</summary>
    public double Covariance => (Moments.Joint - 1 - (IsSphere ? 2 * Moments.Growth * Moments.SlopeGrowth : 0)) / Units;

    /// <summary>What the mean of φ² over this layer's units adds to the logarithm of the next layer's variance.</summary>
    /// <param name="activation">φ, which for some has an exact law.</param>
    /// <param name="share">The next layer's s.</param>
    public LogCumulants Noise(Activation activation, double share) => (activation, share, IsSphere) switch
    {
        (Linear, 1, false) => LogCumulants.OfChiSquare(Units),
        (Relu, 1, false) => LogCumulants.OfRectifier(Units),
        _ => LogCumulants.OfDeviation(share * share * Variance, share * share * share * Third) + new LogCumulants(share * MeanShift, 0, 0),
    };

    /// <summary>q²·F″/F from the derivatives of ln F with respect to ln q.</summary>
    private static double Roundness(double growth, double curvature) => curvature + growth * growth - growth;
}
