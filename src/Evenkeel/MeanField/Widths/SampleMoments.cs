namespace Evenkeel.MeanField.Widths;

/// <summary>What one layer makes of two samples whose pre-activations correlate, averaged over how the correlation itself scatters.</summary>
internal readonly record struct SampleMoments
{
    /// <summary>E c² of the pre-activations.</summary>
    public required double SquaredCorrelation { get; init; }

    /// <summary>E φ₁φ₂.</summary>
    public required double Product { get; init; }

    /// <summary>E φ₁′φ₂′ over the roots of both squares.</summary>
    public required double SlopeProduct { get; init; }

    /// <summary>E φ₁′²φ₂′² over both squares.</summary>
    public required double SlopeJoint { get; init; }

    /// <summary>The relative covariance of the two samples' means of φ² over the units.</summary>
    public required double Covariance { get; init; }

    /// <summary>That of φ′².</summary>
    public required double SlopeCovariance { get; init; }

    /// <summary>That of φ₁² and φ₂′².</summary>
    public required double SlopeWithLeft { get; init; }

    /// <summary>That of φ₁′² and φ₂².</summary>
    public required double SlopeWithRight { get; init; }

    /// <summary>E φ₁³φ₂ + E φ₁φ₂³, each over its own squares, weighted as <see cref="NextSpread"/> needs them apart.</summary>
    public required (double Left, double Right) Cubes { get; init; }

    /// <summary>Computes them.</summary>
    /// <param name="left">The one sample's series.</param>
    /// <param name="right">The other's.</param>
    /// <param name="correlation">The mean of c.</param>
    /// <param name="spread">The variance of c.</param>
    public static SampleMoments Of(LayerSeries left, LayerSeries right, double correlation, double spread)
    {
        SampleMoments sum = default;
        double reach = Math.Sqrt(3 * spread);
        foreach ((double c, double weight) in spread > 0 ? ((double, double)[])[(correlation - reach, 1.0 / 6), (correlation, 2.0 / 3), (correlation + reach, 1.0 / 6)] : [(correlation, 1)])
        {
            sum = sum.Plus(At(left, right, Math.Clamp(c, -1, 1)), weight);
        }

        return sum;
    }

    /// <summary>The variance of the next layer's correlation: what comes from this one's, and what the mean over its units adds.</summary>
    public double NextSpread(double sigmaW2, double spread, LayerScatter left, LayerScatter right, LayerScatter nextLeft, LayerScatter nextRight)
    {
        double scale = Math.Sqrt(nextLeft.Limit * nextRight.Limit);
        double slope = sigmaW2 * SlopeProduct * Math.Sqrt(left.Moments.SlopeSecond * right.Moments.SlopeSecond * left.Limit * right.Limit) / scale;
        (double one, double other) = (nextLeft.WeightShare, nextRight.WeightShare);
        double both = Math.Sqrt(one * other);
        double mean = Product / Math.Sqrt(left.Moments.Second * right.Moments.Second);
        double correlation = Math.Clamp(both * mean + Math.Sqrt((1 - one) * (1 - other)), -1, 1);

        // The correlation is E φ₁φ₂ over the roots of both squares, so its own noise is that of φ₁φ₂ less half of c times that of φ₁² and φ₂².
        double joint = Covariance * left.Units + 1;
        double noise = one * other * (joint - mean * mean)
            + 0.25 * correlation * correlation * (one * one * (left.Moments.Fourth - 1) + other * other * (right.Moments.Fourth - 1) + 2 * one * other * (joint - 1))
            - correlation * both * (one * (Cubes.Left - mean) + other * (Cubes.Right - mean));
        double angle = 1 - SquaredCorrelation;
        double fixedPart = left.IsSphere ? slope * slope * angle * angle : 0;
        return Math.Min(0.25, slope * slope * spread + Math.Max(0, noise - fixedPart) / left.Units);
    }

    private static SampleMoments At(LayerSeries left, LayerSeries right, double c)
    {
        (WidthMoments one, WidthMoments other) = (left.Scatter.Moments, right.Scatter.Moments);
        double units = left.Scatter.Units;
        bool isSphere = left.Scatter.IsSphere;
        double Relative(HermiteSeries first, HermiteSeries second, double scale, bool isSame) =>
            ((first.Product(second, c, isSame) - (isSphere ? first.Quadratic(second, c) : 0)) / scale - 1) / units;

        double power = one.Second * other.Second;
        double steepness = one.SlopeSecond * other.SlopeSecond;
        return new()
        {
            SquaredCorrelation = c * c,
            Product = left.Value.Product(right.Value, c, isSame: true),
            SlopeProduct = left.Slope.Product(right.Slope, c, isSame: true) / Math.Sqrt(steepness),
            SlopeJoint = left.SlopeSquare.Product(right.SlopeSquare, c, isSame: true) / steepness,
            Covariance = Relative(left.Square, right.Square, power, isSame: true),
            SlopeCovariance = Relative(left.SlopeSquare, right.SlopeSquare, steepness, isSame: true),
            SlopeWithLeft = Relative(left.Square, right.SlopeSquare, one.Second * other.SlopeSecond, isSame: false),
            SlopeWithRight = Relative(left.SlopeSquare, right.Square, one.SlopeSecond * other.Second, isSame: false),
            Cubes = (left.Cube.Product(right.Value, c, isSame: false) / (one.Second * Math.Sqrt(power)), left.Value.Product(right.Cube, c, isSame: false) / (other.Second * Math.Sqrt(power))),
        };
    }

    private SampleMoments Plus(SampleMoments other, double weight) => new()
    {
        SquaredCorrelation = SquaredCorrelation + weight * other.SquaredCorrelation,
        Product = Product + weight * other.Product,
        SlopeProduct = SlopeProduct + weight * other.SlopeProduct,
        SlopeJoint = SlopeJoint + weight * other.SlopeJoint,
        Covariance = Covariance + weight * other.Covariance,
        SlopeCovariance = SlopeCovariance + weight * other.SlopeCovariance,
        SlopeWithLeft = SlopeWithLeft + weight * other.SlopeWithLeft,
        SlopeWithRight = SlopeWithRight + weight * other.SlopeWithRight,
        Cubes = (Cubes.Left + weight * other.Cubes.Left, Cubes.Right + weight * other.Cubes.Right),
    };
}
