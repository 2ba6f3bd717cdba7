using System.Collections.Immutable;
using Evenkeel.Calibration;
using Evenkeel.Data;
using Evenkeel.Diagnosis;
using Evenkeel.Experiments;
using Evenkeel.Graphs;
using Evenkeel.Networks;
using Evenkeel.Numerics;
using Evenkeel.Probing;
using Evenkeel.Randomness;
using Evenkeel.Tests.Training;

namespace Evenkeel.Tests.Probing;

/// <summary>What readings and rules make of residual networks.</summary>
public class ResidualProbeTests
{
    private static readonly ArrayDataSet Data = TrainedNet.Classes("data", 32, 6, 4);

    [Fact]
    public void Read_GivesTheBranchAsZ_AndTheStreamAsA()
    {
        Network network = Residual(branches: 2, activation: "tanh");
        ParameterStore parameters = Starts.Parse("xavier").Create(network, new NativeGenerator(1), Data, [0], Workers.One).Parameters;
        Probe probe = new(network, parameters, 32, Workers.One);

        NetworkReading reading = probe.Read(Data, [.. Enumerable.Range(0, 32)], Readings.All);

        float[] stream = probe.Plan.Value(network.Layers[2].Activation).ToArray(), branch = probe.Plan.Value(network.Layers[4].PreActivation).ToArray();
        float[] sum = [.. stream.Zip(branch, (x, z) => x + z)];
        reading.Layers[4].Activations.ShouldBe(Moments.Of(sum));
        reading.Layers[4].PreActivations.ShouldBe(Moments.Of(branch));
        reading.Layers.Where((_, i) => network.Layers[i].IsBranchEnd).ShouldAllBe(layer => layer.Saturated == 0 && layer.Dead == 0);

        // ∂C/∂z of a branch end is ∂C/∂a of the sum to the last bit: the sum passes gradients on as they are.
        reading.Layers[4].PreActivationGradients.ShouldBe(reading.Layers[4].Gradients);
    }

    [Fact]
    public void Rules_FindNoFaultInFixup()
    {
        (NetworkReading reading, ImmutableArray<Finding> findings) = Examined("fixup", branches: 30);

        findings.Where(finding => finding.Severity > Severity.Info).Select(finding => $"{finding.Code} {finding.Message}").ShouldBeEmpty();
        findings.Single(finding => finding.Code == "EK113").Message.ShouldContain("as Fixup means it");
        findings.ShouldNotContain(finding => finding.Code == "EK110");
        reading.Layers.ShouldAllBe(layer => layer.Symmetric == 0);
        reading.Layers[^1].Activations.ShouldBe(reading.Layers[0].Activations);
    }

    [Fact]
    public void Rules_AdviseFixup_WhereBranchesMakeTheSignalGrow()
    {
        // 3^12 is 730² of the second moment.
        (_, ImmutableArray<Finding> findings) = Examined("he-normal", branches: 12);

        Finding grows = findings.Single(finding => finding.Code == "EK103");
        grows.Advice.ShouldBe("Start with fixup-network, with which every residual branch begins as 0 and no depth makes the signal grow.");
        grows.Fixes.Single(fix => fix.Framework == "PyTorch").Code.Split('\n')[1].ShouldBe("for layer, scale, offset in zip(layers, [2] + [0.1667, 0] * 12 + [0], [0] * 26):");
        grows.Fixes.Single(fix => fix.Framework == "C#").Code.ShouldBe("IStart start = Starts.Parse(\"fixup-network\");");
    }

    [Fact]
    public void Rules_NameASilentLayerThatIsNoBranchsMeaning()
    {
        // All branches are 0 and the output layer is not: the ends move at the first step, and no layer is stuck.
        Network network = Residual(branches: 3, activation: "relu");
        ParameterStore parameters = Starts.Parse("branch-scaled(factor=0)").Create(network, new NativeGenerator(2), Data, [0], Workers.One).Parameters;
        NetworkReading reading = Read(network, parameters);

        Rules.Examine(new(network, reading)).ShouldNotContain(finding => finding.Code == "EK110" || finding.Code == "EK101");

        // A dead first layer leaves nothing for any of them.
        parameters[network.Layers[0].Weight].Clear();
        Rules.Examine(new(network, Read(network, parameters))).ShouldContain(finding => finding.Severity == Severity.Error);
    }

    [Fact]
    public void Probing_SaysThatTheoryIsForPlainStacks()
    {
        ComparisonSpec spec = new() { Network = Spec(4, "relu"), Schemes = ["he-normal", "fixup"], Training = new() { Batch = 16, Epochs = 1 } };

        ProbeResult result = new ProbeExperiment(spec, new(Data, Data), new()).Run(threads: 1);

        result.Starts.Length.ShouldBe(2);
        result.Starts.ShouldAllBe(start => start.Prediction == null && start.NoTheory == "The network has residual branches, and this prediction is for plain stacks.");
    }

    private static (NetworkReading Reading, ImmutableArray<Finding> Findings) Examined(string start, int branches)
    {
        Network network = Residual(branches, "relu");
        IStart rule = Starts.Parse(start);
        ParameterStore parameters = rule.Create(network, new NativeGenerator(4), Data, [0], Workers.One).Parameters;
        NetworkReading reading = Read(network, parameters);
        Evidence evidence = new(network, reading) { Initializer = rule.Initializer, LearningRate = 0.1, Optimizer = "sgd" };
        return (reading, Rules.Examine(evidence.WithTheory(rule.PathOf(network) ?? network.SignalPath(parameters))));
    }

    private static NetworkReading Read(Network network, ParameterStore parameters) =>
        new Probe(network, parameters, 32, Workers.One).Read(Data, [.. Enumerable.Range(0, 32)], Readings.All & ~Readings.Histograms);

    private static Network Residual(int branches, string activation) => Network.For(Spec(branches, activation), Data);

    private static NetworkSpec Spec(int branches, string activation) => new() { Hidden = [.. Enumerable.Repeat(40, 1 + 2 * branches)], Branch = 2, Activation = activation };
}
