using Evenkeel.Data;
using Evenkeel.Graphs;
using Evenkeel.Networks;
using Evenkeel.Numerics;
using Evenkeel.Tests.Training;
using Evenkeel.Training;

namespace Evenkeel.Tests.Graphs;

/// <summary>What a plan that fuses does not keep.</summary>
public class FusionMemoryTests
{
    public static TheoryData<string> NetNames => [.. TableNet.All.Select(net => net.Name)];

    [Fact]
    public void FusedStack_KeepsOneValueALayerAndOneGradientInAll()
    {
        const int batch = 16, width = 32, outputs = 16, layers = 5;
        FusionNet net = FusionNet.Stack("tanh", batch, [width, .. Enumerable.Repeat(width, layers), outputs]);

        Plan fused = new(net.Graph, net.Start(), new() { BatchSize = batch });
        Plan separate = new(net.Graph, net.Start(), new() { BatchSize = batch, Fuse = false });

        // Data and activations; the gradient of one of them, whose place the outputs have until it comes; the outputs' gradient;
        // targets, losses and their gradient.
        fused.WorkspaceLength.ShouldBe((layers + 2) * batch * width + batch * outputs + 3 * batch);

        // Separate, tanh has its pre-activation beside it while it is computed, and the two gradients likewise.
        separate.WorkspaceLength.ShouldBeGreaterThan(fused.WorkspaceLength);
    }

    [Fact]
    public void FusedStack_WhoseSlopeNeedsThePreActivation_KeepsIt()
    {
        const int batch = 16, width = 32, layers = 5;
        FusionNet tanh = FusionNet.Stack("tanh", batch, [width, .. Enumerable.Repeat(width, layers), 16]);
        FusionNet gelu = FusionNet.Stack("gelu", batch, [width, .. Enumerable.Repeat(width, layers), 16]);

        Plan lean = new(tanh.Graph, tanh.Start(), new() { BatchSize = batch });
        Plan full = new(gelu.Graph, gelu.Start(), new() { BatchSize = batch });

        (full.WorkspaceLength - lean.WorkspaceLength).ShouldBe(layers * batch * width);
    }

    [Theory]
    [MemberData(nameof(NetNames))]
    public void Training_TakesAtMostThreeTenthsMoreThanWeightsAndActivations(string name)
    {
        TableNet net = TableNet.Find(name);
        ArrayDataSet data = net.Samples();
        Network network = net.Build(data);

        // A thread of its own, whose scratch memory is counted too.
        long bytes = 0;
        Thread run = new(() =>
        {
            long before = GC.GetAllocatedBytesForCurrentThread();
            Trainer trainer = new(network, new(network.Graph), data, net.Train("sgd", 2), 0, Workers.One);
            trainer.Steps().Count().ShouldBe(2);
            bytes = GC.GetAllocatedBytesForCurrentThread() - before;
        });
        run.Start();
        run.Join();

        // Biases alone keep their gradients. Objects that lead to the numbers are not counted, nor what is small beside any net but one of
        // two layers of nine units, where the gradient of a layer is a large share of it all: 64 KB.
        long kept = net.ParameterCount + net.BiasCount + net.ActivationCount;
        (bytes / sizeof(float)).ShouldBeLessThan((long)(1.3 * kept) + 16 * 1024);
    }
}
