using System.Collections.Immutable;
using Evenkeel.Diagnosis;
using Evenkeel.Functions;
using Evenkeel.Tests.Oracle;

namespace Evenkeel.Tests.Diagnosis;

/// <summary>Whoever does what a finding says does not hear it again.</summary>
public class CureTests
{
    /// <summary>What a start can be blamed for.</summary>
    private static readonly string[] OfStarts = ["EK102", "EK103", "EK104", "EK105", "EK114", "EK116", "EK118", "EK122"];

    public static TheoryData<string, int, float> Nets
    {
        get
        {
            TheoryData<string, int, float> nets = [];
            foreach (Activation activation in Activations.All)
            {
                nets.Add(activation.Name, 10, 1);
                nets.Add(activation.Name, 10, 3);
                nets.Add(activation.Name, 30, 0.3f);
            }

            return nets;
        }
    }

    [Theory]
    [MemberData(nameof(Nets))]
    public void Fix_LeavesNothingThatAStartIsBlamedFor(string activation, int depth, float size)
    {
        SickNet net = new("", Severity.Info, "normal(0.001)", activation, [.. Enumerable.Repeat(100, depth)]) { Inputs = x => size * x };
        Finding[] before = [.. Rules.Examine(net.Examined()).Where(finding => OfStarts.Contains(finding.Code))];
        DrawnFix fix = before.Select(DrawnFix.Parse).OfType<DrawnFix>().First();

        ImmutableArray<Finding> after = Rules.Examine(net.Mended(fix.Activation, fix.Apply));

        after.Where(finding => OfStarts.Contains(finding.Code) || finding.Severity > Severity.Info).Select(finding => $"{finding.Code} {finding.Message}").ShouldBeEmpty($"{fix.Activation} {string.Join(' ', fix.Scales)}; {string.Join(' ', fix.Offsets)}");
    }

    [Theory]
    [InlineData("sin(30)", "siren", 30)]
    [InlineData("sin(10)", "siren(10)", 10)]
    public void Advice_NamesTheStartOfSines(string activation, string hidden, double frequency)
    {
        SickNet net = new("", Severity.Info, "xavier", activation, 100, 100, 100, 100, 100);
        Finding[] before = [.. Rules.Examine(net.Examined()).Where(finding => OfStarts.Contains(finding.Code))];

        Finding explodes = before.Single(finding => finding.Code == "EK105");

        explodes.Advice.ShouldContain($"places(first=siren-first, hidden={hidden})");
        explodes.Fixes.Single(fix => fix.Framework == "C#").Code.ShouldBe($"IStart start = Starts.Parse(\"places(first=siren-first, hidden={hidden})\");");

        // U(±1/n) has variance 1/(3n²), and U(±√(6/n)/w0) has 2/(n·w0²); fixes write four digits.
        DrawnFix fix = DrawnFix.Parse(explodes)!;
        fix.Activation.ShouldBeNull();
        fix.Scales[0].ShouldBe(1.0 / 300, 1e-6);
        fix.Scales[1..].ShouldAllBe(scale => Math.Abs(scale - 2 / (frequency * frequency)) < 1e-5);
        Rules.Examine(net.Mended(null, fix.Apply)).Where(finding => OfStarts.Contains(finding.Code)).Select(finding => $"{finding.Code} {finding.Message}").ShouldBeEmpty();
    }

    [Fact]
    public void DepthScales_ThatComeToNoLayer_AreSaidSo()
    {
        // χ₁ is 900·½: gradients grow by e in a sixth of a layer.
        SickNet net = new("", Severity.Info, "xavier", "sin(30)", 100, 100, 100, 100);

        Finding phase = Rules.Examine(net.Examined()).Single(finding => finding.Code == "EK116");

        phase.Limit.ShouldBeInRange(0, 1);
        phase.Message.ShouldStartWith("4 hidden layers are more than 6 depth scales, less than one layer: with χ₁ = ");
    }
}
