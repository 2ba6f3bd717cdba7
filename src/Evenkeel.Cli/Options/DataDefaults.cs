using Evenkeel.Data;
using Evenkeel.Experiments;
using Evenkeel.Networks;
using Evenkeel.Training;

namespace Evenkeel.Cli.Options;

/// <summary>What an experiment is when only its data is named: the article's digits network for images, its playground for points in the plane, a small one of Glorot and Bengio's for their shapes.</summary>
internal static class DataDefaults
{
    public static ComparisonSpec For(string data) =>
        ToyData.All.Any(set => set.Name == data) ? Playground(data)
        : data == "shapeset" ? Shapes()
        : new() { Data = new() { Name = data } };

    private static ComparisonSpec Playground(string data) => new()
    {
        Data = new() { Name = data },
        Network = new NetworkSpec { Hidden = [6, 3], Activation = "relu" },
        Training = new TrainingSpec { Batch = 0, Epochs = 500 },
        Schemes = ["zero", "xavier*0.01", "xavier", "xavier*100"],
    };

    /// <summary>Five layers of tanh, batches of 10, each image seen once, and the two starts that the paper compares; narrower and shorter than its own.</summary>
    private static ComparisonSpec Shapes() => new()
    {
        Data = new() { Name = "shapeset" },
        Network = new NetworkSpec { Hidden = [100, 100, 100, 100, 100] },
        Training = new TrainingSpec { Batch = 10, Epochs = 1, LearningRate = 0.03 },
        Schemes = ["uniform", "glorot-uniform"],
        Target = 0.3,
    };
}
