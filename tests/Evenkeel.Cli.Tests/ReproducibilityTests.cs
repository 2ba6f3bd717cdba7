using System.Diagnostics;

namespace Evenkeel.Cli.Tests;

/// <summary>The same command in processes whose processor seems to lack instructions: their files are the same, byte for byte.</summary>
public sealed class ReproducibilityTests : IDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("evenkeel-bits-");

    /// <summary>Without AVX2 there is no fused multiply-add either: it is then computed in software.</summary>
    private static readonly string[] Lacks = ["", "DOTNET_EnableAVX512", "DOTNET_EnableAVX2", "DOTNET_EnableHWIntrinsic"];

    public void Dispose() => folder.Delete(recursive: true);

    [Theory]
    [InlineData("--data circle --hidden 6,3 --activation tanh --init xavier --optimizer adam --steps 60 --batch 10 --threads 1")]
    [InlineData("--data spiral --hidden 33,17 --activation gelu --init he-uniform --optimizer nesterov --lr 0.05 --clip 1 --steps 40 --batch 32 --threads 3")]
    [InlineData("--data digits --train 200 --test 50 --hidden 20 --activation mish --init orthogonal --loss hinge --optimizer rmsprop --lr 0.005 --schedule cosine --steps 10 --batch 64 --threads 2")]
    public async Task Train_SavesTheSameBytesWhateverTheProcessorOffers(string arguments)
    {
        Run[] runs = await Task.WhenAll(Lacks.Select((lacks, i) => Train(arguments, lacks, $"{i}")));

        foreach ((string lacks, Run run) in Lacks.Zip(runs))
        {
            run.Output.ShouldBe(runs[0].Output, lacks);
            run.Network.ShouldBe(runs[0].Network, lacks);
            run.Log.ShouldBe(runs[0].Log, lacks);
        }
    }

    private async Task<Run> Train(string arguments, string lacks, string name)
    {
        string network = Path.Combine(folder.FullName, name + ".safetensors");
        string log = Path.Combine(folder.FullName, name + ".jsonl");
        ProcessStartInfo start = new("dotnet", ["exec", Path.Combine(AppContext.BaseDirectory, "Evenkeel.Cli.dll"), "train", .. arguments.Split(' '), "--seed", "7", "--json", "--save", network, "--log", log])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        if (lacks.Length > 0)
        {
            start.Environment[lacks] = "0";
        }

        using Process process = Process.Start(start)!;
        Task<string> output = process.StandardOutput.ReadToEndAsync();
        Task<string> errors = process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        process.ExitCode.ShouldBe(0, await errors);
        return new(await output, await File.ReadAllBytesAsync(network), await File.ReadAllTextAsync(log));
    }

    private sealed record Run(string Output, byte[] Network, string Log);
}
