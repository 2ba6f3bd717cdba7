using System.Runtime.Intrinsics;
using Evenkeel.Cli.Host;

namespace Evenkeel.Guards;

/// <summary>The launcher's own program, compiled ahead of its runs, against the program that is compiled while it runs.</summary>
public sealed class LaunchedProgramTests : IDisposable
{
    private static readonly TimeSpan Most = TimeSpan.FromMinutes(8);

    private readonly string listing = Path.GetTempFileName();

    public void Dispose() => File.Delete(listing);

    [BashFact]
    public void Program_TrainsToTheSameBitsWithKernelsOfTheMachinesWidth()
    {
        string[] line = ["train", "--data", "digits", "--train", "300", "--test", "100", "--hidden", "64x3", "--steps", "50", "--json"];
        using StringWriter expected = new();
        CommandLine.Run(line, new() { Out = expected, Error = TextWriter.Null, In = Stream.Null }).ShouldBe(0);
        Launch([], "--version").TrimEnd().ShouldBe(CommandLine.Version);

        string printed = Launch(new() { ["DOTNET_JitStdOutFile"] = listing, ["DOTNET_JitDisasmSummary"] = "1" }, line);

        printed.ShouldBe(expected.ToString());
        string compiled = File.ReadAllText(listing);
        int bits = Vector512.IsHardwareAccelerated ? 512 : Vector256.IsHardwareAccelerated ? 256 : 128;
        compiled.ShouldContain($"[Evenkeel.Numerics.Lanes{bits}", Case.Sensitive, "Kernels are compiled where they run; code made ahead knows the narrowest machine only.");
        if (!Directory.Exists(Repository.At("artifacts", "launch", "plain")))
        {
            compiled.ShouldNotContain("CommandLine:Run(", Case.Sensitive, "The launcher starts a program that is compiled ahead; artifacts/launch/plain is there where no compiler is.");
        }
    }

    [BashFact]
    public void Program_WritesNoColourIntoAPipeOfABuildServer() =>
        Launch(new() { ["GITHUB_ACTIONS"] = "true" }, "compare", "--data", "circle", "--epochs", "1", "--repeats", "1").ShouldNotContain('\e');

    private static string Launch(Dictionary<string, string> environment, params string[] arguments) =>
        DotnetCommand.Run(Repository.At("evenkeel"), Environment.CurrentDirectory, environment, Most, arguments);
}
