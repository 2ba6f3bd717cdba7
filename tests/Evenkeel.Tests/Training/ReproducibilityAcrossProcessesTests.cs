using System.Diagnostics;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;
using Evenkeel.Numerics;
using Evenkeel.Tests.Oracle;

namespace Evenkeel.Tests.Training;

/// <summary>A process that may not use the widest registers, or no fused multiply-add of the hardware, learns the same weights.</summary>
public class ReproducibilityAcrossProcessesTests
{
    private static readonly TimeSpan Most = TimeSpan.FromMinutes(4);

    [Theory]
    [InlineData("DOTNET_EnableAVX512")]
    [InlineData("DOTNET_EnableAVX2")]
    [InlineData("DOTNET_EnableHWIntrinsic")]
    public void Weights_AreTheSameWithoutAnInstructionSet(string switchedOff)
    {
        string[] lines = Run(switchedOff);

        // The first line says what the process could use; it must have been less than this one can.
        lines[0].ShouldBe(switchedOff switch
        {
            "DOTNET_EnableAVX512" => $"fma {Fma.IsSupported}, 256 bits {Vector256.IsHardwareAccelerated}, 512 bits False",
            _ => "fma False, 256 bits False, 512 bits False",
        });
        lines[1..].ShouldBe(HashedNet.All.Select(net => $"{net.Name} {net.Train(Workers.One)}"));
    }

    private static string[] Run(string switchedOff)
    {
        ProcessStartInfo start = new("dotnet", ["exec", typeof(HashedNet).Assembly.Location]) { RedirectStandardOutput = true, RedirectStandardError = true };
        start.Environment[switchedOff] = "0";
        using Process process = Process.Start(start)!;
        Task<string> output = process.StandardOutput.ReadToEndAsync(), error = process.StandardError.ReadToEndAsync();
        if (!process.WaitForExit(Most))
        {
            process.Kill(entireProcessTree: true);
            throw new TimeoutException($"The process without {switchedOff} did not end within {Most.TotalMinutes} minutes.");
        }

        process.ExitCode.ShouldBe(0, error.Result);
        return output.Result.Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
    }
}
