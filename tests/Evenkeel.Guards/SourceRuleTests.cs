using System.Text.RegularExpressions;

namespace Evenkeel.Guards;

/// <summary>Rules of the house that a look at the text can hold. The patterns are written so that they do not match themselves.</summary>
public partial class SourceRuleTests
{
    private const int MostLines = 400;

    private static readonly IReadOnlyList<string> Sources = Repository.Files("src", ".cs");
    private static readonly string[] Shells = ["src/Evenkeel.Cli/", "src/Evenkeel.Lab/"];

    private static IEnumerable<string> Libraries => Sources.Where(file => !Shells.Any(shell => file.StartsWith(shell, StringComparison.Ordinal)));

    private static IEnumerable<string> Written =>
        [.. Repository.Files("src", ".cs", ".csproj"), .. Repository.Files("tests", ".cs", ".csproj", ".sh"), .. Repository.Files("docs", ".md"), .. Repository.Files("samples", ".cs"),
            .. Repository.Files("benchmarks", ".cs"), .. Repository.Files("web", ".ts", ".svelte", ".mjs"), .. new[] { "README.md", "CONTRIBUTING.md", "evenkeel", "test" }.Where(file => File.Exists(Repository.At(file)))];

    [Fact]
    public void Libraries_DoNotSilenceTheBanOnApis() =>
        Offences([.. Libraries, .. Repository.Files("src", ".csproj"), "Directory.Build.props", ".editorconfig"], SilencedBan())
            .ShouldBeEmpty("A banned API has a replacement, which BannedSymbols*.txt names; take that instead of silencing RS0030.");

    [Fact]
    public void Libraries_TouchNoConsoleClockOrStaticRandomness() =>
        Offences(Libraries, BannedApi(), codeOnly: true)
            .ShouldBeEmpty("Results go back to the caller, time enters as a TimeProvider, randomness as a Seed.");

    [Fact]
    public void EveryFile_HoldsOnePublicTypeNamedLikeIt()
    {
        List<string> wrong = [];

        foreach (string file in Sources)
        {
            string name = Path.GetFileName(file).Split('.')[0];
            string[] outward = [.. TopLevelType().Matches(SourceText.CodeOf(Repository.Read(file))).Where(type => type.Groups["public"].Success).Select(type => type.Groups["name"].Value)];
            if (outward.Length > 1 || (outward.Length == 1 && outward[0] != name))
            {
                wrong.Add($"{file} holds the public types {string.Join(", ", outward)}: give each a file of its own, named for it.");
            }
        }

        wrong.ShouldBeEmpty();
    }

    [Fact]
    public void NoFile_PutsWorkOff() => Offences(Written, PutOff()).ShouldBeEmpty("Do it, or leave it out; code holds no notes to its authors.");

    [Fact]
    public void NoFile_NamesAPlaceOnSomeonesMachine()
    {
        // Tests make up folders of a home in order to test where caches go.
        string[] outsideTests = [.. Written.Where(file => !file.StartsWith("tests/", StringComparison.Ordinal))];

        string[] offences = [.. Offences(outsideTests, HomePath()), .. Offences(Written, MachinePath())];

        offences.ShouldBeEmpty("Write the path relative to the repository, or take it as an argument.");
    }

    [Fact]
    public void EveryFile_EndsWithALineBreak() =>
        Written.Where(file => Repository.Read(file) is { Length: > 0 } text && !text.EndsWith('\n')).ShouldBeEmpty("End the file with a line break.");

    [Fact]
    public void NoSource_IsLongerThan400Lines() =>
        Sources.Where(file => Repository.Read(file).Count(letter => letter == '\n') > MostLines)
            .ShouldBeEmpty("A file of more than 300 lines says two things or more; find the seam and part it there.");

    [Theory]
    [InlineData("#pragma warning disable RS0030")]
    [InlineData("#pragma warning disable CA1031, RS0030 // it is needed")]
    [InlineData("[SuppressMessage(\"ApiDesign\", \"RS0030\")]")]
    [InlineData("<NoWarn>$(NoWarn);RS0030</NoWarn>")]
    [InlineData("dotnet_diagnostic.RS0030.severity = none")]
    public void SilencedBan_IsSeen(string line) => SilencedBan().IsMatch(line).ShouldBeTrue();

    [Theory]
    [InlineData("Console.WriteLine(1);", true)]
    [InlineData("System.Console.Out.Flush();", true)]
    [InlineData("var now = DateTime.Now;", true)]
    [InlineData("new Random(3)", true)]
    [InlineData("Random.Shared.Next()", true)]
    [InlineData("Spectre.AnsiConsole.Write()", false)]
    [InlineData("RandomSequence random = seed.Sequence();", false)]
    public void BannedApi_IsSeen(string line, bool banned) => BannedApi().IsMatch(line).ShouldBe(banned);

    [Theory]
    [InlineData("public sealed class A;", "A", true)]
    [InlineData("public readonly record struct B(int C);", "B", true)]
    [InlineData("internal static partial class D", "D", false)]
    [InlineData("public abstract class E<T>", "E", true)]
    [InlineData("public enum F", "F", true)]
    [InlineData("public delegate void G(int h);", "G", true)]
    public void TopLevelType_IsSeen(string line, string name, bool isPublic)
    {
        Match match = TopLevelType().Match(line);

        match.Groups["name"].Value.ShouldBe(name);
        match.Groups["public"].Success.ShouldBe(isPublic);
    }

    private static string[] Offences(IEnumerable<string> files, Regex pattern, bool codeOnly = false)
    {
        List<string> found = [];
        foreach (string file in files)
        {
            string text = Repository.Read(file);
            string[] lines = (codeOnly ? SourceText.CodeOf(text) : text).Split('\n');
            found.AddRange(lines.Index().Where(line => pattern.IsMatch(line.Item)).Select(line => $"{file}:{line.Index + 1}: {line.Item.Trim()}"));
        }

        return [.. found];
    }

    [GeneratedRegex(@"RS00(?:30)")]
    private static partial Regex SilencedBan();

    [GeneratedRegex(@"\bConsole\s*\.|\bDateTime(Offset)?\s*\.\s*(Now|UtcNow|Today)\b|\bnew\s+Random\s*\(|\bRandom\s*\.\s*Shared\b|\bStopwatch\b|\bGuid\s*\.\s*NewGuid\b")]
    private static partial Regex BannedApi();

    [GeneratedRegex(@"^(?:(?<public>public)|internal|file)(?: (?:static|sealed|abstract|readonly|ref|unsafe|partial))* (?:delegate [\w<>?\[\], .]+?|class|struct|interface|enum|record struct|record class|record) (?<name>\w+)", RegexOptions.Multiline)]
    private static partial Regex TopLevelType();

    [GeneratedRegex(@"\b(?:TO[D]O|HA[C]K|FIX[M]E)\b")]
    private static partial Regex PutOff();

    [GeneratedRegex(@"(?<![\w.~-])/(?:home|root|Users)/|\b[A-Z]:\\")]
    private static partial Regex HomePath();

    [GeneratedRegex(@"(?<![\w.~-])/(?:work)/")]
    private static partial Regex MachinePath();
}
