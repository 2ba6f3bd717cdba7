using Evenkeel.Functions;
using Evenkeel.MeanField;
using Evenkeel.MeanField.Blocks;

namespace Evenkeel.Tests.MeanField.Blocks;

public class ResidualMapTests
{
    private static ResidualBranch Relu(int layers, bool activatesFirst, int width = 64) => ResidualBranch.Of(Activations.Relu, width, layers, 2, activatesFirst);

    // x + W·relu(x): He keeps E (W relu x)² = E x², so h doubles. x + W₂·relu(W₁·x): W₁ doubles first, relu halves, W₂ doubles; h triples.
    [Theory]
    [InlineData(1, true, 2)]
    [InlineData(2, false, 3)]
    [InlineData(2, true, 2)]
    public void Follow_GrowsReluBlocksByTheirClosedForm(int layers, bool activatesFirst, double growth)
    {
        ResidualGrowth followed = new ResidualMap(Relu(layers, activatesFirst)).Follow(0.7, 10);

        followed.Forward.ShouldBe(Math.Pow(growth, 10), 1e-9 * Math.Pow(growth, 10));
        followed.Backward.ShouldBe(Math.Pow(growth, 10), 1e-9 * Math.Pow(growth, 10));
    }

    [Theory]
    [InlineData(10)]
    [InlineData(1000)]
    public void Follow_StaysBelowESquaredWithTheRootOfTheDepth(int blocks)
    {
        ResidualGrowth followed = new ResidualMap(Relu(2, false), 1 / Math.Sqrt(blocks)).Follow(1, blocks);

        followed.Forward.ShouldBe(Math.Pow(1 + 2.0 / blocks, blocks), 1e-9);
        followed.Forward.ShouldBeLessThan(Math.E * Math.E);
        followed.Backward.ShouldBe(followed.Forward, 1e-9);
    }

    [Fact]
    public void Follow_KeepsEverythingThroughFixupAndSkipInit()
    {
        foreach (ResidualMap map in (ResidualMap[])[new(Relu(2, false).Fixup(100)), new(Relu(2, false), 0)])
        {
            ResidualGrowth followed = map.Follow(1.3, 100);

            followed.Forward.ShouldBe(1);
            followed.Backward.ShouldBe(1);
            map.NextCorrelation(1, 0.4).ShouldBe(0.4, 1e-15);
        }
    }

    // m = 2: L^(−1/2) on weights, so 1/L on their variance; m = 3: L^(−1/4), 1/√L.
    [Theory]
    [InlineData(2, 100, 0.01)]
    [InlineData(3, 100, 0.1)]
    public void Fixup_ScalesTheOtherLayers(int layers, int blocks, double factor)
    {
        ResidualBranch branch = Relu(layers, false).Fixup(blocks);

        branch.Layers[0].SigmaW2.ShouldBe(2 * factor, 1e-12);
        branch.Layers[^1].WeightVariance.ShouldBe(0);
    }

    // Normalized before, a branch adds 1 a block: h = 1, 2, 3, …, and a gradient grows (1 + 1/h): the product telescopes to L + 1.
    [Fact]
    public void Follow_GrowsLinearlyWhereTheBranchIsNormalized()
    {
        ResidualGrowth followed = new ResidualMap(ResidualBranch.Of(Activations.Relu, 64, 1, 2, activatesFirst: true), 1, BlockNormalization.Before).Follow(1, 20);

        followed.Signal[^1].ShouldBe(21, 1e-9);
        followed.Backward.ShouldBe(21, 1e-9);
    }

    [Fact]
    public void Follow_KeepsReluWhereTheSumIsNormalized()
    {
        ResidualGrowth followed = new ResidualMap(Relu(2, false), 0.5, BlockNormalization.After).Follow(1, 20);

        followed.Forward.ShouldBe(1);
        followed.Backward.ShouldBe(1, 1e-9);
    }

    // tanh against a Gauss–Hermite-free double sum: K by the half-offset trapezoid rule over both numbers.
    [Fact]
    public void NextCorrelation_AgreesWithATwoDimensionalSum()
    {
        const double Step = 0.05;
        double pair = 0;
        double c = 0.3;
        for (double a = -8 + Step / 2; a < 8; a += Step)
        {
            for (double b = -8 + Step / 2; b < 8; b += Step)
            {
                pair += Math.Tanh(a) * Math.Tanh(c * a + Math.Sqrt(1 - c * c) * b) * Math.Exp(-(a * a + b * b) / 2) * Step * Step / (2 * Math.PI);
            }
        }

        ResidualMap map = new(ResidualBranch.Of(Activations.Tanh, 32, 1, 1.7, activatesFirst: true), 0.8);
        double own = ActivationMoments.Of(Activations.Tanh).SecondMoment;

        map.NextCorrelation(1, c).ShouldBe((c + 0.64 * 1.7 * pair) / (1 + 0.64 * 1.7 * own), 1e-9);
    }

