using System.Collections.Immutable;
using Evenkeel.Diagnosis;
using Evenkeel.Tests.Oracle;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace Evenkeel.Guards;

/// <summary>The C# that findings hand out compiles where a network, its parameters and its inputs are at hand.</summary>
public class FixSnippetTests
{
    private const string Usings = "using System; using System.Linq; using Evenkeel.Calibration; using Evenkeel.Diagnosis; using Evenkeel.Graphs; using Evenkeel.Initialization; using Evenkeel.Networks; using Evenkeel.Numerics; using Evenkeel.Training;";

    public static TheoryData<string> Codes => [.. SickNet.All.Select(net => net.Code)];

    [Theory]
    [MemberData(nameof(Codes))]
    public void Fix_Compiles(string code)
    {
        ImmutableArray<Finding> findings = Rules.Examine(SickNet.All.Single(net => net.Code == code).Examined() with { LearningRate = 0.1, Optimizer = "sgd" });

        foreach (string fix in findings.SelectMany(finding => finding.Fixes).Where(fix => fix.Framework == "C#").Select(fix => fix.Code).Distinct())
        {
            string given = fix.Contains("ParameterStore parameters", StringComparison.Ordinal) ? "Network network" : "Network network, ParameterStore parameters, float[] inputs";
            CSharpCompilation compilation = CSharpCompilation.Create(
                "fix",
                [CSharpSyntaxTree.ParseText($"{Usings}\npublic static class Fix {{ public static void Do({given})\n{{\n{fix}\n}} }}")],
                ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator).Select(file => MetadataReference.CreateFromFile(file)),
                new(OutputKind.DynamicallyLinkedLibrary, nullableContextOptions: NullableContextOptions.Enable));

            compilation.GetDiagnostics().Where(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error).Select(diagnostic => $"{diagnostic}\n{fix}").ShouldBeEmpty();
        }
    }
}
