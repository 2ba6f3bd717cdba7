using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace Evenkeel.Guards;

public partial class FloorTests
{
    private static readonly HashSet<string> Library = [.. Repository.Files("src/Evenkeel", ".cs")];

    /// <summary>What each project under src may reference; what is not named here may not exist.</summary>
    private static readonly Dictionary<string, string[]> References = new()
    {
        ["Evenkeel"] = [],
        ["Evenkeel.Formats"] = [],
        ["Evenkeel.Interchange"] = ["Evenkeel", "Evenkeel.Formats"],
        ["Evenkeel.Sweeps"] = ["Evenkeel", "Evenkeel.Formats", "Evenkeel.Interchange", "Evenkeel.Report"],
        ["Evenkeel.Report"] = ["Evenkeel"],
        ["Evenkeel.Literature"] = ["Evenkeel", "Evenkeel.Sweeps", "Evenkeel.Report"],
        ["Evenkeel.Lab"] = ["Evenkeel", "Evenkeel.Formats", "Evenkeel.Interchange", "Evenkeel.Report"],
        ["Evenkeel.Cli"] = ["Evenkeel", "Evenkeel.Formats", "Evenkeel.Interchange", "Evenkeel.Sweeps", "Evenkeel.Literature", "Evenkeel.Report", "Evenkeel.Lab"],
    };

    [Fact]
    public void EveryFile_UsesLowerFloorsOnly() =>
        Library.SelectMany(file => Floors.Violations(file, Repository.Read(file), Library)).ShouldBeEmpty();

    [Fact]
    public void NothingOutsideNumerics_NamesAKernelOfProductsOrAnInstruction() =>
        Library.Where(file => !file.StartsWith("src/Evenkeel/Numerics/", StringComparison.Ordinal))
            .Where(file => KernelInside().IsMatch(SourceText.CodeOf(Repository.Read(file))))
            .Select(file => $"{file} reaches into the kernels: call MatrixProduct, LayerProduct or Elementwise of Evenkeel.Numerics, or give Numerics what is missing there.")
            .ShouldBeEmpty();

    [Fact]
    public void EveryNamespace_IsItsFolder()
    {
        List<string> wrong = [];

        foreach (string file in Repository.Files("src", ".cs"))
        {
            string expected = string.Join('.', file.Split('/')[1..^1]);
            Match declared = NamespaceDeclaration().Match(SourceText.CodeOf(Repository.Read(file)));
            if (declared.Success && declared.Groups[1].Value != expected)
            {
                wrong.Add($"{file} declares namespace {declared.Groups[1].Value}: declare {expected}, or move the file to the folder of that name.");
            }
        }

        wrong.ShouldBeEmpty();
    }

    [Fact]
    public void EveryProject_ReferencesWhatLiesBelowIt()
    {
        List<string> wrong = [];

        foreach (string project in Repository.Files("src", ".csproj"))
        {
            string name = Path.GetFileNameWithoutExtension(project);
            if (!References.TryGetValue(name, out string[]? allowed))
            {
                wrong.Add($"{project} has no place among the projects: say in tests/Evenkeel.Guards/FloorTests.cs what it may reference.");
                continue;
            }

            IEnumerable<string> references = XDocument.Parse(Repository.Read(project)).Descendants("ProjectReference")
                .Select(reference => Path.GetFileNameWithoutExtension(reference.Attribute("Include")!.Value.Replace('\\', '/')));
            wrong.AddRange(references.Except(allowed).Select(other =>
                $"{project} references {other}, but may reference {(allowed.Length == 0 ? "no project" : string.Join(" and ", allowed))} only: move the code that needs it up to a project that may."));
        }

        wrong.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("using Evenkeel.Training;")]
    [InlineData("using static Evenkeel.Training.Optimizers;")]
    [InlineData("using Rule = Evenkeel.Training.SgdRule;")]
    [InlineData("namespace Evenkeel.Graphs;\nclass A { object b = new global::Evenkeel.Training.Trainer(); }")]
    [InlineData("namespace Evenkeel.Graphs;\nclass A { Training.Trainer? b; }")]
    public void Violations_CatchesAUseOfAHigherFloor(string source) =>
        Floors.Violations("src/Evenkeel/Graphs/A.cs", source, Library).ShouldHaveSingleItem()
            .ShouldStartWith("src/Evenkeel/Graphs/A.cs (floor 4, Graphs) uses Evenkeel.Training (floor 6); a floor may use lower ones only: move the type up");

    [Fact]
    public void Violations_CatchesAUseOfTheSameFloor() =>
        Floors.Violations("src/Evenkeel/Shapes/A.cs", "using Evenkeel.Functions;", Library).ShouldHaveSingleItem().ShouldContain("uses Evenkeel.Functions (floor 1)");

    [Fact]
    public void Violations_CatchesAUseOfWhatLiesAboveTheLibrary() =>
        Floors.Violations("src/Evenkeel/Shapes/A.cs", "using Evenkeel.Formats;", Library).ShouldHaveSingleItem().ShouldContain("uses Evenkeel.Formats, which is no floor");

    [Theory]
    [InlineData("src/Evenkeel/A.cs", "lies in no floor")]
    [InlineData("src/Evenkeel/Attic/A.cs", "lies in folder 'Attic', which has no floor")]
    public void Violations_CatchesAFileOutsideTheFloors(string path, string message) =>
        Floors.Violations(path, "", Library).ShouldHaveSingleItem().ShouldContain(message);

    [Theory]
    [InlineData("using Evenkeel.Numerics;\nusing Evenkeel.Shapes;")]
    [InlineData("// using Evenkeel.Training;\nclass A;")]
    [InlineData("/// <see cref=\"Evenkeel.Training.Trainer\"/>\nclass A;")]
    [InlineData("class A { string b = \"Evenkeel.Training\"; }")]
    [InlineData("namespace Evenkeel.Graphs.Operations;\nclass A;")]
    [InlineData("class A { int b = spec.Training.Batch + Data.Length; }")]
    public void Violations_LetsLowerFloorsAndProsePass(string source) =>
        Floors.Violations("src/Evenkeel/Graphs/A.cs", source, Library).ShouldBeEmpty();

    [GeneratedRegex(@"^namespace\s+([\w.]+)", RegexOptions.Multiline)]
    private static partial Regex NamespaceDeclaration();

    [GeneratedRegex(@"\bNumerics\s*\.\s*Products\b|\bRuntime\s*\.\s*Intrinsics\b")]
    private static partial Regex KernelInside();
}
