using System.Diagnostics;
using System.Globalization;
using System.Text;
using Evenkeel.Data;
using Evenkeel.Experiments;
using Evenkeel.Interchange;

namespace Evenkeel.Sweeps.Tests;

/// <summary>A folder of its own with a small study, run in this process or as a person would run it in another.</summary>
internal sealed class Sweep : IDisposable
{
    /// <summary>24 trials of a few milliseconds each, of which some diverge.</summary>
    public const string Small = """
        {
          "name": "small",
          "base": { "data": { "name": "circle", "train": 60 }, "network": { "hidden": [6, 3], "activation": "relu" }, "training": { "batch": 20, "epochs": 4 }, "schemes": ["xavier", "normal(1e15)"] },
          "axes": [{ "set": "lr", "values": [0.01, 0.1, 1] }, { "set": "hidden", "values": ["4", "4,3"] }],
          "repeats": 2,
          "record": { "curves": 4, "readings": [0, "end"], "read": ["histograms"] }
        }
        """;

    /// <summary>40 trials of some tens of milliseconds, so that a process can be stopped between the first and the last.</summary>
    public const string Slow = """
        {
          "name": "slow",
          "base": { "data": { "name": "circle", "train": 200 }, "network": { "hidden": [40, 40] }, "training": { "batch": 20, "steps": 600 }, "schemes": ["xavier"] },
          "axes": [{ "set": "lr", "logRange": { "from": 0.001, "to": 1, "count": 20 } }],
          "repeats": 2
        }
        """;

    /// <summary>40 trials of some tenths of a second, so that four nodes have begun before the last is taken.</summary>
    public const string Slower = """
        {
          "name": "slower",
          "base": { "data": { "name": "circle", "train": 200 }, "network": { "hidden": [40, 40] }, "training": { "batch": 20, "steps": 2500 }, "schemes": ["xavier"] },
          "axes": [{ "set": "lr", "logRange": { "from": 0.001, "to": 1, "count": 20 } }],
          "repeats": 2
        }
        """;

    private static readonly TimeSpan Most = TimeSpan.FromMinutes(3);

    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("evenkeel-sweep-");
    private int loads;

    public Sweep(string study = Small)
    {
        Study = study;
        File.WriteAllText(At("study.json"), study);
    }

    public string Study { get; }

    /// <summary>Where results go.</summary>
    public string Results => At("results");

    /// <summary>How often data was had.</summary>
    public int Loads => loads;

    public string At(string name) => Path.Combine(folder.FullName, name);

    /// <summary>A runner in this process.</summary>
    public SweepRunner Runner(int threads = 1, int shard = 1, int shards = 1, TimeProvider? clock = null) =>
        new(StudyFolder.Create(Results, Study), Load, new() { Threads = threads, Shard = shard, Shards = shards }, clock ?? TimeProvider.System);

    /// <summary>Starts <c>evenkeel sweep run</c> in another process.</summary>
    public Process Start(string options = "", string before = "")
    {
        string program = Path.Combine(AppContext.BaseDirectory, "Evenkeel.Cli.dll");
        ProcessStartInfo start = new("bash", ["-c", $"{before} exec dotnet '{program}' sweep run '{At("study.json")}' --out '{Results}' --threads 2 {options}"])
        {
            RedirectStandardError = true,
            RedirectStandardOutput = true,
            Environment = { ["DOTNET_EnableDiagnostics"] = "0" },
        };
        return Process.Start(start)!;
    }

    /// <summary>Starts <c>evenkeel sweep submit --slurm</c> in another process, as a person of that cluster would.</summary>
    public Process Submit(SlurmCluster cluster, string options = "")
    {
        string program = Path.Combine(AppContext.BaseDirectory, "Evenkeel.Cli.dll");
        ProcessStartInfo start = new("bash", ["-c", $"exec dotnet '{program}' sweep submit '{At("study.json")}' --out '{Results}' --slurm {options}"])
        {
            RedirectStandardError = true,
            RedirectStandardOutput = true,
            Environment = { ["DOTNET_EnableDiagnostics"] = "0", ["SLURM_CONF"] = cluster.Configuration },
        };
        return Process.Start(start)!;
    }

    /// <summary>The processes that hold leases: those that run a trial.</summary>
    public int[] Workers()
    {
        string leases = Path.Combine(Results, "leases");
        return Directory.Exists(leases) ? [.. Directory.GetFiles(leases).Select(OwnerOf).OfType<LeaseOwner>().Select(owner => owner.Process).Distinct()] : [];
    }

    /// <summary>Waits for a process, and gives its exit code and what it said.</summary>
    public static (int Code, string Error) End(Process process)
    {
        Task<string> error = process.StandardError.ReadToEndAsync(), output = process.StandardOutput.ReadToEndAsync();
        if (!process.WaitForExit(Most))
        {
            process.Kill(entireProcessTree: true);
            throw new TimeoutException("The sweep did not end.");
        }

        _ = output.Result;
        (int, string) end = (process.ExitCode, error.Result);
        process.Dispose();
        return end;
    }

    /// <summary>Waits until some results are there.</summary>
    public void WaitFor(int results, Process process)
    {
        for (long end = Environment.TickCount64 + (long)Most.TotalMilliseconds; Lines().Length < results; Thread.Sleep(2))
        {
            if (process.HasExited || Environment.TickCount64 > end) throw new TimeoutException($"{Lines().Length} results were there, and {results} wanted.");
        }
    }

    /// <summary>The whole lines of all shards.</summary>
    public string[] Lines() => Directory.Exists(Path.Combine(Results, "trials"))
        ? [.. Directory.GetFiles(Path.Combine(Results, "trials")).Order(StringComparer.Ordinal).SelectMany(WholeLines)]
        : [];

    /// <summary>The results in the study's order, whoever ran what: what must be the same, byte for byte.</summary>
    public string Export()
    {
        using MemoryStream stream = new();
        SweepExport.WriteJsonLines(StudyFolder.Open(Results).Read(), stream);
        return Encoding.UTF8.GetString(stream.ToArray());
    }

    /// <summary>What an unbroken run on one thread exports.</summary>
    public static string Unbroken(string study)
    {
        using Sweep sweep = new(study);
        sweep.Runner().Run().ShouldBeTrue();
        return sweep.Export();
    }

    public void Dispose() => folder.Delete(recursive: true);

    private DataSplit Load(DataSpec spec, long seed)
    {
        Interlocked.Increment(ref loads);
        return DataSource.Load(spec.Name, new() { Seed = seed, TrainCount = spec.Train, TestCount = spec.Test });
    }

    private static LeaseOwner? OwnerOf(string path)
    {
        try
        {
            using FileStream file = new(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            using StreamReader reader = new(file);
            return LeaseOwner.Read(reader.ReadToEnd());
        }
        catch (IOException)
        {
            return null;
        }
    }

    private static IEnumerable<string> WholeLines(string path)
    {
        using FileStream stream = new(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        using StreamReader reader = new(stream);
        string text = reader.ReadToEnd();
        return text[..(text.LastIndexOf('\n') + 1)].Split('\n', StringSplitOptions.RemoveEmptyEntries);
    }

    /// <summary>A clock that is ahead.</summary>
    internal sealed class Ahead(TimeSpan by) : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => System.GetUtcNow() + by;

        public override string ToString() => by.ToString("c", CultureInfo.InvariantCulture);
    }
}
