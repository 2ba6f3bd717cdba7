using System.Text.Json;
using Evenkeel.Experiments.Studies;

namespace Evenkeel.Sweeps.Tests;

/// <summary>The studies that come with the program, and the schema that says what one holds.</summary>
public class StudyFileTests
{
    private static readonly string Root = FindRoot();

    public static TheoryData<string> Files => [.. Directory.GetFiles(Path.Combine(Root, "studies"), "*.json").Select(file => Path.GetFileName(file))];

    [Theory]
    [MemberData(nameof(Files))]
    public void Study_CanBeRead(string file)
    {
        Study study = Study.Parse(File.ReadAllText(Path.Combine(Root, "studies", file)));

        study.Name.ShouldBe(Path.GetFileNameWithoutExtension(file));
        study.Trials.Length.ShouldBeGreaterThan(0);
    }

    [Fact]
    public void Quick_HasFiftyTrialsAndMore() => Study.Parse(File.ReadAllText(Path.Combine(Root, "studies/quick.json"))).Trials.Length.ShouldBeGreaterThanOrEqualTo(50);

    [Fact]
    public void Schema_IsTheOneOfTheReader()
    {
        string written = Path.Combine(AppContext.BaseDirectory, "study.schema.json");
        File.WriteAllText(written, StudySchema.Write() + "\n");

        File.ReadAllText(Path.Combine(Root, "docs/study.schema.json"))
            .ShouldBe(File.ReadAllText(written), $"docs/study.schema.json is made from the reader's tables; copy {Path.GetRelativePath(Root, written)} over it.");
    }

    /// <summary>Of each field that the schema describes, a study with it is read; of one that it does not, none is.</summary>
    [Fact]
    public void Schema_NamesWhatTheReaderTakes()
    {
        JsonElement schema = JsonElement.Parse(StudySchema.Write());

        foreach (JsonProperty part in schema.GetProperty("properties").EnumerateObject())
        {
            part.Value.GetProperty("description").GetString()!.ShouldEndWith(".");
        }

        schema.GetProperty("additionalProperties").GetBoolean().ShouldBeFalse();
        foreach (JsonElement name in schema.GetProperty("$defs").GetProperty("field").GetProperty("enum").EnumerateArray())
        {
            Should.Throw<FormatException>(() => Study.Parse($$"""{ "axes": [{ "set": "{{name}}", "values": [] }] }""")).Message.ShouldContain("its values is empty");
        }
    }

    private static string FindRoot()
    {
        DirectoryInfo? folder = new(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "Evenkeel.slnx"))) folder = folder.Parent;
        return folder?.FullName ?? throw new InvalidOperationException("The tests run outside of the repository.");
    }
}
