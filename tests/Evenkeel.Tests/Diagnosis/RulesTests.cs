using System.Collections.Immutable;
using Evenkeel.Data;
using Evenkeel.Diagnosis;
using Evenkeel.Initialization;
using Evenkeel.Networks;
using Evenkeel.Numerics;
using Evenkeel.Probing;

namespace Evenkeel.Tests.Diagnosis;

public class RulesTests
{
    [Theory]
    [InlineData("tanh")]
    [InlineData("linear")]
    public void Examine_FindsNothingInAHealthyNetwork(string activation) => Examine("xavier", activation).ShouldBeEmpty();

    [Fact]
    public void Examine_FindsConstantWeights()
    {
        Finding finding = Find("EK101", "constant(0.01)");

        finding.Severity.ShouldBe(Severity.Error);
        finding.Measured.ShouldBe(1);
        finding.Message.ShouldBe("100 of 100 units in layer 1 compute the same to the last bit, so they get the same gradient and never part");
    }

    [Fact]
    public void Examine_SaysThatZeroWeightsHaveNoGradient() =>
        Find("EK101", "zero").Message.ShouldBe("100 of 100 units in layer 1 compute the same to the last bit, and the gradient of every hidden weight is exactly 0");

    [Fact]
    public void Examine_FindsASignalThatVanishes()
    {
        Finding finding = Find("EK102", "xavier*0.01");

        // Three layers of a factor of √0.01 each; the widths of 100 leave a tenth of it to chance.
        finding.Measured.ShouldBe(1e-3, 2e-4);
        (finding.Severity, finding.Layer, finding.Limit).ShouldBe((Severity.Warning, 4, 0.002));
        finding.Message.ShouldBe(FormattableString.Invariant($"forward, the signal of the last hidden layer is 1/{1 / finding.Measured:#,0.#} of the first's"));
    }

    [Fact]
    public void Examine_FindsASignalThatExplodes()
    {
        Finding finding = Find("EK103", "he-normal*9", "relu");

        finding.Measured.ShouldBe(27, 9);
        (finding.Severity, finding.Layer, finding.Limit).ShouldBe((Severity.Info, 4, 10));
        finding.Message.ShouldBe(FormattableString.Invariant($"forward, the signal of the last hidden layer is {finding.Measured:0.#} times the first's"));
    }

    [Fact]
    public void Examine_FindsAGradientThatVanishes()
    {
        Finding finding = Find("EK104", "xavier*0.01");

        finding.Measured.ShouldBe(1e-3, 2e-4);
        (finding.Severity, finding.Layer, finding.Cause).ShouldBe((Severity.Info, 1, "EK102"));
        finding.Message.ShouldBe(FormattableString.Invariant($"backward, the gradient that reaches layer 1 is 1/{1 / finding.Measured:#,0.#} of the last hidden layer's"));
    }

    [Fact]
    public void Examine_FindsAGradientThatExplodes()
    {
        Finding finding = Find("EK105", "he-normal*100", "relu");

        finding.Measured.ShouldBeInRange(500, 2000);
        (finding.Severity, finding.Layer, finding.Cause).ShouldBe((Severity.Info, 1, "EK103"));
        finding.Message.ShouldContain(FormattableString.Invariant($"is {finding.Measured:#,0.#} times the last hidden layer's"));
    }

    [Fact]
    public void Examine_FindsSaturatedUnits()
    {
        Finding finding = Find("EK106", "normal");

        // z of layer 1 is N(0, 100·E[x²]), so |z| > 2.647 with a chance of 79 %; layer 2's inputs are near ±1, so nearly the same there.
        finding.Measured.ShouldBe(0.79, 0.03);
        finding.Severity.ShouldBe(Severity.Info);
        finding.Message.ShouldBe(FormattableString.Invariant($"{100 * finding.Measured:0} % of layer {finding.Layer} is saturated: tanh has less than 2 % of its steepest slope there"));
    }

    [Fact]
    public void Examine_FindsDeadUnits()
    {
        Finding finding = Find("EK107", "constant(-0.1)", "relu", positive: true);

        (finding.Measured, finding.Severity, finding.Layer).ShouldBe((1, Severity.Info, 1));
        finding.Message.ShouldBe("100 % of layer 1's units are dead: their slope is 0 on every sample of the batch");
    }