    // 40 nets of 8 blocks, width 100: one block's growth scatters by about √(8·…/100) a net; the mean of 40 nets has a standard error of about 6 %.
    [Theory]
    [InlineData("relu", 1.0)]
    [InlineData("tanh", 1.0)]
    [InlineData("relu", 0.35)]
    public void Follow_AgreesWithSimulatedBlocks(string name, double scale)
    {
        const int Width = 100, Blocks = 8, Nets = 40;
        Activation activation = Activations.Parse(name);
        ResidualMap map = new(ResidualBranch.Of(activation, Width, 2, 2, activatesFirst: false), scale);
        ResidualGrowth predicted = map.Follow(1, Blocks);

        double[] forward = new double[Nets];
        double[] backward = new double[Nets];
        Random random = new(7);
        for (int net = 0; net < Nets; net++)
        {
            (forward[net], backward[net]) = Simulate(activation, Width, Blocks, scale, random);
        }

        ShouldAgree(forward, predicted.Forward);
        ShouldAgree(backward, predicted.Backward);
    }

    /// <summary>Within four standard errors of the mean, and 5 % for what is of order 1/n.</summary>
    private static void ShouldAgree(double[] measured, double predicted)
    {
        double mean = measured.Average();
        double error = Math.Sqrt(measured.Sum(value => (value - mean) * (value - mean)) / measured.Length / (measured.Length - 1));
        mean.ShouldBe(predicted, 4 * error + 0.05 * predicted);
        error.ShouldBeLessThan(0.2 * predicted);
    }

    private static (double Forward, double Backward) Simulate(Activation activation, int width, int blocks, double scale, Random random)
    {
        double[][] first = [.. Enumerable.Range(0, blocks).Select(_ => Matrix(width, Math.Sqrt(2.0 / width), random))];
        double[][] second = [.. Enumerable.Range(0, blocks).Select(_ => Matrix(width, Math.Sqrt(2.0 / width), random))];
        double[] x = Matrix(1, width, 1, random);
        double start = Square(x);
        double[][] between = new double[blocks][];
        for (int block = 0; block < blocks; block++)
        {
            between[block] = Multiply(first[block], x, false);
            double[] added = Multiply(second[block], [.. between[block].Select(activation.Value)], false);
            x = [.. x.Zip(added, (a, b) => a + scale * b)];
        }

        double[] g = Matrix(1, width, 1, random);
        double startOfGradient = Square(g);
        for (int block = blocks - 1; block >= 0; block--)
        {
            double[] inside = [.. Multiply(second[block], g, true).Zip(between[block], (a, z) => a * activation.Slope(z))];
            g = [.. g.Zip(Multiply(first[block], inside, true), (a, b) => a + scale * b)];
        }

        return (Square(x) / start, Square(g) / startOfGradient);
    }

    private static double Square(double[] x) => x.Sum(value => value * value);

    private static double[] Matrix(int width, double deviation, Random random) => Matrix(width, width, deviation, random);

    private static double[] Matrix(int rows, int columns, double deviation, Random random)
    {
        double[] values = new double[rows * columns];
        for (int i = 0; i < values.Length; i++)
        {
            values[i] = deviation * Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());
        }

        return values;
    }

    private static double[] Multiply(double[] matrix, double[] x, bool transposed)
    {
        int n = x.Length;
        double[] result = new double[n];
        for (int i = 0; i < n; i++)
        {
            for (int j = 0; j < n; j++)
            {
                result[i] += (transposed ? matrix[j * n + i] : matrix[i * n + j]) * x[j];
            }
        }

        return result;
    }

    [Fact]
    public void Map_RefusesABranchWhoseEndsDiffer()
    {
        ResidualBranch branch = new(Activations.Relu, [new() { FanIn = 4, FanOut = 6, WeightVariance = 1 }], true);

        Should.Throw<ArgumentException>(() => new ResidualMap(branch)).Message.ShouldStartWith("The branch takes 4 inputs and has 6 outputs; to be added to its input it needs as many.");
    }
}
