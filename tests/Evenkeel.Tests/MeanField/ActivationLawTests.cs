using System.Collections.Immutable;
using Evenkeel.Functions;
using Evenkeel.MeanField;
using Evenkeel.Numerics;

namespace Evenkeel.Tests.MeanField;

public class ActivationLawTests
{
    /// <summary>What the cells of z are promised to leave.</summary>
    private const double Tolerance = 1e-5;

    private static readonly HistogramAxis Article = new(HistogramScale.Linear, -1.2, 1.2, 200);

    [Theory]
    [InlineData(0.01)]
    [InlineData(1)]
    [InlineData(7)]
    [InlineData(300)]
    public void Shares_OfTanhAreThoseOfItsInverse(double q)
    {
        ImmutableArray<double> shares = ActivationLaw.Shares(Activations.Tanh, q, Article);

        for (int bin = 0; bin < Article.Bins; bin++)
        {
            (double low, double high) = (Inverse(-1.2 + 0.012 * bin), Inverse(-1.2 + 0.012 * (bin + 1)));
            double expected = high > low ? StandardNormal.Mass(low / Math.Sqrt(q), high / Math.Sqrt(q)) : 0;
            shares[bin].ShouldBe(expected, Tolerance, $"bin {bin}");
        }

        static double Inverse(double a) => a <= -1 ? double.NegativeInfinity : a >= 1 ? double.PositiveInfinity : Math.Atanh(a);
    }

    [Fact]
    public void Shares_OfReluPutOneHalfAtZeroAndTheRestAsTheNormalLawHasThem()
    {
        HistogramAxis axis = new(HistogramScale.Linear, -0.5, 4.5, 50);

        ImmutableArray<double> shares = ActivationLaw.Shares(Activations.Relu, 2, axis);

        shares.Take(5).ShouldAllBe(share => share == 0);
        shares[5].ShouldBe(0.5 + StandardNormal.Mass(0, 0.1 / Math.Sqrt(2)), Tolerance);
        for (int bin = 6; bin < 50; bin++)
        {
            shares[bin].ShouldBe(StandardNormal.Mass(0.1 * (bin - 5) / Math.Sqrt(2), 0.1 * (bin - 4) / Math.Sqrt(2)), Tolerance);
        }
    }

    [Fact]
    public void Shares_OfAFunctionThatTurnsBackCountBothBranches()
    {
        HistogramAxis axis = new(HistogramScale.Linear, 0, 9, 90);

        ImmutableArray<double> shares = ActivationLaw.Shares(Activations.Parse("x^2"), 1, axis);

        for (int bin = 0; bin < 90; bin++)
        {
            // χ² with one degree of freedom.
            shares[bin].ShouldBe(2 * StandardNormal.Mass(Math.Sqrt(0.1 * bin), Math.Sqrt(0.1 * (bin + 1))), Tolerance, $"bin {bin}");
        }
    }

    [Fact]
    public void Shares_OfEveryActivationMatchDraws()
    {
        float[] z = new float[200_000];
        Draw.Normal(z, 3, 0, 1.5);
        HistogramAxis axis = new(HistogramScale.Linear, -4.05, 3.95, 40);
        foreach (Activation activation in Activations.All)
        {
            float[] a = new float[z.Length];
            activation.Apply(z, a);
            Histogram drawn = Histogram.Of(a, axis);

            ImmutableArray<double> shares = ActivationLaw.Shares(activation, 2.25, axis);

            for (int bin = 0; bin < axis.Bins; bin++)
            {
                // Five standard errors of a share.
                double error = 5 * Math.Sqrt(shares[bin] * (1 - shares[bin]) / z.Length) + 2 * Tolerance;
                ((double)drawn.Counts[bin] / z.Length).ShouldBe(shares[bin], error, $"{activation} bin {bin}");
            }
        }
    }

    [Fact]
    public void Shares_WithoutASignalLieAtOnePoint() => ActivationLaw.Shares(Activations.Sigmoid, 0, new(HistogramScale.Linear, 0, 1, 10))[5].ShouldBe(1);

    [Fact]
    public void Shares_RefusesWhatIsNoSecondMoment() =>
        Should.Throw<ArgumentOutOfRangeException>(() => ActivationLaw.Shares(Activations.Tanh, double.PositiveInfinity, Article)).Message.ShouldStartWith("The second moment is Infinity; it must be finite and at least 0.");
}
