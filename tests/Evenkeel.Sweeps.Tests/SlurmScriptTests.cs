using System.Diagnostics;

namespace Evenkeel.Sweeps.Tests;

public sealed class SlurmScriptTests
{
    private const string Awkward = "it's 100% $HOME \"q\" #1 `x` é";

    [Fact]
    public void Script_IsAnArrayWhoseTasksShareTheFolder()
    {
        SlurmScript script = new(Request() with { Memory = "2G", Time = "1:00:00", Partition = "long", Options = ["--account=me", "--mail-type", "END"], RunOptions = ["--patience", "9"] }, "/data/r", "my study", 4);

        script.Write().ShouldBe("""
            #!/usr/bin/env bash
            #SBATCH --job-name=evenkeel-my-study
            #SBATCH --array=1-4
            #SBATCH --cpus-per-task=1
            #SBATCH --output=/data/r/slurm/%A_%a.out
            #SBATCH --chdir=/work
            #SBATCH --mem=2G
            #SBATCH --time=1:00:00
            #SBATCH --partition=long
            #SBATCH --account=me
            #SBATCH --mail-type END

            # The tasks share the folder and its trials. A task that is stopped leaves those that it was at to the others.
            for file in /opt/dotnet /opt/evenkeel.dll /data/r/study.json; do
              [[ -f "$file" ]] || { echo "evenkeel: '$file' is not there on $(hostname); a task needs the program and the folder at the paths that they were submitted from" >&2; exit 3; }
            done
            exec /opt/dotnet exec /opt/evenkeel.dll sweep run /data/r/study.json --out /data/r --threads "${SLURM_CPUS_PER_TASK:-1}" --patience 9

            """);
    }

    [Fact]
    public void Words_AreTheDirectives()
    {
        SlurmScript script = new(Request() with { Processors = 3 }, $"/data/{Awkward}", "", 2);

        script.Words.ShouldBe(["--job-name=evenkeel", "--array=1-2", "--cpus-per-task=3", $"--output=/data/{Awkward.Replace("%", "%%", StringComparison.Ordinal)}/slurm/%A_%a.out", "--chdir=/work"]);
    }

    /// <summary>Bash reads the script, and a program that it starts says what it was given.</summary>
    [UnixFact]
    public void Script_StartsTheProgramWithTheFolderAsItIsCalled()
    {
        using Sweep sweep = new();
        string folder = sweep.At(Awkward), program = sweep.At("it's a program");
        Directory.CreateDirectory(folder);
        File.WriteAllText(Path.Combine(folder, "study.json"), sweep.Study);
        File.WriteAllText(program, "#!/usr/bin/env bash\nprintf '%s\\n' \"$@\"\n");
        if (!OperatingSystem.IsWindows()) File.SetUnixFileMode(program, UnixFileMode.UserRead | UnixFileMode.UserExecute);
        File.WriteAllText(sweep.At("job.sh"), new SlurmScript(Request() with { Program = [program] }, folder, "", 1).Write());

        using Process bash = Process.Start(new ProcessStartInfo("bash", [sweep.At("job.sh")]) { RedirectStandardOutput = true, Environment = { ["SLURM_CPUS_PER_TASK"] = "5" } })!;

        bash.StandardOutput.ReadToEnd().Split('\n').ShouldBe(["sweep", "run", Path.Combine(folder, "study.json"), "--out", folder, "--threads", "5", ""]);
    }

    [UnixFact]
    public void Script_SaysWhatANodeLacks()
    {
        using Sweep sweep = new();
        File.WriteAllText(sweep.At("job.sh"), new SlurmScript(Request() with { Program = [sweep.At("gone")] }, sweep.Results, "", 1).Write());

        using Process bash = Process.Start(new ProcessStartInfo("bash", [sweep.At("job.sh")]) { RedirectStandardError = true })!;
        string error = bash.StandardError.ReadToEnd();
        bash.WaitForExit();

        bash.ExitCode.ShouldBe(3);
        error.ShouldStartWith($"evenkeel: '{sweep.At("gone")}' is not there on ");
    }

    /// <summary>As sbatch reads directives: blanks part words, quotes of either kind hold them together, a backslash takes the next letter as it is.</summary>
    [Theory]
    [InlineData("--mem=2G", "--mem=2G")]
    [InlineData("--chdir=/a b", "--chdir=\"/a b\"")]
    [InlineData("it's", "\"it's\"")]
    [InlineData("a\"b\\c", "\"a\\\"b\\\\c\"")]
    [InlineData("#1", "\"#1\"")]
    [InlineData("", "\"\"")]
    public void Directive_IsQuotedWhereItMust(string word, string written) => SlurmScript.ForDirective(word).ShouldBe(written);

    [Theory]
    [InlineData(1, 40, 16)]
    [InlineData(1, 5, 5)]
    [InlineData(4, 40, 10)]
    [InlineData(4, 41, 11)]
    [InlineData(64, 3, 1)]
    public void Tasks_AreAsManyAsFindWork(int processors, int left, int tasks) => (Request() with { Processors = processors }).TasksFor(left).ShouldBe(tasks);

    [Theory]
    [InlineData("--array=1-3", "'--array=1-3' cannot be passed to sbatch: --tasks says how many tasks there are.")]
    [InlineData("-a", "'-a' cannot be passed to sbatch: --tasks says how many tasks there are.")]
    [InlineData("-c4", "'-c4' cannot be passed to sbatch: --cpus-per-task before the '--' says it.")]
    [InlineData("--mem=8G", "'--mem=8G' cannot be passed to sbatch: --mem 2G says it already.")]
    [InlineData("--wait", "'--wait' cannot be passed to sbatch: --wait before the '--' waits, with progress.")]
    [InlineData("long", "'long' after '--' is no option of sbatch; options begin with '-', such as --account=NAME.")]
    [InlineData("--qos=a b", "'b' after '--' is no option of sbatch; options begin with '-', such as --account=NAME.")]
    [InlineData("--comment=a\nb", "'--comment=a?b' holds a line break or another control character, which a job script cannot hold.")]
    public void Option_ThatContradicts_IsRefused(string options, string message) =>
        Should.Throw<SweepException>(() => new SlurmScript(Request() with { Memory = "2G", Options = [.. options.Split(' ')] }, "/data/r", "", 1)).Message.ShouldBe(message);

    [UnixFact]
    public void Folder_WithABackslash_IsRefused() =>
        Should.Throw<SweepException>(() => new SlurmScript(Request(), "/data/a\\b", "", 1)).Message.ShouldBe("'/data/a\\b' holds a backslash, which Slurm does not take in the name of an output file; name another folder.");

    private static SlurmRequest Request() => new() { Program = ["/opt/dotnet", "exec", "/opt/evenkeel.dll"], WorkingFolder = "/work" };
}
