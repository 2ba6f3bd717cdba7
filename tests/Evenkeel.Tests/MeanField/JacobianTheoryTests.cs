using System.Collections.Immutable;
using Evenkeel.Functions;
using Evenkeel.MeanField;
using Evenkeel.Numerics;

namespace Evenkeel.Tests.MeanField;

public class JacobianTheoryTests
{
    // Pennington's rows at L = 50, and what 8 nets of width 400 show: within 3 standard errors plus 5 % of the infinitely wide prediction.
    [Theory]
    [InlineData("linear", false, 1, 0, 1, 50)]
    [InlineData("relu", false, 2, 0, 1, 100)]
    [InlineData("relu", true, 2, 0, 1, 50)]
    [InlineData("tanh", false, 1.760955, 0.05, 0.570048, 67.1)]
    [InlineData("tanh", true, 1.760955, 0.05, 0.570048, 17.1)]
    [InlineData("tanh", true, 1.049912, 2e-5, 0.025874, 0.2127)]
    public void Predict_GivesPenningtonsRowsAndNetsShowThem(string function, bool isOrthogonal, double sigmaW2, double sigmaB2, double q, double published)
    {
        const int Nets = 8;
        Activation activation = Activations.Parse(function);
        JacobianPrediction prediction = JacobianTheory.Predict(Path(activation, 50, 400, sigmaW2, sigmaB2, isOrthogonal), (q - sigmaB2) / sigmaW2);
        JacobianNets nets = new(activation, sigmaW2, sigmaB2, isOrthogonal, 400, 50);

        double[] measured = [.. Enumerable.Range(0, Nets).Select(net => nets.Measure(q, Seed.FromInt64(net)).RelativeVariance)];

        // The reference prints three or four digits, and critical points to six.
        prediction.RelativeVariance.ShouldBe(published, 1e-3 * published);
        prediction.Mean.ShouldBe(1, 2e-5);
        double mean = measured.Average();
        double error = Math.Sqrt(measured.Sum(value => (value - mean) * (value - mean)) / (Nets - 1) / Nets);
        mean.ShouldBe(prediction.RelativeVariance, 3 * error + 0.05 * prediction.RelativeVariance);
    }

    [Fact]
    public void OrthogonalLinearNetsAreIsometric()
    {
        JacobianNets nets = new(Activations.Linear, 1, 0, isOrthogonal: true, 400, 50);

        nets.Measure(1, 1).RelativeVariance.ShouldBeLessThan(1e-6);
        JacobianTheory.Predict(Path(Activations.Linear, 50, 400, 1, 0, isOrthogonal: true), 1).RelativeVariance.ShouldBe(0, 1e-12);
    }

    // Ratios of expectations need many nets, not large ones: 4 layers of 12, 20, 7 and 15 units, 40,000 of each, simulated with matrices written out.
    [Fact]
    public void FiniteVariance_IsExactForLinearNets()
    {
        int[] widths = [9, 12, 20, 7, 15];
        SignalPath path = new(Activations.Linear, [.. Enumerable.Range(1, 4).Select(l => new SignalLayer { FanIn = widths[l - 1], FanOut = widths[l], WeightVariance = 1.0 / widths[l] }), new() { FanIn = 15, FanOut = 1, WeightVariance = 1 }]);
        (double squares, double squaredTraces) = (0, 0);
        for (int net = 0; net < 40000; net++)
        {
            float[] product = new float[81];
            for (int i = 0; i < 9; i++)
            {
                product[10 * i] = 1;
            }

            for (int l = 1; l < widths.Length; l++)
            {
                float[] weights = new float[widths[l] * widths[l - 1]];
                float[] next = new float[widths[l] * 9];
                Draw.Normal(weights, Seed.FromInt64(net).For(l), 0, Math.Sqrt(1.0 / widths[l]));
                MatrixProduct.Multiply(weights, product, next, widths[l], 9, widths[l - 1], accumulate: false, Workers.One);
                product = next;
            }

            float[] gram = new float[81];
            MatrixProduct.MultiplyTransposedLeft(product, product, gram, 9, 9, 15, accumulate: false, Workers.One);
            double trace = Enumerable.Range(0, 9).Sum(i => (double)gram[10 * i]);
            squares += gram.Sum(value => (double)value * value);
            squaredTraces += trace * trace;
        }

        double measured = 9 * squares / squaredTraces - 1;

        // One net's two traces scatter by about twice their size, and their ratio less: 2 % is three standard errors of 40,000.
        JacobianTheory.Predict(path, 1).FiniteVariance.ShouldBe(measured, 0.02 * measured);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(10)]
    [InlineData(100)]
    public void LargestSquare_OfLinearNets(int depth)
    {
        double expected = (depth + 1) * Math.Pow(1 + 1.0 / depth, depth);

        JacobianTheory.LargestSquare(1, 1, depth, isOrthogonal: false).ShouldBe(expected, 1e-12 * expected);
    }

    [Fact]
    public void LargestSquare_OfOpenUnitsIsThatOfItsTransform()
    {
        // One layer: relu halves keep p of a quarter circle's matrix, (1 + √p)² of Marchenko and Pastur; a rotation's lengths are never passed.
        JacobianTheory.LargestSquare(1, 0.5, 1, isOrthogonal: false).ShouldBe((1 + Math.Sqrt(0.5)) * (1 + Math.Sqrt(0.5)), 1e-12);
        JacobianTheory.LargestSquare(2, 0.5, 1, isOrthogonal: true).ShouldBe(2, 1e-12);
        JacobianTheory.LargestSquare(1, 1, 50, isOrthogonal: true).ShouldBe(1, 1e-12);
        JacobianTheory.LargestSquare(2, 0.5, 20, isOrthogonal: true).ShouldBeLessThan(Math.Pow(2, 20));
    }

    [Fact]
    public void ProductMoment_IsFussAndCatalans()
    {
        Enumerable.Range(0, 6).Select(k => JacobianTheory.ProductMoment(1, k)).ShouldBe([1, 1, 2, 5, 14, 42]);
        JacobianTheory.ProductMoment(2, 3).ShouldBe(12, 1e-12);
        JacobianTheory.ProductMoment(50, 2).ShouldBe(51, 1e-12);
    }

    private static SignalPath Path(Activation activation, int depth, int width, double sigmaW2, double sigmaB2, bool isOrthogonal)
    {
        SignalLayer layer = new() { FanIn = width, FanOut = width, WeightVariance = sigmaW2 / width, BiasVariance = sigmaB2, IsIndependent = !isOrthogonal, IsOrthogonal = isOrthogonal };
        return new(activation, [.. Enumerable.Repeat(layer, depth + 1)]);
    }
}
