using Evenkeel.Graphs;
using Evenkeel.Networks;
using Evenkeel.Numerics;
using Evenkeel.Tests.Numerics;
using Evenkeel.Tests.Training;
using Evenkeel.Training;

namespace Evenkeel.Tests.Networks;

[Collection("kernel width")]
public class ResidualAtEveryWidthTests
{
    [Theory]
    [InlineData("relu", "sgd")]
    [InlineData("gelu", "adam")]
    public void Training_GivesTheSameBits_ForAnyThreadsAndWidth(string activation, string optimizer)
    {
        NetworkSpec spec = new() { Hidden = [.. Enumerable.Repeat(37, 7)], Branch = 2, Activation = activation };
        TrainedNet net = new("residual", spec, TrainedNet.Classes("four", 30, 5, 4), new() { Batch = 7, LearningRate = 0.05 });
        using WidthScope scalar = new(1);
        (string expected, double loss) = Trained(net, optimizer, Workers.One);

        double.IsFinite(loss).ShouldBeTrue();
        foreach (int lanes in WidthScope.All)
        {
            using WidthScope scope = new(lanes);
            foreach (int threads in (int[])[1, 2, 3])
            {
                using Workers workers = new(threads);
                Trained(net, optimizer, workers).ShouldBe((expected, loss), $"{lanes} lanes, {threads} threads");
            }
        }
    }

    private static (string Parameters, double Loss) Trained(TrainedNet net, string optimizer, Workers workers)
    {
        (Trainer trainer, ParameterStore parameters) = net.Prepare(optimizer, steps: 5, workers);
        double loss = trainer.Steps().Last().Loss;
        return (TrainedNet.Fingerprint(parameters), loss);
    }
}
