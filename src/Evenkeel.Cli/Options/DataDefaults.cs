using Evenkeel.Data;
using Evenkeel.Experiments;
using Evenkeel.Networks;
using Evenkeel.Training;

namespace Evenkeel.Cli.Options;

/// <summary>What an experiment is when only its data is named: the article's digits network for images, its playground for points in the plane.</summary>
internal static class DataDefaults
{
    public static ComparisonSpec For(string data) => ToyData.All.Any(set => set.Name == data) ? Playground(data) : new() { Data = new() { Name = data } };

    private static ComparisonSpec Playground(string data) => new()
    {
        Data = new() { Name = data },
        Network = new NetworkSpec { Hidden = [6, 3], Activation = "relu" },
        Training = new TrainingSpec { Batch = 0, Epochs = 500 },
        Schemes = ["zero", "xavier*0.01", "xavier", "xavier*100"],
    };
}
