using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace Evenkeel.Sweeps.Tests;

/// <summary>A Slurm of four nodes of one processor each on this machine, with everything of it in a folder of its own.</summary>
/// <remarks>
/// Its daemons are children of one shell, which ends them when its input ends: when the tests are done, and also when their process is killed.
/// </remarks>
public sealed class SlurmCluster : IDisposable
{
    private static readonly string[] Programs = ["slurmctld", "slurmd", "munged", "sbatch", "squeue", "scancel", "scontrol", "sinfo"];
    private static readonly TimeSpan Most = TimeSpan.FromMinutes(2);

    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("evenkeel-slurm-");
    private readonly Lock gate = new();
    private Process? keeper;

    /// <summary>What is missing for a cluster; null where nothing is.</summary>
    public static string? Missing { get; } = !OperatingSystem.IsLinux() ? "Linux" : Programs.FirstOrDefault(program => PathOf(program) is null);

    /// <summary>The configuration, which Slurm's programs find by the variable SLURM_CONF.</summary>
    public string Configuration => At("slurm.conf");

    /// <summary>Starts the cluster, once, and waits until its nodes are idle.</summary>
    public SlurmCluster Up()
    {
        lock (gate)
        {
            if (keeper is null)
            {
                File.WriteAllText(Configuration, Configure());
                keeper = Process.Start(new ProcessStartInfo("bash", ["-c", Keep(), "slurm"]) { RedirectStandardInput = true, Environment = { ["SLURM_CONF"] = Configuration } })!;
                WaitUntil(() => Run("sinfo", "--noheader", "--format=%T %D").Output.Trim() == "idle 4", "four idle nodes");
            }

            return this;
        }
    }

    /// <summary>Runs one of Slurm's programs to its end.</summary>
    public (int Code, string Output, string Error) Run(string program, params string[] words)
    {
        using Process process = Process.Start(new ProcessStartInfo(PathOf(program)!, words) { RedirectStandardOutput = true, RedirectStandardError = true, Environment = { ["SLURM_CONF"] = Configuration } })!;
        Task<string> error = process.StandardError.ReadToEndAsync();
        string output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return (process.ExitCode, output, error.Result);
    }

    /// <summary>Tasks of all jobs that wait or run.</summary>
    public string[] Tasks(string job = "") => Run("squeue", ["--noheader", "--array", "--format=%F_%K", .. job.Length > 0 ? new[] { $"--jobs={job}" } : []]).Output.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

    /// <summary>Waits until something is so.</summary>
    public void WaitUntil(Func<bool> so, string what)
    {
        for (long end = Environment.TickCount64 + (long)Most.TotalMilliseconds; !so(); Thread.Sleep(50))
        {
            if (Environment.TickCount64 > end) throw new TimeoutException($"{what} did not come: {Logs()}");
        }
    }

    public void Dispose()
    {
        if (keeper is not null)
        {
            keeper.StandardInput.Close();
            if (!keeper.WaitForExit(Most)) keeper.Kill(entireProcessTree: true);
            keeper.Dispose();
        }

        folder.Delete(recursive: true);
    }

    private static string? PathOf(string program) => (Environment.GetEnvironmentVariable("PATH") ?? "").Split(':').Append("/usr/sbin").Select(place => Path.Combine(place, program)).FirstOrDefault(File.Exists);

    private string At(string name) => Path.Combine(folder.FullName, name);

    private string Logs() => string.Join('\n', Directory.GetFiles(folder.FullName, "*.log").Select(file => $"{Path.GetFileName(file)}: {string.Join('\n', File.ReadLines(file).TakeLast(5))}"));

    /// <summary>The shell that keeps the daemons. Tasks are cancelled first, since they outlive the daemon of their node.</summary>
    private string Keep() => $"""
        cd '{folder.FullName}'
        pids=()
        head -c 1024 /dev/urandom >munge.key
        chmod 400 munge.key
        '{PathOf("munged")}' --foreground --force --key-file="$PWD/munge.key" --socket="$PWD/munge.socket" --pid-file="$PWD/munge.pid" --log-file="$PWD/munged.log" --seed-file="$PWD/munge.seed" </dev/null >munged.log 2>&1 &
        pids+=($!)
        until [[ -S munge.socket ]] || ! kill -0 $!; do sleep 0.05; done
        mkdir state spool.n1 spool.n2 spool.n3 spool.n4
        '{PathOf("slurmctld")}' -D </dev/null >slurmctld.log 2>&1 &
        pids+=($!)
        for node in n1 n2 n3 n4; do
          '{PathOf("slurmd")}' -D -N $node </dev/null >slurmd.$node.log 2>&1 &
          pids+=($!)
        done
        read -r _
        '{PathOf("scancel")}' --user="$(id -un)"
        for ((i = 0; i < 100; i++)); do
          [[ -n "$('{PathOf("squeue")}' --noheader 2>&1)" ]] || break
          sleep 0.1
        done
        kill "${"{pids[@]}"}"
        (sleep 5; kill -9 "${"{pids[@]}"}") 2>/dev/null &
        wait "${"{pids[@]}"}"
        kill $!
        """;

    private string Configure()
    {
        int[] ports = FreePorts(5);
        string host = Dns.GetHostName().Split('.')[0], user = Environment.UserName;
        string nodes = string.Join('\n', Enumerable.Range(1, 4).Select(node => string.Create(CultureInfo.InvariantCulture, $"NodeName=n{node} NodeHostname={host} NodeAddr=127.0.0.1 Port={ports[node]} CPUs=1 RealMemory=4000 State=UNKNOWN")));
        return $"""
            ClusterName=evenkeel
            SlurmctldHost={host}(127.0.0.1)
            SlurmUser={user}
            SlurmdUser={user}
            AuthType=auth/munge
            CryptoType=crypto/munge
            AuthInfo=socket={At("munge.socket")}
            ProctrackType=proctrack/linuxproc
            TaskPlugin=task/none
            JobAcctGatherType=jobacct_gather/none
            AccountingStorageType=accounting_storage/none
            SelectType=select/cons_tres
            SelectTypeParameters=CR_CPU
            ReturnToService=2
            MpiDefault=none
            SchedulerParameters=sched_interval=2,bf_interval=5
            MailProg=/bin/true
            StateSaveLocation={At("state")}
            SlurmdSpoolDir={At("spool.%n")}
            SlurmdPidFile={At("slurmd.%n.pid")}
            SlurmctldPidFile={At("slurmctld.pid")}
            SlurmctldPort={ports[0].ToString(CultureInfo.InvariantCulture)}
            SlurmdParameters=config_overrides
            {nodes}
            PartitionName=main Nodes=ALL Default=YES MaxTime=INFINITE State=UP

            """;
    }

    private static int[] FreePorts(int count)
    {
        TcpListener[] listeners = [.. Enumerable.Range(0, count).Select(_ => new TcpListener(IPAddress.Loopback, 0))];
        foreach (TcpListener listener in listeners) listener.Start();
        int[] ports = [.. listeners.Select(listener => ((IPEndPoint)listener.LocalEndpoint).Port)];
        foreach (TcpListener listener in listeners) listener.Dispose();
        return ports;
    }
}
