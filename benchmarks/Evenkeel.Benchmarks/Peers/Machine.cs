using System.Runtime.InteropServices;
using Evenkeel.Numerics;

namespace Evenkeel.Benchmarks.Peers;

/// <summary>On what the table was measured.</summary>
internal static class Machine
{
    /// <summary>Processor, system and runtime, one line each.</summary>
    public static IEnumerable<string> Describe() =>
    [
        $"{Processor()}, {Environment.ProcessorCount} processors; kernels of {KernelWidth.Lanes} lanes",
        $"{RuntimeInformation.OSDescription}; {RuntimeInformation.FrameworkDescription}",
    ];

    private static string Processor()
    {
        const string Source = "/proc/cpuinfo";
        if (!File.Exists(Source)) return RuntimeInformation.ProcessArchitecture.ToString();
        string[] lines = File.ReadAllLines(Source);
        return $"{Value("model name")} (family {Value("cpu family")}, model {Value("model")})";

        string Value(string key) => lines.FirstOrDefault(line => line.Split('\t', ':')[0] == key)?.Split(':', 2)[1].Trim() ?? "?";
    }
}
