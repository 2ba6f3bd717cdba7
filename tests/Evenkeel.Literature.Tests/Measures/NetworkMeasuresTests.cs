using System.Collections.Immutable;
using Evenkeel.Experiments.Studies;
using Evenkeel.Functions;
using Evenkeel.Literature.Measures;
using Evenkeel.MeanField;
using Evenkeel.Numerics;

namespace Evenkeel.Literature.Tests.Measures;

public class NetworkMeasuresTests
{
    private static Evidence Hands => new(RunSize.Quick, Study.Parse(MadeUp.Trials), [], Workers.One);

    /// <summary>One unit passes one half of the line; from the second layer on, a weight below 0 kills it: 1 − 2^(1 − l), within four binomial errors.</summary>
    [Fact]
    public void FirstDead_OneUnitADiesByTheSignOfItsWeights()
    {
        const int networks = 4000;
        int[] first = [.. Enumerable.Range(0, networks).Select(i => PiecewiseNet.FirstDead(1, 5, 0, 1, new Seed(7).For(i)).Constant)];

        first.ShouldAllBe(layer => layer >= 2);
        for (int layer = 2; layer <= 5; layer++)
        {
            double dead = 1 - Math.ScaleB(1, 1 - layer);
            (first.Count(at => at <= layer) / (double)networks).ShouldBe(dead, 4 * Math.Sqrt(dead * (1 - dead) / networks));
        }
    }

    /// <summary>A network followed between breakpoints is dead for all inputs no earlier than for the last of them.</summary>
    [Fact]
    public void FirstDead_IsNoEarlierThanForOneInput()
    {
        for (int i = 0; i < 300; i++)
        {
            (int constant, int deadAtEnd) = PiecewiseNet.FirstDead(3, 9, 2, 1.7, new Seed(8).For(i));

            deadAtEnd.ShouldBeLessThanOrEqualTo(constant);
        }
    }

    /// <summary>Sums of the exact law, within four standard errors of 1000 networks.</summary>
    [Fact]
    public void LogGrowth_FollowsTheExactLaw()
    {
        int[] widths = [30, 10, 20, 10];
        Sample sample = Sample.Of(Enumerable.Range(0, 1000).Select(i => RectifiedNet.LogGrowth(widths, new Seed(9).For(i))));

        sample.MeanDistance(widths.Sum(width => RectifiedLength.Of(width).Mean)).ShouldBeLessThan(4);
        sample.VarianceDistance(widths.Sum(width => RectifiedLength.Of(width).Variance)).ShouldBeLessThan(4);
    }

    /// <summary>The transform takes a circulant map apart: the same singular values to double rounding.</summary>
    [Fact]
    public void Values_AreThoseOfTheWholeMatrix()
    {
        CircularConvolution layer = new("variance-scaling", side: 4, channels: 3, taps: 3, depth: 1, seed: 10);

        double[] whole = layer.FirstLayerValues(Workers.One);

        layer.Values(Hands).ShouldBe(whole, 1e-13 * whole[0]);
    }

    /// <summary>An orthogonal map of channels at each pixel: float32 keeps lengths to about 1e-7 a layer.</summary>
    [Fact]
    public void Values_DeltaOrthogonal_AreAllOne() =>
        new CircularConvolution("delta-orthogonal", side: 5, channels: 6, taps: 3, depth: 20, seed: 11).Values(Hands).ShouldAllBe(value => Math.Abs(value - 1) < 5e-6);

    /// <summary>One linear layer of orthogonal weights stretches by σw alone.</summary>
    [Fact]
    public void JacobianValues_OrthogonalLayer_AreSigma() =>
        new JacobianSpectrum(Activations.Linear, true, 2.25, 0, 1).Values(40, 1, 12, Workers.One).ShouldAllBe(value => Math.Abs(value - 1.5) < 2e-6);

    /// <summary>Scaled to the critical point's q*, slopes keep the mean square of the Jacobian at 1: within a tenth at width 200 and 10 layers.</summary>
    [Fact]
    public void JacobianValues_AtTheFixedPoint_KeepTheirMeanSquare()
    {
        double[] values = new JacobianSpectrum(Activations.Tanh, true, 1.049912, 2e-5, 0.025874).Values(200, 10, 13, Workers.One);

        values.Average(value => value * value).ShouldBe(1, 0.1);
    }
}
