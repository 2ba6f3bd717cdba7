using System.Collections.Immutable;
using Evenkeel.Data;
using Evenkeel.Diagnosis;
using Evenkeel.Initialization;
using Evenkeel.Networks;
using Evenkeel.Numerics;
using Evenkeel.Probing;
using Evenkeel.Tests.Oracle;

namespace Evenkeel.Tests.Diagnosis;

/// <summary>Each rule speaks of the network that has only its fault, and no other rule raises its voice.</summary>
public class SickNetTests
{
    public static TheoryData<string> Codes => [.. SickNet.All.Select(net => net.Code)];

    [Theory]
    [MemberData(nameof(Codes))]
    public void Examine_NamesTheFaultAlone(string code)
    {
        SickNet net = SickNet.All.Single(one => one.Code == code);

        ImmutableArray<Finding> findings = Rules.Examine(net.Examined());

        findings.Single(finding => finding.Code == code).Severity.ShouldBe(net.Severity, string.Join("; ", findings.Select(finding => $"{finding.Code} {finding.Severity} {finding.Cause} {finding.Message}")));
        findings.Where(finding => finding.Code != code && finding.Severity > Severity.Info).Select(finding => $"{finding.Code} {finding.Message}").ShouldBeEmpty();
    }

    [Theory]
    [MemberData(nameof(Codes))]
    public void Examine_SaysEverythingAboutAFinding(string code)
    {
        Finding finding = Rules.Examine(SickNet.All.Single(one => one.Code == code).Examined()).Single(one => one.Code == code);

        finding.Cause.ShouldBeNull();
        finding.Message.ShouldMatch(@"\d", finding.Message);
        finding.Message.ShouldNotEndWith(".");
        finding.Advice.ShouldEndWith(".");
        finding.Source.ShouldNotBeEmpty();
        double.IsNaN(finding.Measured + finding.Limit).ShouldBeFalse();
        if (!finding.Fixes.IsEmpty)
        {
            finding.Fixes.Select(fix => fix.Framework).ShouldBe(["PyTorch", "Keras", "JAX", "C#"]);
            finding.Fixes.ShouldAllBe(fix => fix.Code.Split('\n').Length <= 5);
        }
    }

    [Fact]
    public void Examine_CallsAZeroLastLayerGoodWhereItIsMeant()
    {
        SickNet net = SickNet.All.Single(one => one.Code == "EK113");
        Evidence evidence = net.Examined() with { Initializer = Initializers.Parse("fixup(branches=2, place=classifier)") };

        ImmutableArray<Finding> findings = Rules.Examine(evidence);

        findings.ShouldAllBe(finding => finding.Severity == Severity.Info);
        findings.Single(finding => finding.Code == "EK110").Cause.ShouldBe("EK113");
    }

    [Fact]
    public void Examine_BlamesTheSchemeForWhatFollowsFromIt()
    {
        ImmutableArray<Finding> findings = Rules.Examine(SickNet.All.Single(one => one.Code == "EK118").Examined());

        findings[0].Code.ShouldBe("EK118");
        findings.Single(finding => finding.Code == "EK102").Cause.ShouldBe("EK118");
        findings.Single(finding => finding.Code == "EK104").Cause.ShouldBe("EK118");
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    public void Examine_GivesTheArticlesNetNoWarning(int seed)
    {
        IDataSet data = Digits.Generate(100, 1);
        Network network = Network.For(new() { Hidden = [300, 300, 300, 300], Activation = "tanh" }, data);
        IInitializer xavier = Initializers.Parse("xavier");
        NetworkReading reading = new Probe(network, network.Initialize(xavier, seed), 100, Workers.One).Read(data, [.. Enumerable.Range(0, 100)], Readings.All & ~Readings.Histograms);
        Evidence evidence = new Evidence(network, reading) { Initializer = xavier, LearningRate = 0.1, Optimizer = "sgd" };

        Rules.Examine(evidence.WithTheory(network.SignalPath(xavier))).ShouldAllBe(finding => finding.Severity == Severity.Info);
    }

    [Theory]
    [MemberData(nameof(Codes))]
    public void Examine_NamesTheFaultAsTheCauseOfAllElse(string code)
    {
        SickNet net = SickNet.All.Single(one => one.Code == code);

        ImmutableArray<Finding> findings = Rules.Examine(net.Examined());

        findings.Where(finding => finding.Code != code && finding.Cause is null && !net.Beside.Contains(finding.Code)).Select(finding => $"{finding.Code} {finding.Message}").ShouldBeEmpty();
    }

    [Theory]
    [MemberData(nameof(Codes))]
    public void Fix_OfWeightsRemovesItsFinding(string code)
    {
        SickNet net = SickNet.All.Single(one => one.Code == code);
        Finding before = Rules.Examine(net.Examined()).Single(finding => finding.Code == code);
        if (DrawnFix.Parse(before) is not { } fix)
        {
            return;
        }

        ImmutableArray<Finding> after = Rules.Examine(net.Mended(fix.Activation, fix.Apply));

        after.Select(finding => $"{finding.Code} {finding.Message}").ShouldNotContain(text => text.StartsWith(code, StringComparison.Ordinal), before.Fixes[0].Code);
    }
}
