using Evenkeel.Data;
using Evenkeel.Initialization;
using Evenkeel.Networks;
using Evenkeel.Numerics;
using Evenkeel.Probing;

namespace Evenkeel.Tests.Probing;

/// <summary>A network of zero weights knows nothing, so where the target is centred or a class its loss is the expected one.</summary>
public class IgnorantLossTests
{
    [Theory]
    [InlineData(LossKind.CrossEntropy, 0, 1.0986122886681098)]
    [InlineData(LossKind.Hinge, 0, 2.0 / 3)]
    [InlineData(LossKind.CrossEntropy, 3, 1.0986122886681098)]
    public void ClassesOfZeroWeights_HaveTheExpectedLoss(LossKind loss, int outputs, double expected)
    {
        NetworkReading reading = Read(new() { Hidden = [4], Loss = loss, Outputs = outputs }, ["a", "b", "c"], [0, 1, 2, 0, 1, 1]);

        reading.ExpectedLoss!.Value.ShouldBe(expected, 1e-15);
        reading.Loss.ShouldBe(expected, 2e-7);
    }

    [Theory]
    [InlineData(LossKind.CrossEntropy, 0, 0.6931471805599453)]
    [InlineData(LossKind.CrossEntropy, 2, 0.6931471805599453)]
    [InlineData(LossKind.Hinge, 0, 1)]
    [InlineData(LossKind.Hinge, 2, 0.5)]
    public void TwoClassesOfZeroWeights_HaveTheExpectedLoss(LossKind loss, int outputs, double expected)
    {
        NetworkReading reading = Read(new() { Hidden = [4], Loss = loss, Outputs = outputs }, ["a", "b"], [0, 1, 1, 0, 1, 1]);

        reading.ExpectedLoss!.Value.ShouldBe(expected, 1e-15);
        reading.Loss.ShouldBe(expected, 2e-7);
    }

    [Fact]
    public void CentredNumbersOfZeroWeights_LoseTheirVariance()
    {
        NetworkReading reading = Read(new() { Hidden = [4], Loss = LossKind.MeanSquaredError }, [], [1, -2, -1, 2, 3, 0, -3, 0]);

        // Two outputs: (1 + 1 + 9 + 9)/4 and (4 + 4)/4, their mean.
        reading.ExpectedLoss!.Value.ShouldBe(3.5, 1e-15);
        reading.Loss.ShouldBe(3.5, 1e-6);
    }

    [Theory]
    [InlineData(0, 2.0 / 9)]
    [InlineData(2, 2.0 / 9)]
    public void ClassesAsNumbers_HaveTheVarianceOfZerosAndOnes(int outputs, double expected)
    {
        // A third of the samples are of class 0: p(1 − p) = 2/9, for each of one or two outputs.
        NetworkReading reading = Read(new() { Hidden = [4], Loss = LossKind.MeanSquaredError, Outputs = outputs }, ["a", "b"], [0, 1, 1, 0, 1, 1]);

        reading.ExpectedLoss!.Value.ShouldBe(expected, 1e-15);
    }

    private static NetworkReading Read(NetworkSpec spec, string[] classes, float[] targets)
    {
        int samples = classes.Length > 0 ? targets.Length : targets.Length / 2;
        float[] x = new float[3 * samples];
        Draw.Normal(x, 1, 0, 1);
        ArrayDataSet data = new("noise", new(3), classes, x, targets);
        Network network = Network.For(spec, data);
        return new Probe(network, network.Initialize(Initializers.Zero, 0), samples, Workers.One).Read(data, [.. Enumerable.Range(0, samples)], Readings.Moments);
    }
}
