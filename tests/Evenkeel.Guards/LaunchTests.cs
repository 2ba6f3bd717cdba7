using System.Diagnostics;

namespace Evenkeel.Guards;

/// <summary>The launcher builds what is stale, once, and asks the SDK for nothing else.</summary>
public sealed class LaunchTests : IDisposable
{
    private readonly LaunchFolder clone = new();

    public void Dispose() => clone.Dispose();

    [BashFact]
    public void Launcher_BuildsOnceAndThenOnlyRuns()
    {
        (int code, string output, string error) = clone.Run("", "data", "list");
        (_, string again, string silence) = clone.Run("", "data", "list");

        code.ShouldBe(0, error);
        error.ShouldBe("evenkeel: building, once …\n");
        silence.ShouldBeEmpty();
        output.ShouldEndWith("Evenkeel.Cli.dll data list\n");
        again.ShouldBe(output);
        clone.Calls.ShouldBe(["publish", "exec", "exec"]);
    }

    [BashTheory]
    [InlineData("src/Evenkeel.Cli/Program.cs")]
    [InlineData("src/New.cs")]
    [InlineData("web/src/page.ts")]
    [InlineData("web/vite.config.ts")]
    [InlineData("Directory.Build.props")]
    [InlineData("Directory.Packages.props")]
    [InlineData("global.json")]
    [InlineData("evenkeel")]
    public void Launcher_BuildsAgainWhatChanged(string path)
    {
        string script = File.ReadAllText(clone.At("evenkeel"));
        clone.Run();

        clone.Change(path);
        if (path == "evenkeel")
        {
            DateTime changed = File.GetLastWriteTimeUtc(clone.At(path));
            File.WriteAllText(clone.At(path), script);
            File.SetLastWriteTimeUtc(clone.At(path), changed);
        }

        clone.Run();
        clone.Calls.ShouldBe(["publish", "exec", "publish", "exec"]);
    }

    [BashFact]
    public void Launcher_BuildsAgainWithoutWhatWasDeleted()
    {
        clone.Run();

        File.Delete(clone.At("src/Evenkeel.Cli/Program.cs"));
        Directory.SetLastWriteTimeUtc(clone.At("src/Evenkeel.Cli"), File.GetLastWriteTimeUtc(clone.At("artifacts/launch/built")).AddSeconds(1));
        clone.Run();

        clone.Calls.ShouldBe(["publish", "exec", "publish", "exec"]);
    }

    [BashTheory]
    [InlineData("web/dist/report.html")]
    [InlineData("web/node_modules/package.json")]
    [InlineData("web/.build-lock")]
    public void Launcher_IsNotStaleByWhatABuildMakes(string path)
    {
        clone.Run();

        clone.Change(path);
        clone.Run();

        clone.Calls.ShouldBe(["publish", "exec", "exec"]);
    }

    [BashFact]
    public void Launcher_BuildsNextTimeWhatChangedDuringABuild()
    {
        File.WriteAllText(clone.At("during"), $"sleep 0.05; touch '{clone.At("src/Evenkeel.Cli/Program.cs")}'; rm '{clone.At("during")}'");

        clone.Run();
        clone.Run();
        clone.Run();

        clone.Calls.ShouldBe(["publish", "exec", "publish", "exec", "exec"]);
    }

    [BashFact]
    public void Launcher_SaysWhyABuildFailedAndRunsNothing()
    {
        File.WriteAllText(clone.At("trouble"), "Program.cs(1,1): error CS1002: ; expected\n");

        (int code, string output, string error) = clone.Run();
        File.Delete(clone.At("trouble"));
        (int next, _, _) = clone.Run();

        code.ShouldBe(3);
        output.ShouldBeEmpty();
        error.ShouldBe("evenkeel: building, once …\nProgram.cs(1,1): error CS1002: ; expected\nevenkeel: the build failed; the whole log is in artifacts/build.log\n");
        next.ShouldBe(0);
        clone.Calls.ShouldBe(["publish", "publish", "exec"]);
    }

    [BashTheory]
    [InlineData("Evenkeel.Cli.csproj : error NU1101: Unable to find package microsoft.netcore.app.crossgen2.linux-riscv64")]
    [InlineData("Microsoft.NET.Publish.targets(1,1): error NETSDK1094: Unable to optimize assemblies for performance")]
    public void Launcher_DoesWithoutNativeCodeWhereItCannotBeMade(string refusal)
    {
        File.WriteAllText(clone.At("no-compiler"), refusal);

        (int code, _, string error) = clone.Run();
        (_, _, string silence) = clone.Run();

        code.ShouldBe(0, error);
        error.ShouldBe("evenkeel: building, once …\nevenkeel: there is no compiler to native code here, so each start takes longer; results are the same\n");
        silence.ShouldBeEmpty();
        clone.Calls.ShouldBe(["publish", "publish", "exec", "exec"]);
    }

    [BashFact]
    public void Launcher_LeavesTheInputToTheProgram() => clone.Run("1,2\n").Output.ShouldEndWith("Evenkeel.Cli.dll\n1,2\n");

    [BashFact]
    public void Launchers_AtTheSameTimeBuildOnce()
    {
        File.WriteAllText(clone.At("during"), "sleep 0.3");

        Process[] several = [.. Enumerable.Range(0, 4).Select(_ => clone.Start())];
        foreach (Process process in several)
        {
            process.StandardInput.Close();
            LaunchFolder.End(process).Code.ShouldBe(0);
            process.Dispose();
        }

        clone.Calls.ShouldBe(["publish", "exec", "exec", "exec", "exec"]);
    }

    [BashFact]
    public void Launcher_KeepsTheProgramThatMayStillRun()
    {
        List<string> made = [];
        for (int build = 0; build < 3; build++)
        {
            clone.Run().Code.ShouldBe(0);
            made.Add(clone.Programs.Except(made).Single());
            clone.Change("src/Evenkeel.Cli/Program.cs");
        }

        clone.Programs.ShouldBe(made[1..], ignoreOrder: true);
    }
}
