using System.Text.RegularExpressions;

namespace Evenkeel.Guards;

/// <summary>docs/rules.md says about each rule what the rule does.</summary>
public partial class RuleDocumentTests
{
    private const string Document = "docs/rules.md";

    private static readonly Dictionary<string, string> Sources = Repository.Files("src/Evenkeel/Diagnosis", ".cs")
        .Select(Repository.Read)
        .Where(source => CodeAssignment().IsMatch(source))
        .ToDictionary(source => CodeAssignment().Match(source).Groups["code"].Value);

    private static readonly Dictionary<string, string> Paragraphs = Repository.Read(Document).Split("\n## ").Skip(1)
        .ToDictionary(part => part.Split(' ')[0], part => part[(part.IndexOf('\n', StringComparison.Ordinal) + 1)..].Trim());

    public static TheoryData<string> Codes => [.. Sources.Keys];

    [Fact]
    public void EveryCode_BelongsToOneRule() =>
        Repository.Files("src/Evenkeel", ".cs").SelectMany(file => CodeAssignment().Matches(Repository.Read(file)).Select(match => match.Groups["code"].Value))
            .ShouldBeUnique("Two rules share a code: give the newer one the next free number.");

    [Theory]
    [MemberData(nameof(Codes))]
    public void EveryRule_HasItsParagraph(string code)
    {
        Paragraphs.ShouldContainKey(code, $"{Document} lacks the rule: add a heading '## {code} …' and a paragraph on what it measures, its limit, why, and what to do.");
        Paragraphs[code].Length.ShouldBeGreaterThan(200);
    }

    [Theory]
    [MemberData(nameof(Codes))]
    public void EveryLimit_StandsInItsParagraph(string code)
    {
        string[] limits = [.. LimitConstant().Matches(Sources[code]).Select(match => match.Groups["value"].Value)];

        Paragraphs[code].ShouldSatisfyAllConditions([.. limits.Select<string, Action<string>>(limit => text =>
            NumbersIn(text).ShouldContain(limit, $"{Document} does not name the limit {limit} of {code}: correct the paragraph or the rule."))]);
    }

    [Fact]
    public void EveryParagraph_HasItsRule() => Paragraphs.Keys.Except(Sources.Keys).ShouldBeEmpty($"{Document} describes a rule that is not there: delete the paragraph.");

    private static string[] NumbersIn(string text) => [.. Number().Matches(text).Select(match => match.Value)];

    [GeneratedRegex(@"Code = ""(?<code>EK\d+)""")]
    private static partial Regex CodeAssignment();

    [GeneratedRegex(@"const double (?:Notice|Limit|Grave|Least) = (?<value>[\d.]+);")]
    private static partial Regex LimitConstant();

    [GeneratedRegex(@"\d+(?:\.\d+)?")]
    private static partial Regex Number();
}
