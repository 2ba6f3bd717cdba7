using System.Reflection;
using System.Runtime.Loader;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace Evenkeel.Lab.Tests.Questions;

/// <summary>A file-based program, compiled against the libraries of this test and run in this process.</summary>
internal static class SnippetProgram
{
    private const string ImplicitUsings =
        "global using System; global using System.Collections.Generic; global using System.IO; global using System.Linq; global using System.Threading; global using System.Threading.Tasks;";

    private static readonly CSharpParseOptions Options = CSharpParseOptions.Default.WithFeatures([new("FileBasedProgram", "true")]);

    private static readonly Lazy<MetadataReference[]> References = new(() =>
        [.. ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator).Select(file => MetadataReference.CreateFromFile(file))]);

    /// <summary>What the compiler warns of in a program, or refuses.</summary>
    public static string[] Complaints(string code) => [.. Compile(code).GetDiagnostics().Where(diagnostic => diagnostic.Severity >= DiagnosticSeverity.Warning).Select(diagnostic => diagnostic.ToString())];

    /// <summary>Runs a program.</summary>
    /// <returns>What it printed.</returns>
    public static string Run(string code)
    {
        using MemoryStream image = new();
        Compile(code).Emit(image).Success.ShouldBeTrue();
        image.Position = 0;
        AssemblyLoadContext context = new("snippet", isCollectible: true);
        TextWriter before = Console.Out;
        using StringWriter output = new();
        Console.SetOut(output);
        try
        {
            MethodInfo main = context.LoadFromStream(image).EntryPoint!;
            main.Invoke(null, BindingFlags.DoNotWrapExceptions, null, main.GetParameters().Length == 0 ? [] : [Array.Empty<string>()], null);
        }
        finally
        {
            Console.SetOut(before);
            context.Unload();
        }

        return output.ToString();
    }

    private static CSharpCompilation Compile(string code) => CSharpCompilation.Create(
        "snippet",
        [CSharpSyntaxTree.ParseText(code, Options), CSharpSyntaxTree.ParseText(ImplicitUsings, Options)],
        References.Value,
        new(OutputKind.ConsoleApplication, nullableContextOptions: NullableContextOptions.Enable));
}
