using Evenkeel.Numerics;

namespace Evenkeel.MeanField.Integrals;

/// <summary>The moments of an activation at many variances, evenly spaced in ln q, and between them by polynomials of degree 5.</summary>
internal sealed class MomentTable
{
    /// <summary>How many variances there are to each power of ten; six of them give what lies between within 10⁻⁸ of its size.</summary>
    private const int PerPowerOfTen = 48;

    private const int PowersBelowOne = 10;
    private const int PowersAboveOne = 6;

    public MomentTable(ActivationPanels panels)
    {
        int count = (PowersBelowOne + PowersAboveOne) * PerPowerOfTen + 1;
        List<LineMoments> moments = new(count);
        List<double> variances = new(count);
        for (int i = 0; i < count; i++)
        {
            double q = i == One ? 1 : Elementary.Exp((i - One) * Step);
            try
            {
                moments.Add(LineMoments.Of(panels, q));
            }
            catch (QuadratureException) when (i > One)
            {
                break;
            }

            variances.Add(q);
        }

        Q = [.. variances];
        Power = [.. moments.Select(moment => moment.Power)];
        PowerSlope = [.. moments.Select(moment => moment.PowerSlope)];
        SlopePower = [.. moments.Select(moment => moment.SlopePower)];
    }

    /// <summary>The place of q = 1.</summary>
    public static int One => PowersBelowOne * PerPowerOfTen;

    /// <summary>The distance of neighbours in ln q.</summary>
    public static double Step { get; } = Elementary.Log(10) / PerPowerOfTen;

    public double[] Q { get; }

    public double[] Power { get; }

    public double[] PowerSlope { get; }

    public double[] SlopePower { get; }

    /// <summary>A column at a place between its entries, counted from 0.</summary>
    public static double At(ReadOnlySpan<double> column, double place)
    {
        int first = Math.Clamp((int)Math.Floor(place) - 2, 0, Math.Max(0, column.Length - Points));
        Span<double> weights = stackalloc double[Points];
        Weigh(place - first, weights);
        double sum = 0;
        for (int i = 0; i < Points && first + i < column.Length; i++)
        {
            sum += weights[i] * column[first + i];
        }

        return sum;
    }

    /// <summary>Lagrange's weights for the points 0…5.</summary>
    public static void Weigh(double at, Span<double> weights)
    {
        for (int i = 0; i < Points; i++)
        {
            double weight = 1;
            for (int j = 0; j < Points; j++)
            {
                weight *= j == i ? 1 : (at - j) / (i - j);
            }

            weights[i] = weight;
        }
    }

    public const int Points = 6;
}
