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
}
