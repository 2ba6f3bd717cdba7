using System.Globalization;
using Xunit.Abstractions;

namespace Evenkeel.Formats.Tests.Fuzzing;

public class FuzzTests(ITestOutputHelper output)
{
    /// <summary>Inputs of each parser; EVENKEEL_FUZZ asks for more, as tests/fuzz/run does.</summary>
    private static readonly long Inputs = Number("EVENKEEL_FUZZ", 20_000);

    /// <summary>The first input, to see again what one did.</summary>
    private static readonly long First = Number("EVENKEEL_FUZZ_FIRST", 0);

    /// <summary>A second on an idle machine; others may work on this one.</summary>
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(20);

    public static TheoryData<string> Parsers => [.. FuzzSeedList.All.Select(seeds => seeds.Parser)];

    [Theory]
    [MemberData(nameof(Parsers))]
    public void Parser_SurvivesWhateverComes(string parser)
    {
        using FuzzRun run = new(FuzzSeedList.All.Single(seeds => seeds.Parser == parser));
        run.ReadSeeds();

        List<string> wrong = run.Run(First, Inputs);

        string figures = string.Create(CultureInfo.InvariantCulture,
            $"{parser}: {Inputs} inputs, {run.Counts.Read} read, {run.Counts.Refused} refused, {wrong.Count} failed; slowest {run.Slowest.Time.TotalMilliseconds:F0} ms (input {run.Slowest.Input}), most memory {run.Largest.Bytes / 1048576.0:F1} MB (input {run.Largest.Input})");
        output.WriteLine(figures);
        if (Environment.GetEnvironmentVariable("EVENKEEL_FUZZ_REPORT") is { Length: > 0 } report)
        {
            File.AppendAllText(report, figures + Environment.NewLine);
        }

        wrong.ShouldBeEmpty();
        (run.Counts.Read > 0 && run.Counts.Refused > 0 || Inputs < 1000).ShouldBeTrue(figures);
        run.Largest.Bytes.ShouldBeLessThan(FuzzRun.MostBytes);
        run.Slowest.Time.ShouldBeLessThan(Longest);
    }

    private static long Number(string variable, long otherwise) =>
        Environment.GetEnvironmentVariable(variable) is { Length: > 0 } text ? long.Parse(text, CultureInfo.InvariantCulture) : otherwise;
}
