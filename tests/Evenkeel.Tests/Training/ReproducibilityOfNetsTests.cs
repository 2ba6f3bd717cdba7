using Evenkeel.Numerics;
using Evenkeel.Tests.Numerics;
using Evenkeel.Tests.Oracle;

namespace Evenkeel.Tests.Training;

/// <summary>A hundred steps leave the same weights, whoever takes them.</summary>
[Collection("kernel width")]
public class ReproducibilityOfNetsTests
{
    public static TheoryData<string> Names => [.. HashedNet.All.Select(net => net.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public void Weights_AreTheSameForEveryNumberOfThreadsAndEveryWidth(string name)
    {
        HashedNet net = HashedNet.All.Single(net => net.Name == name);
        string expected = net.Train(Workers.One);

        foreach (int threads in (int[])[1, 2, 5])
        {
            using Workers workers = new(threads);
            foreach (int lanes in WidthScope.All)
            {
                using WidthScope scope = new(lanes);
                net.Train(workers).ShouldBe(expected, $"{threads} threads, {lanes} lanes");
            }
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Weights_AreTheSameWhenAProbeReadsBetweenTheSteps(string name)
    {
        HashedNet net = HashedNet.All.Single(net => net.Name == name);
        using Workers workers = new(2);

        net.Train(workers, probed: true).ShouldBe(net.Train(workers));
    }

    [Fact]
    public void Weights_DifferWhereTheNetDoes()
    {
        HashedNet net = HashedNet.All[0];
        HashedNet other = net with { Training = net.Training with { LearningRate = net.Training.LearningRate * 1.001 } };

        other.Train(Workers.One).ShouldNotBe(net.Train(Workers.One));
    }
}
