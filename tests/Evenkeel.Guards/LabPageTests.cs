using System.Text.RegularExpressions;
using Evenkeel.Experiments;

namespace Evenkeel.Guards;

/// <summary>The lab's page and the command line read the same links the same way.</summary>
public sealed partial class LabPageTests
{
    [Fact]
    public void Chapters_HaveTheirDefaultsOnThePageAndInTheLibrary()
    {
        string page = Repository.Read("web/src/lab/defaults.ts");
        Dictionary<string, string> defaults = Entry().Matches(page).ToDictionary(match => match.Groups["name"].Value, match => match.Groups["text"].Value);

        defaults.ShouldBe(
            LinkChapter.All.Where(chapter => chapter.Defaults.Length > 0).ToDictionary(chapter => chapter.Name, chapter => chapter.Defaults),
            ignoreOrder: true,
            "web/src/lab/defaults.ts and LinkChapter.All say what a link leaves out; change both.");
    }

    [Fact]
    public void Keys_OfAnExperimentAreThoseOfTheLibrary()
    {
        string page = Repository.Read("web/src/lab/address.svelte.ts");
        string list = page[page.IndexOf("export const experimentKeys", StringComparison.Ordinal)..];

        Quoted().Matches(list[..list.IndexOf(']', StringComparison.Ordinal)]).Select(match => match.Groups[1].Value)
            .ShouldBe(ExperimentLink.Keys, ignoreOrder: true, "experimentKeys in web/src/lab/address.svelte.ts names what ExperimentLink.Keys has; change both.");
    }

    [GeneratedRegex(@"^  (?<name>\w+): '(?<text>[^']+)',$", RegexOptions.Multiline)]
    private static partial Regex Entry();

    [GeneratedRegex("'([a-z-]+)'")]
    private static partial Regex Quoted();
}