    [Fact]
    public void Examine_FindsALossFarAboveChance()
    {
        Finding finding = Find("EK108", "normal");

        finding.Limit.ShouldBe(1.5 * Math.Log(10), 1e-12);
        finding.Severity.ShouldBe(Severity.Info);
        finding.Message.ShouldBe(FormattableString.Invariant($"the first loss is {finding.Measured:0.00} where a network that knows nothing has 2.30"));
    }

    [Fact]
    public void Examine_WritesASmallLossWithTwoDigits()
    {
        (Network network, NetworkReading reading) = Read("xavier", "tanh", positive: false);

        Finding finding = Rules.Examine(new(network, reading with { Loss = 0.1234, ExpectedLoss = 0.00156 })).Single(one => one.Code == "EK108");

        finding.Message.ShouldBe("the first loss is 0.12 where a network that knows nothing has 0.0016");
    }

    [Fact]
    public void Examine_FindsDivergence()
    {
        (Network network, NetworkReading reading) = Read("xavier", "tanh", positive: false);

        Finding finding = Rules.Examine(new(network, reading, DivergedAt: 7)).ShouldHaveSingleItem();

        (finding.Code, finding.Severity, finding.Layer, finding.Measured).ShouldBe(("EK109", Severity.Error, null, 7));
        finding.Message.ShouldBe("the loss was no longer finite at step 7");
    }

    [Theory]
    [InlineData("normal", "tanh")]
    [InlineData("xavier*0.01", "tanh")]
    [InlineData("zero", "relu")]
    [InlineData("he-normal*100", "relu")]
    public void Examine_PutsTheMostSevereFirst(string scheme, string activation)
    {
        ImmutableArray<Finding> findings = Examine(scheme, activation);

        findings.Select(finding => finding.Severity).ShouldBeInOrder(SortDirection.Descending);
        findings.Select(finding => finding.Code).ShouldBeUnique();
        findings.ShouldAllBe(finding => finding.Advice.EndsWith('.') && !finding.Message.EndsWith('.'));
    }

    [Fact]
    public void Examine_EndsWhereTheSignalIsNotFinite()
    {
        ImmutableArray<Finding> findings = Examine("normal(1e20)", "relu");

        findings.ShouldAllBe(finding => !finding.Message.Contains("NaN", StringComparison.Ordinal));
    }

    [Fact]
    public void Examine_FindsNothingInAModelWithoutHiddenLayers()
    {
        ArrayDataSet data = Clouds(positive: false);
        Network network = Network.For(new(), data);
        NetworkReading reading = new Probe(network, network.Initialize(Initializers.Zero, 0), 10, Workers.One).Read(data, [0, 1], histograms: false);

        Rules.Examine(new(network, reading)).ShouldBeEmpty();
    }

    private static Finding Find(string code, string scheme, string activation = "tanh", bool positive = false) =>
        Examine(scheme, activation, positive).Where(finding => finding.Code == code).ShouldHaveSingleItem();

    private static ImmutableArray<Finding> Examine(string scheme, string activation, bool positive = false)
    {
        (Network network, NetworkReading reading) = Read(scheme, activation, positive);
        return Rules.Examine(new(network, reading));
    }

    private static (Network Network, NetworkReading Reading) Read(string scheme, string activation, bool positive)
    {
        ArrayDataSet data = Clouds(positive);
        Network network = Network.For(new() { Hidden = [100, 100, 100, 100], Activation = activation }, data);
        Probe probe = new(network, network.Initialize(Initializers.Parse(scheme), 6), data.Count, Workers.One);
        return (network, probe.Read(data, [.. Enumerable.Range(0, data.Count)], histograms: false));
    }

    /// <summary>200 samples of 100 normal inputs and ten classes without meaning.</summary>
    private static ArrayDataSet Clouds(bool positive)
    {
        RandomSequence random = new(4);
        float[] inputs = new float[200 * 100];
        for (int i = 0; i < inputs.Length; i++)
        {
            inputs[i] = (float)random.NextNormal();
            inputs[i] = positive ? Math.Abs(inputs[i]) : inputs[i];
        }

        return new("clouds", new(100), [.. Enumerable.Range(0, 10).Select(label => $"{label}")], inputs, [.. Enumerable.Range(0, 200).Select(i => (float)(i % 10))]);
    }
}
