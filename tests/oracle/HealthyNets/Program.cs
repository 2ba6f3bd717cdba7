// Draws random networks until enough of them have learned, and counts what the rules say of their starts: false alarms among the healthy, alarms among the others.
using System.Globalization;
using System.Text.Json;
using Evenkeel.Data;
using Evenkeel.Diagnosis;
using Evenkeel.Tests.Oracle;

CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
if (args is ["--fixes"])
{
    // What the rules hand out, as JSON, for a Python to try.
    Finding[] all = [.. SickNet.All.SelectMany(net => Rules.Examine(net.Examined() with { LearningRate = 0.1, Optimizer = "momentum" }))];
    Console.WriteLine(JsonSerializer.Serialize(all.SelectMany(finding => finding.Fixes.Select(fix => new { finding.Code, fix.Framework, Text = fix.Code })).Distinct()));
    return 0;
}

int wanted = args.Length > 0 ? int.Parse(args[0]) : 200;
int number = args.Length > 1 ? int.Parse(args[1]) : 0;
ArrayDataSet data = Clouds.Generate(1000, 1);
List<NetVerdict> healthy = [];
List<NetVerdict> sick = [];
while (healthy.Count < wanted)
{
    if (NetVerdict.Of(number++, data) is { } verdict)
    {
        (verdict.Rate is null ? sick : healthy).Add(verdict);
    }
}

NetVerdict[] falseAlarms = [.. healthy.Where(verdict => verdict.Warnings.Any())];
NetVerdict[] missed = [.. sick.Where(verdict => !verdict.Warnings.Any())];
Console.WriteLine($"healthy {healthy.Count}, of which {falseAlarms.Length} get a warning or an error");
Console.WriteLine($"sick    {sick.Count}, of which {sick.Count - missed.Length} get one ({100.0 * (sick.Count - missed.Length) / sick.Count:0} %)");
Console.WriteLine();
Console.WriteLine("code    sick  healthy  healthy, for information");
foreach (string code in healthy.Concat(sick).SelectMany(verdict => verdict.Findings).Select(finding => finding.Code).Distinct().Order(StringComparer.Ordinal))
{
    Console.WriteLine($"{code} {Count(sick, code, warns: true),6} {Count(healthy, code, warns: true),8} {Count(healthy, code, warns: false),10}");
}

Write("False alarms", falseAlarms);
Write("Missed", missed);
return falseAlarms.Length <= Math.Max(1, wanted / 200) ? 0 : 1;

static int Count(List<NetVerdict> verdicts, string code, bool warns) =>
    verdicts.Count(verdict => verdict.Findings.Any(finding => finding.Code == code && finding.Severity > Severity.Info == warns));

static void Write(string title, NetVerdict[] verdicts)
{
    Console.WriteLine($"\n{title}");
    foreach (NetVerdict verdict in verdicts)
    {
        Console.WriteLine($"{verdict.Net.Number,6} {verdict.Net.Activation} {verdict.Net.Depth}x{verdict.Net.Width} {verdict.Net.Scheme}: {string.Join(", ", verdict.Warnings.Select(finding => $"{finding.Code} {finding.Message}"))}");
    }
}
